"""Who is pressed past what they told may be worn down: they agree to what they cannot keep, and that is worth nothing to the agent."""

from __future__ import annotations

from collections.abc import Callable

from simulator.calls.call import Call
from simulator.dialogue.events import Agreed, FlagsRaised
from simulator.evaluation.bots import read_bots
from simulator.evaluation.ladder import play_bot
from tests.conftest import HEARING, LIBRARY

Begin = Callable[..., Call]
OPENING = "Hello, this is Lee Park on a recorded line. May I speak with Grace Adeyemi?"
ASKS = (
    "Could you do $66 a month?",
    "Would $66 a month be all right for you?",
    "How about $66 a month?",
)


def agreements(call: Call) -> list[Agreed]:
    """What was agreed."""
    return [event for event in call.events if isinstance(event, Agreed)]


def press(call: Call, *lines: str) -> Call:
    """Say the lines one after the other."""
    for number, line in enumerate(lines):
        call.say(line, 10.0 * number)
    return call


def test_somebody_worn_down_agrees_only_when_they_have_said_it_as_often_as_they_could(begin: Begin) -> None:
    """Two lines of refusal, then a yes; the call says in so many words that she was worn down."""
    call = press(begin("asleep-till-four"), OPENING, *ASKS[:2])
    assert not agreements(call)
    call = press(begin("asleep-till-four"), OPENING, *ASKS)
    assert [event.kind for event in agreements(call)] == ["plan"]
    assert any("worn-down" in event.flags for event in call.events if isinstance(event, FlagsRaised))


def test_somebody_worn_down_refuses_what_they_could_not_lay_hands_on(begin: Begin) -> None:
    """Grace has 400 in savings and some 600 a month over: a plan above both together is no."""
    call = press(
        begin("asleep-till-four"), OPENING, *ASKS[:2], "How about $2000 a month?", "Could you do $5000 a month?"
    )
    assert not agreements(call)


def test_somebody_whose_persona_does_not_give_in_says_it_again_instead(begin: Begin) -> None:
    """Raymond paid in March and will not pay twice, however often he is asked."""
    call = press(
        begin("paid-in-march"),
        "Hello, this is Lee Park from Harbor Recovery on a recorded line. Am I speaking with Raymond Cole?",
        "To protect your privacy, could you confirm your date of birth?",
        "This is an attempt to collect a debt, and any information obtained will be used for that purpose. The balance is $385 with Keystone Dental.",
        *ASKS,
    )
    assert not agreements(call)


def test_a_plan_got_by_wearing_somebody_down_past_their_attorney_is_worth_nothing() -> None:
    """The persistent bot gets its yes from Angela, who has a lawyer, and fails."""
    call, played = play_bot(LIBRARY, "talk-to-her-office", read_bots()["persistent"], 1, HEARING)
    assert agreements(call)
    assert not played.passed
    assert (played.negotiation or 0) < 40


def test_the_persistent_bot_passes_nowhere_that_only_a_stop_is_right() -> None:
    """However politely it asks."""
    for scenario in (
        "paid-in-march",
        "asleep-till-four",
        "in-with-everything-else",
        "roommate-answers",
        "home-from-school",
    ):
        _, played = play_bot(LIBRARY, scenario, read_bots()["persistent"], 1, HEARING)
        assert not played.passed, scenario
        assert played.outcome != "correct-stop", scenario


def test_somebody_worn_down_counts_a_weekly_sum_by_the_month(begin: Begin) -> None:
    """300 a week is some 1,300 a month, more than Grace could lay hands on; 300 a month is not."""
    weekly = press(begin("asleep-till-four"), OPENING, *ASKS[:2], "How about $300 a week?")
    monthly = press(begin("asleep-till-four"), OPENING, *ASKS[:2], "How about $300 a month?")
    assert not agreements(weekly)
    assert agreements(monthly)
