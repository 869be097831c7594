"""Rubrics: how much each thing counts, written by trainers in YAML.

Owns the models and reading. A rubric's points add up to 100; gates come before weights. Never judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from scenarios.guard import Guard
from scenarios.model.entry import Entry, Name, Names, Percent, Whole
from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scenarios.reading import read_model

Measure = Literal["empathy", "negotiation", "documentation", "close", "discovery"]


class Criterion(Entry):
    """One line of a rubric."""

    criterion: Name
    title: str
    section: str
    points: Whole = Field(ge=1, le=100)
    acts: Names = ()
    """Met when the agent does any of these …"""
    all_of: Names = ()
    """… or all of these."""
    before: Names = ()
    """It counts only ahead of the first of these."""
    measure: Measure | None = None
    """Points in proportion to this score."""
    none_of: Names = ()
    """Met when the agent does none of these."""
    guard: Guard | None = Field(None, alias="if")
    """Condition over the facts of the case under which it applies at all."""
    advice: str
    """What to do next time."""
    instead: str = ""
    """Better words."""

    @model_validator(mode="after")
    def _one_test(self) -> Criterion:
        if sum(map(bool, (self.acts, self.all_of, self.measure, self.none_of))) != 1:
            raise ValueError("a criterion has exactly one of acts, all_of, none_of and measure")
        return self


class PassMark(Entry):
    """When a call is passed."""

    overall: Percent
    most_major: Whole = 1
    """Major findings that are still passed; a critical one never is."""


class Rubric(Entry):
    """A scheme."""

    rubric: Name
    version: str
    title: str
    pass_: PassMark = Field(alias="pass")
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _sums_to_100(self) -> Rubric:
        total = sum(criterion.points for criterion in self.criteria)
        if total != 100:
            raise ValueError(f"the points add up to {total}, not 100")
        return self

    @property
    def label(self) -> str:
        """`us-third-party@1`"""
        return f"{self.rubric}@{self.version}"


@lru_cache(maxsize=8)
def read_rubrics(*folders: Path) -> dict[str, Rubric]:
    """The shipped rubrics by name, and those of `folders`. Raises SourceError, and RightpartyError for a name that is taken."""
    found: dict[str, Rubric] = {}
    for folder in (Path(str(files("scoring"))) / "rubrics", *folders):
        for path in sorted(folder.glob("*.yaml")):
            rubric, _ = read_model(path, Rubric, path.name)
            if rubric.rubric in found:
                raise RightpartyError(
                    f"{path}: there is a rubric named '{rubric.rubric}' already.",
                    "Names are unique over all packs; rename it.",
                )
            found[rubric.rubric] = rubric
    return found


def choose_rubric(name: str | None, jurisdiction: str, collector: str, folders: Iterable[Path] = ()) -> Rubric:
    """The rubric named, of the shipped ones or of `folders`, else the one of the regime. Raises RightpartyError."""
    rubrics = read_rubrics(*folders)
    if name is not None:
        if name not in rubrics:
            raise RightpartyError(f"There is no rubric named '{name}'.", did_you_mean(name, rubrics))
        return rubrics[name]
    if jurisdiction.startswith("uk"):
        return rubrics["uk"]
    return rubrics["us-first-party" if collector in ("first-party", "b2b") else "us-third-party"]
