"""Voicemails, texts, emails and letters: who begins, who answers, and what is judged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.calls.call import Call, effective, replay
from simulator.dialogue.events import AgentSpoke, DebtorSpoke, FactTold, StatusRaised
from simulator.practice.wording import stage_words
from tests.conftest import LIBRARY

Begin = Callable[..., Call]


def spoken(call: Call) -> list[tuple[int, str]]:
    """Turn and text of everything said or written."""
    return [(event.turn, event.text) for event in call.events if isinstance(event, AgentSpoke | DebtorSpoke)]


def test_a_tape_answers_nothing_and_tells_nothing(begin: Begin) -> None:
    """After the greeting only the agent speaks, whatever is asked; saying goodbye ends it."""
    call = begin("after-the-beep")
    call.say("Could you tell me what happened?", 3.0)
    call.say("Please call Lee Park on 800 555 0100. Goodbye.", 9.0)
    assert [turn for turn, _ in spoken(call)] == [0, 1, 2]
    assert not [event for event in call.events if isinstance(event, FactTold)]
    assert call.over
    assert call.state.ended_by == "agent"
    assert replay(call.cast, call.hearing, call.events) == []


def test_the_last_sentence_on_a_tape_can_be_taken_back_alone(begin: Begin) -> None:
    """What was said before it stays."""
    call = begin("after-the-beep")
    call.say("Hi, this is Lee Park for Dana Whitlow.", 3.0)
    call.say("It is about your debt.", 9.0)
    call.rewind(call.before_last_line())
    assert call.state.turn == 2
    assert [event.text for event in effective(call.events) if isinstance(event, AgentSpoke)] == [
        "Hi, this is Lee Park for Dana Whitlow."
    ]


def test_a_text_thread_begins_with_the_agent_and_can_be_taken_back_to_nothing(begin: Begin) -> None:
    """Nobody picks up a text; the first line is turn 0 and can be unsaid."""
    call = begin("who-dis")
    assert spoken(call) == []
    assert stage_words(call) == "You write first."
    call.say(
        "Hi, this is Lee Park from Harbor Recovery Group. Am I texting with Jo Ramirez? Reply STOP to end texts.", 0.0
    )
    assert [turn for turn, _ in spoken(call)] == [0, 1]
    assert call.before_last_line() == -1
    call.rewind(-1)
    assert call.state.turn == 0
    call.say("Is this Jo?", 5.0)
    assert replay(call.cast, call.hearing, call.events) == []


def test_a_call_cannot_be_taken_back_before_it_was_answered(begin: Begin) -> None:
    """Where they speak first, their first words stay."""
    call = begin("hospital-bill")
    call.say("Hello?", 1.0)
    with pytest.raises(ValueError, match="no turn -1"):
        call.rewind(-1)


def test_a_letter_opens_with_what_it_asks_for(begin: Begin) -> None:
    """Its status is there before the first word of the answer, in the writer's own words."""
    call = begin("in-her-own-hand")
    assert [event.status for event in call.events if isinstance(event, StatusRaised)] == ["dispute"]
    assert "dispute" in spoken(call)[0][1]


def test_an_email_is_answered_by_email(begin: Begin) -> None:
    """The flow of an inbound call goes on where the email's own lines end."""
    call = begin("two-in-the-morning")
    call.say("Thank you for writing. Could you confirm your date of birth?", 1.0)
    assert call.state.state == "verified"
    call.say("Could you tell me what's been going on?", 2.0)
    assert any(isinstance(event, FactTold) for event in call.events)


def test_a_flow_is_its_own_lines_first_and_then_what_it_builds_on() -> None:
    """States and dialogue of both; the file's own come first."""
    flow, base = LIBRARY.flow("sms-thread"), LIBRARY.flow("outbound-call")
    parts = LIBRARY.flow_parts("sms-thread")
    assert [each.flow for each in parts] == ["sms-thread", "outbound-call"]
    assert flow.dialogue == (*parts[0].dialogue, *base.dialogue)
    assert set(flow.states) == {"sent", *base.states}


def test_a_flow_that_builds_on_itself_is_reported(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A circle ends in one sentence."""
    folder = tmp_path / "flows"
    folder.mkdir()
    for one, other in (("a", "b"), ("b", "a")):
        (folder / f"{one}.yaml").write_text(
            f"flow: {one}\ntitle: {one}\nbuilds_on: {other}\nbegins: s\nstates: {{s: {{phase: opening}}}}\ndialogue: []\n"
        )
    with pytest.raises(RightpartyError, match="builds on itself: a → b → a"):
        Library([tmp_path]).flow("a")
