"""Assignments: given to people and teams, under versions that are fixed, with a state that follows from the attempts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scenarios.problems import RightpartyError
from simulator.desk.assignments import Terms, Versions, all_assignments, assign, end_of_day, own_assignments, withdraw
from simulator.desk.refusals import Refused
from simulator.desk.reviews import Reviews
from simulator.records.attempts import Attempts, Scored
from tests.conftest import LIBRARY
from tests.desk.cards import LOG, card_of
from tests.desk.conftest import Team

NAME = "hospital-bill"


def practise(team: Team, who: str, call: str, passed: bool, overall: float = 80.0, **changes: object) -> None:
    """One attempt under today's versions, an hour after the last."""
    team.clock.moment += timedelta(hours=1)
    at = team.clock.moment.isoformat(timespec="seconds")
    person = team.people.named(who)
    versions = Versions.today(LIBRARY, NAME)
    kept = Attempts(team.database)
    kept.begin(
        call,
        NAME,
        person.id,
        str(changes.pop("mode", "coach")),
        1,
        at,
        str(changes.pop("digest", versions.digest)),
        person.team,
    )
    scores = {"overall": overall, "negotiation": None, "empathy": None, "compliance": 100.0, "documentation": None}
    card = card_of(
        call,
        passed=passed,
        scores=scores,
        gates=[],
        findings=[],
        rubric=versions.rubric,
        rules=versions.rules.split(","),
        **changes,
    )
    kept.finish(call, Scored(at, 4, card, LOG))


def states(team: Team) -> list[str]:
    """Where the trainee stands."""
    return [each.state for each in own_assignments(team.desk("trainee"))]


def test_assignment_goes_from_not_started_to_passed(team: Team) -> None:
    """Calls from before it was given do not count; at least so many must be made."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(least=2))
    assert states(team) == ["not started"]
    practise(team, "trainee", "x-1", passed=True)
    assert states(team) == ["in progress"]
    practise(team, "trainee", "x-2", passed=False, overall=40.0)
    assert states(team) == ["passed"]
    assert own_assignments(team.desk("trainee"))[0].best == 80.0


def test_attempts_are_used_up(team: Team) -> None:
    """After the last one that counts, a pass comes too late."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(most=1))
    practise(team, "trainee", "x-1", passed=False)
    practise(team, "trainee", "x-2", passed=True)
    assert states(team) == ["did not pass"]


def test_assignment_is_past_due(team: Team) -> None:
    """At the end of the day that was named."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(due_at=end_of_day("2026-11-26")))
    assert states(team) == ["not started"]
    team.clock.moment += timedelta(days=1)
    assert states(team) == ["past due"]


def test_pass_mark_of_the_assignment_takes_the_place_of_the_rubrics(team: Team) -> None:
    """Eighty do not reach ninety."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(pass_mark=90))
    practise(team, "trainee", "x-1", passed=True)
    assert states(team) == ["in progress"]
    practise(team, "trainee", "x-2", passed=True, overall=91.0)
    assert states(team) == ["passed"]


def test_attempt_under_other_versions_or_with_help_in_an_exam_does_not_count(team: Team) -> None:
    """It is shown beside."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(mode="exam"))
    practise(team, "trainee", "x-1", passed=True, mode="exam", digest="e" * 64)
    practise(team, "trainee", "x-2", passed=True)
    found = own_assignments(team.desk("trainee"))[0]
    assert (found.state, found.made, found.others) == ("not started", 0, 2)


def test_voided_attempt_does_not_count(team: Team) -> None:
    """As if it had not been made."""
    assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, Terms(most=1))
    practise(team, "trainee", "x-1", passed=False)
    Reviews(team.desk("supervisor")).void("x-1", "Fire alarm.")
    assert states(team) == ["not started"]


def test_team_gets_it_together_and_each_stands_for_themselves(team: Team) -> None:
    """Those who are not trainees are not meant."""
    team.add("nora", "supervisor", "north")
    for name in ("ann", "bo"):
        team.add(name, "trainee", "north")
    assign(team.desk("nora"), LIBRARY, [NAME, "never-told"], None, "north", Terms())
    practise(team, "ann", "x-1", passed=True)
    found = {(each.name, each.scenario): each.state for each in all_assignments(team.desk("nora"))}
    assert found == {
        ("ann", NAME): "passed", ("bo", NAME): "not started", ("ann", "never-told"): "not started", ("bo", "never-told"): "not started",
    }  # fmt: skip
    with pytest.raises(Refused, match="another team"):
        assign(team.desk("nora"), LIBRARY, [NAME], None, "south", Terms())


def test_withdrawn_assignment_is_gone(team: Team) -> None:
    """And one that is not there is said to be none."""
    desk = team.desk("supervisor")
    (made,) = assign(desk, LIBRARY, [NAME], "trainee", None, Terms())
    withdraw(desk, made)
    assert states(team) == []
    with pytest.raises(RightpartyError, match="no assignment"):
        withdraw(desk, "as-none")


@pytest.mark.parametrize("terms", [Terms(mode="dream"), Terms(least=0), Terms(least=3, most=2), Terms(pass_mark=101.0)])
def test_terms_that_cannot_be_met_are_refused(team: Team, terms: Terms) -> None:
    """Before anything is given out."""
    with pytest.raises(RightpartyError):
        assign(team.desk("supervisor"), LIBRARY, [NAME], "trainee", None, terms)


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "2026-12-01T18:00"])
def test_due_date_that_is_none_is_a_sentence(text: str) -> None:
    """With an example."""
    with pytest.raises(RightpartyError):
        end_of_day(text)
