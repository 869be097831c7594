"""Calibration: blind until it is revealed, then counted; and golden cases that hold the engine to what was decided."""

from __future__ import annotations

import pytest

from scenarios.problems import RightpartyError
from simulator.desk.calibration import items_to_mark, mark_call, new_session, reveal, session_calls, sessions
from simulator.desk.calibration_figures import agreements, drift
from simulator.desk.golden import list_golden, make_golden, run_golden
from simulator.desk.refusals import Refused
from simulator.desk.reviews import Reviews
from tests.conftest import HEARING, LIBRARY
from tests.desk.conftest import Team

ARREST = "us-fdcpa/arrest-threat"


def marked(team: Team) -> str:
    """Three people mark two calls; one of them does not name the broken rule in the first."""
    team.call("trainee", "c-2", findings=[], gates=[])
    for name in ("ann", "bo"):
        team.add(name, "supervisor")
    made = new_session(team.desk("supervisor"), "November", ["c-1", "c-2"])
    for who, broken in (("supervisor", [ARREST]), ("ann", [ARREST]), ("bo", [])):
        mark_call(
            team.desk(who), made, "c-1", {"criterion:own-name": "met", "criterion:verification": "missed"}, broken
        )
        verification = "met" if who == "bo" else "missed"
        mark_call(
            team.desk(who), made, "c-2", {"criterion:own-name": "met", "criterion:verification": verification}, []
        )
    return made


def test_marks_are_blind_until_they_are_revealed(team: Team) -> None:
    """What is to be marked says nothing of the engine; agreement is not shown; one's own progress is."""
    made = marked(team)
    desk = team.desk("ann")
    assert items_to_mark(desk, made, "c-1") == [
        ("criterion:own-name", "Own-name"), ("criterion:verification", "Verification"), ("criterion:negotiation", "Negotiation"),
        ("grade:empathy", "How well they listened and answered, 1 to 5"),
        ("grade:negotiation", "How good the outcome was and the way to it, 1 to 5"),
    ]  # fmt: skip
    assert session_calls(desk, made) == {"c-1": True, "c-2": True}
    with pytest.raises(RightpartyError, match="not revealed yet"):
        agreements(desk, made)
    with pytest.raises(Refused):
        reveal(team.desk("trainer"), made)
    reveal(team.desk("supervisor"), made)
    with pytest.raises(RightpartyError, match="would not be blind"):
        mark_call(desk, made, "c-1", {}, [])


def test_agreement_is_counted_item_by_item_with_the_engine_beside(team: Team) -> None:
    """Own name: all alike. Verification: two of three in one call. The rule: unnamed means not broken."""
    made = marked(team)
    reveal(team.desk("supervisor"), made)
    found = {each.item: each for each in agreements(team.desk("ann"), made)}
    assert set(found) == {"criterion:own-name", "criterion:verification", f"rule:{ARREST}"}
    name, verification, rule = (
        found[each] for each in ("criterion:own-name", "criterion:verification", f"rule:{ARREST}")
    )
    assert name.percent is not None
    assert name.percent.value == 1.0
    assert name.kappa is None
    assert name.ac1 is not None
    assert name.ac1.value == 1.0
    assert verification.percent is not None
    assert verification.percent.value == pytest.approx((1 + 1 / 3) / 2)
    assert rule.engine is not None
    assert rule.engine.value == pytest.approx(5 / 6)
    assert sessions(team.desk("ann"))[0].markers == 3


def test_grades_agree_the_better_the_closer_they_are(team: Team) -> None:
    """Weighted κ and an ordinal α: next to each other is nearly agreed, the other end is not. The engine's 60 of 100 is a 4."""
    for number in range(2, 5):
        team.call("trainee", f"c-{number}")
    team.add("ann", "supervisor")
    made = new_session(team.desk("supervisor"), "Grades", ["c-1", "c-2", "c-3", "c-4"])
    pairs = {"c-1": ("1", "1"), "c-2": ("2", "1"), "c-3": ("4", "5"), "c-4": ("5", "5")}
    for call, grades in pairs.items():
        for who, grade in zip(("supervisor", "ann"), grades, strict=True):
            far = {"1": "5", "2": "5", "4": "1", "5": "1"}[grade] if who == "ann" else grade
            mark_call(team.desk(who), made, call, {"grade:empathy": grade, "grade:negotiation": far}, [])
    reveal(team.desk("supervisor"), made)
    found = {each.item: each for each in agreements(team.desk("ann"), made)}
    close, far = found["grade:empathy"], found["grade:negotiation"]
    assert close.percent is not None
    assert close.percent.value == 0.5
    assert close.kappa == pytest.approx(1 - 0.5 / 6.5), "mean squares: 0.5 observed, 6.5 by chance"
    assert close.alpha is not None
    assert close.alpha.value > 0.8
    assert far.kappa is not None
    assert far.kappa < -0.5
    assert close.engine is not None
    assert close.engine.value == pytest.approx(1 / 8), "one of eight grades is a 4"


@pytest.mark.parametrize(
    ("marks", "broken", "message"),
    [
        ({"criterion:verifcation": "met"}, [], "no criterion"),
        ({"criterion:verification": "fine"}, [], "cannot be said"),
        ({"grade:empathy": "6"}, [], "one of 1, 2, 3, 4, 5"),
        ({"grade:empaty": "3"}, [], "no score that is graded"),
        ({}, ["us-fdcpa/arrest-thread"], "no rule"),
    ],
)
def test_mark_that_cannot_be_is_a_sentence(team: Team, marks: dict[str, str], broken: list[str], message: str) -> None:
    """With what was probably meant."""
    made = new_session(team.desk("supervisor"), "x", ["c-1"])
    with pytest.raises(RightpartyError, match=message):
        mark_call(team.desk("supervisor"), made, "c-1", marks, broken)
    assert session_calls(team.desk("supervisor"), made) == {"c-1": False}


def test_drift_says_how_often_the_engine_was_overruled(team: Team) -> None:
    """By month and version, with what was overruled most."""
    team.call("trainee", "c-2", at="2026-10-01T08:00:00+00:00")
    ours = Reviews(team.desk("supervisor"))
    ours.overrule("c-1", "criterion:verification", "met", "She did.")
    ours.agree("c-2")
    october, november = drift(team.desk("supervisor"))
    assert (october.month, october.reviewed, october.overruled) == ("2026-10", 1, 0)
    assert (november.month, november.overruled, november.items) == ("2026-11", 1, (("criterion:verification", 1),))


def test_golden_case_holds_the_engine_to_what_was_decided(team: Team) -> None:
    """The call is heard and scored anew; where the engine says otherwise, the case says so."""
    desk = team.desk("supervisor")
    Reviews(desk).overrule("c-1", "criterion:own-name", "missed", "No name was said.")
    make_golden(desk, "c-1", "criterion:own-name", "No name was said.")
    make_golden(desk, "c-1", f"finding:{ARREST}@3", "Plainly a threat.")
    ran = {each.case.item: each for each in run_golden(list_golden(desk), LIBRARY, HEARING)}
    assert ran["criterion:own-name"].agrees
    assert ran[f"finding:{ARREST}@3"].agrees, "heard anew: the log of this call has no acts in it"
    make_golden(desk, "c-1", "criterion:negotiation", "As the card has it.")
    wrong = [each for each in run_golden(list_golden(desk), LIBRARY, HEARING) if not each.agrees]
    assert [each.case.item for each in wrong] == ["criterion:negotiation"]


def test_golden_case_needs_a_reason_and_replaces_the_earlier_one(team: Team) -> None:
    """One case for one part of one call."""
    desk = team.desk("supervisor")
    with pytest.raises(RightpartyError, match="needs a reason"):
        make_golden(desk, "c-1", "outcome", " ")
    make_golden(desk, "c-1", "outcome", "first")
    make_golden(desk, "c-1", "outcome", "second")
    assert [each.reason for each in list_golden(desk)] == ["second"]
