"""The curriculum: every scenario has its place, and steps open in order."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scenarios.model.curriculum import Curriculum, stand
from scenarios.packs import read_curriculum
from tests.conftest import LIBRARY

SHIPPED = read_curriculum()


def test_every_shipped_scenario_has_a_place() -> None:
    """Nothing is left lying about, and no step names what does not exist."""
    named = {name for step in SHIPPED.steps for name in step.scenarios}
    assert named == set(LIBRARY.names("library"))


def test_steps_open_when_those_they_need_are_done() -> None:
    """At first one step is open; passing enough of it opens the next."""
    begin = stand(SHIPPED, {})
    assert [each.step.step for each in begin if each.is_open] == ["first-week"]
    assert begin[0].next == SHIPPED.steps[0].scenarios[0]
    first = set(SHIPPED.steps[0].scenarios[: SHIPPED.steps[0].passes])
    later = {each.step.step: each for each in stand(SHIPPED, {"coach": first})}
    assert later["first-week"].done
    assert later["early-stage"].is_open
    assert not later["late-stage"].is_open


def test_certification_counts_exam_calls_only() -> None:
    """Passing with coaching does not certify."""
    everything = {name for step in SHIPPED.steps for name in step.scenarios}
    coached = {each.step.step: each for each in stand(SHIPPED, {"coach": everything})}
    assert coached["certification"].is_open
    assert not coached["certification"].done
    assert {each.step.step: each for each in stand(SHIPPED, {"coach": everything, "exam": everything})}[
        "certification"
    ].done


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([{"step": "b", "title": "B", "needs": ["a"], "scenarios": ["x"], "passes": 1}], "does not come before"),
        ([{"step": "a", "title": "A", "scenarios": ["x"], "passes": 2}], "asks for 2 of 1"),
    ],
)
def test_unsound_curriculum_is_refused(steps: list[dict[str, object]], says: str) -> None:
    """A step that can never open, or never be done."""
    with pytest.raises(ValidationError, match=says):
        Curriculum.model_validate({"curriculum": "c", "title": "C", "steps": steps})
