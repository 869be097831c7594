"""What calls have reached, as text for the terminal and as one page with the files' own lines.

Owns the two forms. Never counts. Colour is never the only sign: lines carry how often they were reached, or `never`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from simulator.reports.html import STYLE
from simulator.workshop.coverage import KINDS, Coverage, Place

_NAMES = {
    "state": "states", "way": "ways", "line": "lines", "guard": "conditions", "fact": "facts", "status": "statuses", "concern": "concerns",
    "words": "sentences",
}  # fmt: skip
_MARKS = ".own{border-left:4px solid #35577d}.never{background:#f3dede}.times{color:#555;text-align:right;width:5rem}pre{margin:0}"


def coverage_rows(coverages: Sequence[Coverage]) -> list[list[str]]:
    """One row for each scenario: its name, its calls, and what was reached of how much for each kind."""
    return [
        [each.scenario, str(each.calls), *(_of(*each.share(kind)) for kind in KINDS)] for each in coverages
    ]  # fmt: skip


def heading() -> list[str]:
    """The heading of these rows."""
    return ["scenario", "calls", *(_NAMES[kind] for kind in KINDS)]


def missing_lines(coverage: Coverage) -> list[str]:
    """What no call has reached in the scenario's and the persona's own files, as file:line."""
    return [f"{each.file}:{each.line} never {_verb(each)}" for each in coverage.missing()]


def write_coverage_page(coverages: Sequence[Coverage], sources: Mapping[str, str]) -> str:
    """One HTML page; `sources` are the files' texts by the path that places name."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in coverage_rows(coverages)
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in heading())
    body = "".join(_files(each, sources) for each in coverages)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Coverage</title><style>{STYLE}{_MARKS}</style></head><body><h1>What calls have reached</h1>"
        f"<table><tr>{head}</tr>{rows}</table>{body}</body></html>\n"
    )


def _of(reached: int, total: int) -> str:
    return f"{reached}/{total}" if total else "–"


def _verb(place: Place) -> str:
    verbs = {"words": f"said: {place.name}", "line": "taken: this line of dialogue",
             "guard": f"looked at so: this condition, when it {place.name.partition(' ')[2]}",
             "fact": f"told: {place.name}",
             "status": f"came up: {place.name}", "concern": "raised: this concern"}  # fmt: skip
    return verbs.get(place.kind, f"reached: {place.name}")


def _files(coverage: Coverage, sources: Mapping[str, str]) -> str:
    parts = [f"<h2>{escape(coverage.scenario)}</h2>"]
    own = {each.file for each in coverage.places if each.own}
    for path in sorted(own, key=lambda file: "personas" in file):
        times: dict[int, list[int]] = {}
        for each in coverage.places:
            if each.file == path:
                times.setdefault(each.line, []).append(coverage.times(each))
        rows = "".join(
            _line(number, text, times.get(number)) for number, text in enumerate(sources[path].split("\n"), start=1)
        )
        parts.append(f"<h3>{escape(path)}</h3><table>{rows}</table>")
    return "".join(parts)


def _line(number: int, text: str, times: list[int] | None) -> str:
    if times is None:
        kind, told = "", ""
    else:
        kind, told = ("never", "never") if not min(times) else ("", f"{min(times)} ×")
    marks = " ".join(each for each in ("own" if times else "", kind) if each)
    return f'<tr class="{marks}"><td class="times">{number}</td><td class="times">{told}</td><td><pre>{escape(text)}</pre></td></tr>'
