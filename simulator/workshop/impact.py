"""What changed files would do to calls that have been played: whose score, whose pass, whose findings.

Owns reading the changed files and scoring a stored call under both. What was said and heard is taken from the log, so only the
files make the difference. Never reads the records and never prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from scenarios.model.flow import Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.packs import Found, Library
from scenarios.problems import RightpartyError
from scenarios.reading import read_model
from scenarios.source import read_file
from scoring.compliance.packs import Shelf, read_pack
from scoring.rubric import Rubric
from scoring.scorecard import Scorecard
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Event
from simulator.evaluation.scripted import score_events

_KINDS: dict[str, tuple[str, type[BaseModel]]] = {
    "scenario": ("library", Scenario), "persona": ("personas", Persona), "voice": ("voices", Voice), "flow": ("flows", Flow),
}  # fmt: skip


@dataclass(frozen=True)
class Files:
    """What a call is scored with."""

    library: Library
    shelf: Shelf
    rubrics: tuple[Rubric, ...] = ()
    """Rubrics that take the place of shipped ones of the same name."""


@dataclass(frozen=True)
class Impact:
    """One stored call under both."""

    id: str
    scenario: str
    before: float | None
    """Overall, 0 to 100."""
    after: float | None
    passed_before: bool
    passed_after: bool
    gone: tuple[str, ...]
    """Rules that are no longer found broken."""
    new: tuple[str, ...]
    """Rules that are now found broken."""

    @property
    def changed(self) -> bool:
        """Whether anything a supervisor would see is another."""
        return (self.before, self.passed_before) != (self.after, self.passed_after) or bool(self.gone or self.new)


def with_files(now: Files, paths: Iterable[Path]) -> Files:
    """Everything as it is, with some files in the place of those of the same name.

    Raises SourceError for a broken file and RightpartyError for one that is no scenario, person, voice, flow, rubric or pack.
    """
    for path in paths:
        data = read_file(path).data
        first = next(iter(data), "") if isinstance(data, dict) else ""
        if first in _KINDS:
            kind, model = _KINDS[first]
            entry, document = read_model(path, model)
            name = str(getattr(entry, first))
            found = Found(name, path, str(path))
            now = replace(now, library=now.library.instead(kind, name, entry, found, document))
        elif first == "rubric":
            rubric, _ = read_model(path, Rubric)
            now = replace(now, rubrics=(*(each for each in now.rubrics if each.rubric != rubric.rubric), rubric))
        elif first == "pack":
            now = replace(now, shelf=now.shelf.instead(read_pack(path)))
        else:
            raise RightpartyError(
                f"{path} is no scenario, persona, voice, flow, rubric or rule pack.", "Its first key says which it is."
            )
    return now


def weigh(call_id: str, scenario: str, seed: int, events: Sequence[Event], before: Files, after: Files) -> Impact:
    """Score one stored call under both. Raises RightpartyError when its scenario is not there."""
    one = _score(call_id, scenario, seed, events, before)
    other = _score(call_id, scenario, seed, events, after)
    broken_before, broken_after = ({finding.rule for finding in card.findings} for card in (one, other))
    return Impact(
        call_id, scenario, one.overall, other.overall, one.passed, other.passed,
        tuple(sorted(broken_before - broken_after)), tuple(sorted(broken_after - broken_before)),
    )  # fmt: skip


def _score(call_id: str, scenario: str, seed: int, events: Sequence[Event], files: Files) -> Scorecard:
    cast = Cast.of(files.library, scenario, seed)
    return score_events(cast, events, call_id, (), files.shelf, {each.rubric: each for each in files.rubrics})
