"""Going on from a turn another way: a call of its own that shares the past, and a scorecard beside the first one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scenarios.problems import RightpartyError
from simulator.calls.call import replay
from simulator.calls.log import read_log
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.practice import opening
from simulator.practice.keeping import begin_record, finish_record
from simulator.practice.sitting import Sitting
from simulator.practice.wording import card_lines
from simulator.records.places import log_path
from tests.conftest import HEARING, LIBRARY, SetClock

Spoken = AgentSpoke | DebtorSpoke
OPENING = (
    "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?",
    "Could you confirm your date of birth?",
)


def clock() -> SetClock:
    """A clock that stands still."""
    return SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC))


def finished(*lines: str, mode: str = "coach") -> Sitting:
    """A kept call with a scorecard in the records."""
    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock(), seed=1, mode=mode)
    begin_record(sitting)
    for line in lines:
        sitting.say(line)
    sitting.hang_up()
    finish_record(sitting, clock())
    return sitting


def test_fork_shares_the_turns_before_and_nothing_after() -> None:
    """What was said up to the turn is the same; the first call stays as it was."""
    first = finished(*OPENING, "You could be arrested for this.")
    before = log_path(first.header.id).read_bytes()
    fork = opening.fork(LIBRARY, first.header.id, 4, HEARING, clock())
    assert fork.header.id != first.header.id
    assert (fork.header.forked_from, fork.header.forked_at) == (first.header.id, 4)
    assert [e for e in fork.call.events if isinstance(e, Spoken)] == [
        e for e in first.call.events if isinstance(e, Spoken) and e.turn <= 4
    ]
    assert not fork.call.over
    fork.say("I'm calling from Harbor Recovery Group.")
    assert log_path(first.header.id).read_bytes() == before


def test_fork_replays_exactly() -> None:
    """A forked call is a call like any other."""
    first = finished(*OPENING)
    fork = opening.fork(LIBRARY, first.header.id, 2, HEARING, clock())
    fork.say("To protect your privacy, could you confirm your address?")
    header, events, _ = read_log(log_path(fork.header.id))
    assert replay(Cast.of(LIBRARY, header.scenario, header.seed), HEARING, events) == []


def test_scorecards_of_both_ways_stand_side_by_side() -> None:
    """The second scorecard says what the first one came to and which rule is no longer broken."""
    first = finished(*OPENING, "You could be arrested for this.")
    fork = opening.fork(LIBRARY, first.header.id, 4, HEARING, clock())
    fork.say(
        "I'm calling from Harbor Recovery Group. This is an attempt to collect a debt, and any information will be used for that purpose."
    )
    fork.hang_up()
    card = finish_record(fork, clock())
    assert card["forked"]["from"] == first.header.id
    assert "us-fdcpa/arrest-threat" in card["forked"]["gone"]
    assert any("Another way from turn 4" in line for line in card_lines(card))


@pytest.mark.parametrize("turn", [-1, 99])
def test_turn_that_is_not_there_is_refused(turn: int) -> None:
    """The message names the turns there are."""
    first = finished(*OPENING)
    with pytest.raises(RightpartyError, match="no turn"):
        opening.fork(LIBRARY, first.header.id, turn, HEARING, clock())


def test_exam_takes_nothing_back_and_is_handed_in_once() -> None:
    """What is said is said; a record that was made stays as it was."""
    sat = finished(*OPENING, mode="exam")
    with pytest.raises(RightpartyError, match="Nothing is taken back"):
        sat.rewind(0)
    sat.wrap_up("RPC", "Verified, no arrangement.")
    again = opening.resume(LIBRARY, sat.header.id, HEARING, clock())
    with pytest.raises(RightpartyError, match="handed in"):
        again.wrap_up("RPC", "Another note.")
    practised = finished(*OPENING)
    opening.resume(LIBRARY, practised.header.id, HEARING, clock()).wrap_up("RPC", "A better note.")


def test_exam_is_not_sat_from_the_middle() -> None:
    """A call that goes on from an exam's is practice."""
    first = finished(*OPENING, mode="exam")
    assert opening.fork(LIBRARY, first.header.id, 2, HEARING, clock()).header.mode == "coach"
