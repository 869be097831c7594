"""Runs all checks over a pack, a folder or single files, and returns problems in order of place.

Owns which check applies to which file. Never prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

from scenarios.checks.conditions import ConditionCheck
from scenarios.checks.consistency import check_consistency
from scenarios.checks.graph import check_flow
from scenarios.checks.references import ReferenceCheck, check_persona, check_scenario, check_voice
from scenarios.checks.truth import check_truth
from scenarios.checks.variation import check_variation
from scenarios.model.act import Vocabulary
from scenarios.model.flow import Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.packs import FOLDERS, Library, pack_of, read_vocabulary, shipped_folder
from scenarios.problems import Problem, Problems, RightpartyError, SourceError
from scenarios.reading import fit
from scenarios.source import Document, read_file

_TODO = re.compile(r"\bTODO\b(.*)")
_KEYS: dict[str, type[BaseModel]] = {"scenario": Scenario, "persona": Persona, "voice": Voice, "flow": Flow}


def check_paths(paths: Iterable[Path], extra_packs: Iterable[Path] = ()) -> tuple[list[Problem], int]:
    """Check files and pack folders; the problems, and how many files were looked at."""
    paths, extra_packs = list(paths) or [shipped_folder()], list(extra_packs)
    found: list[Problem] = []
    looked = 0
    for path in paths:
        if path.is_dir():
            folders = [] if path.resolve() == shipped_folder().resolve() else [path]
            library = Library([*extra_packs, *folders])
            files = _files(path)
            if not files:
                found.append(Problem(str(path), 0, 0, "pack/empty", "No scenario, persona, voice or flow files here.",
                                     "A pack has folders personas/, voices/, flows/ and library/."))  # fmt: skip
        else:
            own = pack_of(path)
            known = [each.resolve() for each in extra_packs]
            library, files = Library([*extra_packs, *([own] if own is not None and own not in known else [])]), [path]
        vocabulary = read_vocabulary()
        for file in files:
            looked += 1
            found.extend(check_file(file, library, vocabulary))
    return sorted(set(found)), looked


def _files(folder: Path) -> list[Path]:
    root = folder.resolve()
    inside = [path for kind in FOLDERS for path in sorted((folder / kind).rglob("*.yaml"))]
    return [path for path in inside if path.name != "feelings.yaml" and path.resolve().is_relative_to(root)]


def check_file(path: Path, library: Library, vocabulary: Vocabulary) -> list[Problem]:
    """Everything wrong with one file."""
    problems = Problems(str(path))
    try:
        document = read_file(path)
        entry = fit(document, _model_of(document, problems))
    except SourceError as error:
        return [*problems, *error.problems]
    _count_left_to_do(document, problems)
    try:
        _check(entry, document, library, vocabulary, problems)
    except SourceError as error:  # a file that this one names is broken: its own check says how
        problems.add("ref/broken", 1, 1, f"Something this file names is broken: {error.problems[0].path}.")
    except RightpartyError as error:
        problems.add("ref/unknown-name", *_where(document, error.message), error.message, error.hint)
    return list(problems)


def _count_left_to_do(document: Document, problems: Problems) -> None:
    for number, line in enumerate(document.text.split("\n"), start=1):
        found = _TODO.search(line)
        if found:
            left = found.group(1).strip(" :") or "something"
            problems.add("file/todo", number, found.start() + 1, f"Left to do: {left}",
                         "When it is done, take the TODO out.", "warning")  # fmt: skip


def _where(document: Document, message: str) -> tuple[int, int]:
    for key in ("persona", "flow", "voice"):
        if f"no {key} named" in message:
            mark = document.mark(("builds_on",) if key == "flow" and "builds_on" in document.data else (key,))
            return mark.line, mark.column
    return 1, 1


def _model_of(document: Document, problems: Problems) -> type[BaseModel]:
    if isinstance(document.data, dict):
        for key in ("scenario", "voice", "flow", "persona"):
            if next(iter(document.data), None) == key:
                return _KEYS[key]
        for key, model in _KEYS.items():
            if key in document.data:
                return model
    problems.add(
        "file/kind",
        1,
        1,
        "This is no scenario, persona, voice or flow.",
        "The first key says which: 'scenario: name'.",
    )
    raise SourceError([])


def _check(entry: BaseModel, document: Document, library: Library, vocabulary: Vocabulary, problems: Problems) -> None:
    if isinstance(entry, Persona):
        check_persona(entry, vocabulary, document, problems)
        check_variation(entry, document, problems)
        check_truth(entry, document, problems)
        library.voice(entry.voice)
    elif isinstance(entry, Voice):
        check_voice(entry, vocabulary, document, problems)
        for key, lines in entry.lines.items():
            ConditionCheck(document, problems).lines(lines, ("lines", key))
    elif isinstance(entry, Flow):
        whole = library.whole(entry)
        ReferenceCheck(vocabulary, document, problems).reactions(entry.dialogue, whole.states, None)
        starts = [each.begins for each in library.scenarios() if each.flow == entry.flow and each.begins]
        check_flow(whole, document, problems, starts, own=entry.states)
        ConditionCheck(document, problems).reactions(entry.dialogue, whole, {whole.begins, *starts})
    elif isinstance(entry, Scenario):
        persona, flow = library.persona(entry.persona), library.flow(entry.flow)
        check_scenario(entry, flow, persona, vocabulary, document, problems)
        check_consistency(entry, persona, document, problems)
        begins = entry.begins or flow.begins
        if begins in flow.states:
            ConditionCheck(document, problems).reactions(entry.dialogue, flow, {begins})
