"""Translation: the lines of a scenario that people read or hear, with ids that stay, and the scenario in another language.

Owns which lines those are, what an id is, and putting translations in place. A line's id is its place without numbers and a hash of what it
says, so that adding a line beside it changes nothing, and changing it makes it a new line to translate. Files are edited at the place: comments,
order and everything that is not said stay. Never reads or writes the forms translators use.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scenarios.source import Document, Mark, Path_

SPOKEN = frozenset({"says", "more", "guarded", "lines"})
"""Keys under which every text is spoken by somebody."""
SHOWN = frozenset({"title", "brief", "goal"})
"""Keys at the top of a scenario whose text the trainee reads."""
KINDS = ("library", "personas", "voices", "flows")
FIRST = {"library": "scenario", "personas": "persona", "voices": "voice", "flows": "flow"}
"""The key that names a file's entry."""
GAP = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class Line:
    """One line to translate."""

    id: str
    where: str
    """file:line, for the translator's questions."""
    place: str
    """What it is for, e.g. `voices/anxious lines accept`."""
    source: str
    target: str = ""


@dataclass(frozen=True)
class Localised:
    """What came of putting translations in."""

    files: tuple[Path, ...]
    translated: int
    missing: tuple[Line, ...]
    """Lines left in the first language."""
    unknown: tuple[str, ...]
    """Ids that are in the translation and nowhere in the files: their source has changed since."""


def lines_of(library: Library, scenario: str) -> list[Line]:
    """Every line of a scenario, its person, their voice and its flows, in the order of the files, each once.

    Raises RightpartyError for a scenario that is not there.
    """
    found: dict[str, Line] = {}
    for kind, name in _parts(library, scenario):
        document = library.document(kind, name)
        for path in _paths(document, kind):
            line = _line(document, kind, name, path)
            found.setdefault(line.id, line)
    return list(found.values())


def localise(library: Library, scenario: str, lines: Iterable[Line], language: str, into: Path) -> Localised:
    """Write the scenario and what belongs to it into a pack, with the translations in place, under names that end in the language.

    Raises RightpartyError for a translation whose gaps are not those of its source, and for files that are there already.
    """
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language):
        raise RightpartyError(f"'{language}' is not a language.", "For example: es, fr-ca (BCP 47, in small letters)")
    targets = {line.id: line.target for line in lines if line.target.strip()}
    parts = _parts(library, scenario)
    named = {name for _, name in parts}
    written: dict[Path, str] = {}
    missing: dict[str, Line] = {}
    used: set[str] = set()
    for kind, name in parts:
        document = library.document(kind, name)
        changes: list[tuple[Path_, str]] = []
        for path in _paths(document, kind):
            line = _line(document, kind, name, path)
            target = targets.get(line.id)
            if target is None:
                missing[line.id] = line
                continue
            _check_gaps(line, target)
            used.add(line.id)
            changes.append((path, target))
        changes += [(path, f"{value}-{language}") for path, value in _names(document, named)]
        folder = into / kind / (library.path_of(kind, name).parent.name if kind == "library" else "")
        written[folder / f"{name}-{language}.yaml"] = put_in(document, changes)
    if there := [path for path in written if path.exists()]:
        raise RightpartyError(f"{there[0]} is there already.", "Choose another folder, or remove it first.")
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Localised(tuple(written), len(used), tuple(missing.values()), tuple(sorted(set(targets) - used)))


def put_in(document: Document, changes: Sequence[tuple[Path_, str]]) -> str:
    """The file with some of its texts replaced where they stand."""
    starts = [0]
    for row in document.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))

    def offset(mark: Mark) -> int:
        return starts[mark.line - 1] + mark.column - 1

    text = document.text
    for path, value in sorted(changes, key=lambda each: offset(document.values[each[0]]), reverse=True):
        start, end = offset(document.values[path]), offset(document.ends[path])
        block = text[start : start + 1] in ("|", ">")  # ends where the next line begins
        written = value if re.fullmatch(r"[a-z0-9-]+", value) else json.dumps(value, ensure_ascii=False)
        text = text[:start] + written + ("\n" if block else "") + text[end:]
    return text


def _parts(library: Library, scenario: str) -> list[tuple[str, str]]:
    """What belongs to a scenario: kinds and names. Flows that say nothing of their own stay as they are."""
    found = library.scenario(scenario)
    voice = library.voice(library.persona(found.persona).voice)
    parts = [("library", scenario), ("personas", found.persona), ("voices", voice.voice)]
    for flow in library.flow_parts(found.flow):
        if any(_paths(library.document("flows", flow.flow), "flows")):
            parts.append(("flows", flow.flow))
        else:
            break  # what it builds on keeps its name only if it does
    return parts


def _paths(document: Document, kind: str) -> list[Path_]:
    """The places of all lines in a file."""
    return [
        path for path in document.ends
        if path and _is_line(path, kind) and isinstance(_value(document, path), str) and _value(document, path).strip()
    ]  # fmt: skip


def _is_line(path: Path_, kind: str) -> bool:
    if kind == "library" and path[0] == "calls":
        return False  # what the agent says in scripted calls is written anew in the other language
    if kind == "library" and ((len(path) == 1 and path[0] in SHOWN) or path[0] == "hints"):
        return True
    spoken = [place for place, part in enumerate(path) if part in SPOKEN]
    if not spoken:
        return False
    below = [part for part in path[spoken[0] + 1 :] if isinstance(part, str)]
    # Under `lines` stands the name of the line, then perhaps a condition, which is not said.
    return "if" not in below and "when" not in below


def _names(document: Document, named: set[str]) -> list[tuple[Path_, str]]:
    """Where a file names itself or another part: these get the language's ending."""
    places = [
        (key,) for key in (*FIRST.values(), "builds_on") if isinstance(document.data, dict) and key in document.data
    ]
    return [(path, str(document.data[path[0]])) for path in places if str(document.data[path[0]]) in named]


def _line(document: Document, kind: str, name: str, path: Path_) -> Line:
    source = _value(document, path).strip()
    keys = ".".join(str(part) for part in path if isinstance(part, str))
    mark = document.values[path]
    sign = hashlib.sha256(source.encode()).hexdigest()[:10]
    return Line(f"{kind}/{name}/{keys}#{sign}", f"{document.path}:{mark.line}", f"{kind}/{name} {keys}", source)


def _value(document: Document, path: Path_) -> str:
    value = document.data
    for part in path:
        value = value[part]
    return value  # type: ignore[no-any-return]


def _check_gaps(line: Line, target: str) -> None:
    wanted, got = sorted(GAP.findall(line.source)), sorted(GAP.findall(target))
    if wanted != got:
        raise RightpartyError(
            f"{line.id}: the translation has {', '.join(got) or 'no gap'}, the line {', '.join(wanted) or 'none'}.",
            "Gaps such as {amount} are filled during the call and must all be there, unchanged.",
        )


__all__ = ["Line", "Localised", "lines_of", "localise", "put_in"]
