"""What bots came to, as rows for the terminal and as one page with charts of scores and outcomes.

Owns the two forms. Never plays. Colour is never the only sign: every bar has its figure beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from statistics import mean

from simulator.evaluation.bots import read_bots
from simulator.reports.html import STYLE
from simulator.workshop.coverage import Coverage
from simulator.workshop.exploring import Explored

SHORT = 5
"""Letters of a bot's name in the heading of a table; the lines below it have the whole name."""
_MARKS = ".bar{background:#35577d;height:.8rem;display:inline-block;vertical-align:middle}.score{white-space:nowrap}td{vertical-align:top}"


def explored_rows(played: Sequence[Explored], coverages: Mapping[str, Coverage]) -> list[list[str]]:
    """One row for each scenario: mean scores by bot, shortest and longest call, what was reached, and what calls came to."""
    named = {
        name: ", ".join(f"{kind} {n}" for kind, n in found.most_common()) for name, found in _outcomes(played).items()
    }
    return _rows(played, coverages, named)


def narrow_rows(played: Sequence[Explored], coverages: Mapping[str, Coverage]) -> list[list[str]]:
    """The same rows for a terminal: how many different outcomes, instead of their names."""
    return _rows(played, coverages, {name: str(len(found)) for name, found in _outcomes(played).items()})


def _outcomes(played: Sequence[Explored]) -> dict[str, Counter[str]]:
    """What the calls of each scenario came to, and how often."""
    found: dict[str, Counter[str]] = {}
    for each in played:
        found.setdefault(each.played.scenario, Counter())[each.played.outcome] += 1
    return found


def _rows(played: Sequence[Explored], coverages: Mapping[str, Coverage], last: Mapping[str, str]) -> list[list[str]]:
    bots = graded_of(played)
    rows = []
    for name, coverage in coverages.items():
        mine = [each.played for each in played if each.played.scenario == name]
        turns = [each.turns for each in mine]
        scores = [[each.overall for each in mine if each.bot == bot and each.overall is not None] for bot in bots]
        states, ways, said = coverage.share("state"), coverage.share("way"), coverage.share("words", own=True)
        rows.append(
            [name, *(f"{mean(each):.0f}" if each else "–" for each in scores), f"{min(turns)}–{max(turns)}",
             f"{states[0]}/{states[1]}", f"{ways[0]}/{ways[1]}", f"{said[0]}/{said[1]}", last[name]]
        )  # fmt: skip
    return rows


def explored_heading(played: Sequence[Explored], letters: int | None = None) -> list[str]:
    """The heading of these rows; of each bot's name so many letters, or all."""
    return [
        "scenario",
        *(bot[:letters] for bot in graded_of(played)),
        "turns",
        "states",
        "ways",
        "sentences",
        "outcomes",
    ]


def graded_of(played: Sequence[Explored]) -> list[str]:
    """Those of them whose scores say something."""
    known = read_bots()
    return [name for name in bots_of(played) if known[name].graded]


def bots_of(played: Sequence[Explored]) -> list[str]:
    """The bots that played, in the order of their first call."""
    return list(dict.fromkeys(each.played.bot for each in played))


def bot_lines(played: Sequence[Explored]) -> list[str]:
    """For each bot, how many of its calls passed, and how many have a critical finding."""
    lines = []
    for bot in bots_of(played):
        mine = [each.played for each in played if each.played.bot == bot]
        passed, critical = sum(1 for each in mine if each.passed), sum(1 for each in mine if each.critical)
        lines.append(f"{bot}: {len(mine)} calls, {passed} passed, {critical} with a critical finding")
    return lines


def distinct_in_1000(played: Sequence[Explored]) -> int:
    """How many of 1,000 replies are different from each other, over all these calls."""
    replies = [reply for each in played for reply in each.replies]
    return 1000 * len(set(replies)) // max(1, len(replies))


def write_explored_page(played: Sequence[Explored], coverages: Mapping[str, Coverage]) -> str:
    """One self-contained HTML page."""
    head = "".join(f"<th>{escape(name)}</th>" for name in explored_heading(played))
    count = len(graded_of(played))
    body = "".join(_row(row, count) for row in explored_rows(played, coverages))
    broken = [
        f"{each.played.scenario}, {each.played.bot}, seed {each.played.seed}: {words}"
        for each in played
        for words in each.broken
    ]
    wrong = "".join(f"<li>{escape(each)}</li>" for each in broken) or "<li>Nothing.</li>"
    bots = "".join(f"<li>{escape(each)}</li>" for each in bot_lines(played))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Explored</title><style>{STYLE}{_MARKS}</style></head><body><h1>{len(played)} calls of {count} bots</h1>"
        f"<ul>{bots}</ul><table><tr>{head}</tr>{body}</table><h2>What broke</h2><ul>{wrong}</ul>"
        f"<p>{distinct_in_1000(played)} of 1,000 replies are distinct.</p></body></html>\n"
    )


def _row(row: Sequence[str], bots: int) -> str:
    cells = [f"<td>{escape(row[0])}</td>"]
    for cell in row[1 : bots + 1]:
        bar = f'<span class="bar" style="width:{int(cell) / 25:.2f}rem"></span> ' if cell.isdigit() else ""
        cells.append(f'<td class="score">{bar}{escape(cell)}</td>')
    cells += [f"<td>{escape(cell)}</td>" for cell in row[bots + 1 :]]
    return f"<tr>{''.join(cells)}</tr>"
