"""Curriculum: what to practise in which order, and when a step opens.

Owns the model and the arithmetic of progress. Never reads records (`simulator` does).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pydantic import Field, model_validator

from scenarios.model.entry import Entry, Name, Names, Whole, YesNo


class Step(Entry):
    """One step: scenarios, how many must be passed, and what comes before."""

    step: Name
    title: str
    about: str = ""
    needs: Names = ()
    """Steps that must be done before this one opens."""
    scenarios: Names = Field(min_length=1)
    passes: Whole = Field(ge=1)
    """Scenarios to pass before the step is done."""
    exam: YesNo = False
    """Only calls in exam mode count."""


class Curriculum(Entry):
    """Steps in the order in which they are shown."""

    curriculum: Name
    title: str
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Curriculum:
        known: set[str] = set()
        for step in self.steps:
            missing = [name for name in step.needs if name not in known]
            if missing:
                raise ValueError(f"step '{step.step}' needs '{missing[0]}', which does not come before it")
            if step.passes > len(step.scenarios):
                raise ValueError(f"step '{step.step}' asks for {step.passes} of {len(step.scenarios)} scenarios")
            known.add(step.step)
        return self


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in one step."""

    step: Step
    passed: tuple[str, ...]
    is_open: bool

    @property
    def done(self) -> bool:
        """Whether enough has been passed."""
        return len(self.passed) >= self.step.passes

    @property
    def next(self) -> str | None:
        """The first scenario not passed yet, if the step is open."""
        if not self.is_open:
            return None
        return next((name for name in self.step.scenarios if name not in self.passed), None)


def stand(curriculum: Curriculum, passed: Mapping[str, Collection[str]]) -> list[Standing]:
    """Standing in every step; `passed` holds the scenarios passed by mode. Choosing among lines is no passing."""
    everything = {name for mode, names in passed.items() if mode != "choice" for name in names}
    done: set[str] = set()
    found = []
    for step in curriculum.steps:
        counting = set(passed.get("exam", ())) if step.exam else everything
        standing = Standing(
            step, tuple(name for name in step.scenarios if name in counting), all(name in done for name in step.needs)
        )
        if standing.done and standing.is_open:
            done.add(step.step)
        found.append(standing)
    return found
