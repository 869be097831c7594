"""What a scenario's file says of rules, rubrics and outcomes, and how its own phrases are heard.

Owns the codes `expect/*`, `regime/*` and `phrase/*`: checks that need the halves which `scenarios` may not look at. Never prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scenarios.checks.everything import check_paths
from scenarios.model.scenario import Scenario
from scenarios.nearness import did_you_mean
from scenarios.packs import read_vocabulary, shipped_folder
from scenarios.problems import Problem, Problems, SourceError
from scenarios.reading import fit
from scenarios.source import Document, Path_, read_file
from scoring.compliance.packs import read_shelf
from scoring.outcome import KINDS
from scoring.rubric import Rubric, read_rubrics

Hear = Callable[[str], set[str]]
CLEAR = 0.6
"""How sure another act must be heard to be the phrase's rival."""


def check_everything(paths: Iterable[Path], folders: Iterable[Path] = ()) -> tuple[list[Problem], int]:
    """All checks over files and packs, as `scenarios.checks` has them and these. The problems, and how many files."""
    paths = list(paths) or [shipped_folder()]
    asked = {path.resolve() for path in paths}
    folders = [folder for folder in folders if folder.resolve() not in asked]  # a pack is no other pack of itself
    found, looked = check_paths(paths, folders)
    broken = {problem.path for problem in found if problem.severity == "error"}
    more = [folder / "rules" for folder in (*folders, *(path for path in paths if path.is_dir()))]
    packs = read_shelf(*[folder for folder in more if folder.is_dir()]).newest
    rubrics, wrong = _rubrics([*folders, *(path for path in paths if path.is_dir())])
    found += wrong
    known = Known(frozenset(packs), frozenset(rule.rule for pack in packs.values() for rule in pack.rules), rubrics)
    hear = _ear(folders)
    for path in paths:
        for file in sorted((path / "library").rglob("*.yaml")) if path.is_dir() else [path]:
            if str(file) not in broken:
                found += check_scenario_file(file, known, hear)
    return sorted(set(found)), looked


@dataclass(frozen=True)
class Known:
    """Names that a scenario may use."""

    packs: frozenset[str]
    rules: frozenset[str]
    rubrics: frozenset[str]


def _rubrics(packs: Iterable[Path]) -> tuple[frozenset[str], list[Problem]]:
    """Names of all rubrics, and what is wrong with those of packs: their form, and acts that do not exist."""
    names = set(read_rubrics())
    found: list[Problem] = []
    agent = read_vocabulary().agent
    for path in sorted({file for pack in packs for file in (pack / "rubrics").glob("*.yaml")}):
        problems = Problems(str(path))
        try:
            document = read_file(path)
            rubric = fit(document, Rubric)
        except SourceError as error:
            found += error.problems
            continue
        names.add(rubric.rubric)
        for number, criterion in enumerate(rubric.criteria):
            for key in ("acts", "all_of", "none_of", "before"):
                for index, act in enumerate(getattr(criterion, key)):
                    if act not in agent:
                        mark = document.mark(("criteria", number, key, index))
                        problems.add("ref/unknown-act", mark.line, mark.column, f"'{act}' is not an act of the agent.",
                                     did_you_mean(act, agent))  # fmt: skip
        found += list(problems)
    return frozenset(names), found


def check_scenario_file(path: Path, known: Known, hear: Hear) -> list[Problem]:
    """These checks on one file; nothing for a file that is no scenario, or broken elsewhere."""
    problems = Problems(str(path))
    try:
        document = read_file(path)
        if not isinstance(document.data, dict) or "scenario" not in document.data:
            return []
        scenario = fit(document, Scenario)
    except SourceError:
        return []

    def add(code: str, place: Path_, message: str, hint: str) -> None:
        mark = document.mark(place)
        problems.add(code, mark.line, mark.column, message, hint)

    for number, name in enumerate(scenario.regime.rules):
        if name.split("@")[0] not in known.packs:
            hint = did_you_mean(name, known.packs) or f"Rule packs: {', '.join(sorted(known.packs))}."
            add("regime/unknown-rules", ("regime", "rules", number), f"There is no rule pack '{name}'.", hint)
    if scenario.rubric is not None and scenario.rubric not in known.rubrics:
        add("regime/unknown-rubric", ("rubric",), f"There is no rubric '{scenario.rubric}'.",
            did_you_mean(scenario.rubric, known.rubrics) or f"Rubrics: {', '.join(sorted(known.rubrics))}.")  # fmt: skip
    for number, call in enumerate(scenario.calls):
        place: Path_ = ("calls", number, "expect")
        if call.expect.outcome is not None and call.expect.outcome not in KINDS:
            add("expect/unknown-outcome", (*place, "outcome"), f"'{call.expect.outcome}' is not an outcome.",
                did_you_mean(call.expect.outcome, KINDS) or f"Outcomes: {', '.join(KINDS)}.")  # fmt: skip
        for index, code in enumerate(call.expect.findings or ()):
            if code not in known.rules:
                add("expect/unknown-rule", (*place, "findings", index), f"There is no rule '{code}'.",
                    did_you_mean(code, known.rules) or "`rightparty rules list` names them all.")  # fmt: skip
    _check_phrases(scenario, document, problems, hear)
    return list(problems)


def _check_phrases(scenario: Scenario, document: Document, problems: Problems, hear: Hear) -> None:
    """A phrase that the story adds must not already mean something else."""
    if not scenario.phrases or not scenario.judged:
        return  # in another language nothing is heard but these
    known = read_vocabulary().agent
    for act, lines in scenario.phrases.items():
        if act not in known or known[act].breach:
            continue  # `ref/*` says so
        for number, line in enumerate(lines):
            heard = hear(line)
            if heard and act not in heard:
                mark = document.mark(("phrases", act, number))
                problems.add("phrase/ambiguous", mark.line, mark.column, f"“{line}” is also heard as {', '.join(sorted(heard))}.",
                             "Word it another way, or put it under the other act.", "warning")  # fmt: skip


def _ear(folders: Iterable[Path]) -> Hear:
    """An ear that is only built when there is something to hear."""
    kept: list[object] = []

    def hear(line: str) -> set[str]:
        from simulator.understanding.hearing import Hearing

        if not kept:
            kept.append(Hearing(read_vocabulary(folders)))
        ear = kept[0]
        assert isinstance(ear, Hearing)
        return {each.act for each in ear.hear(line, "agent") if each.confidence >= CLEAR}

    return hear
