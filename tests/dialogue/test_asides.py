"""Words that nobody can place: a remark passes, a question is evaded, and what is no plain talk is asked back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calls.call import Call
from simulator.dialogue.asides import ASKED_BACK_EVERY, NOTHING, PROPOSAL, QUESTION, REMARK, place
from tests.conftest import HEARING, said

Begin = Callable[..., Call]
OPENING = (
    "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?",
    "Could you confirm your date of birth?",
)
TOLD = (
    "This is an attempt to collect a debt and what you say will be used for that.",
    "What happened?",
    "That sounds hard, with your hours cut. Nobody will take you to court today.",
    "What could you manage?",
    "Is there anything else on your mind?",
)
"""After these she has nothing left to bring up by herself."""


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("have you got photos", QUESTION),
        ("so how many boxes were crushed", QUESTION),
        ("and, was it only the cards", QUESTION),
        ("geez, the whole ground floor?", QUESTION),
        ("that’s odd. weren’t you there", QUESTION),
        ("that’s odd, you were there", REMARK),
        ("glad we sorted it", REMARK),
        ("what a day", QUESTION),
        ("catch you in june", REMARK),
        ("can openers are on sale", REMARK),
        ("would a letter be soon enough", QUESTION),
        ("have a nice day", REMARK),
        ("don't you worry", REMARK),
        ("do keep it", REMARK),
        ("ok monday for the 400, and we'll talk about the rest", NOTHING),
        ("a third off if you like", NOTHING),
        ("what, 400 by monday", QUESTION),
        ("shall i put it in an envelope instead", PROPOSAL),
        ("ok. would you like to see it first", PROPOSAL),
        ("want me to set that up", PROPOSAL),
        ("would it help to see it in a letter", PROPOSAL),
        ("shall i take 400 on monday", NOTHING),
    ],
)
def test_aside_is_a_question_by_its_mark_or_its_first_words(line: str, kind: str) -> None:
    """Hurried people leave the mark out. An exclamation that begins like a question is taken for one; that is known."""
    assert place(line, True, 0) == kind


@given(st.text(), st.integers(0, 50))
def test_aside_that_is_no_plain_talk_is_always_asked_back(line: str, running: int) -> None:
    """Whatever its form and whatever came before."""
    assert place(line, False, running) == NOTHING


def test_aside_is_asked_back_every_third_time_running() -> None:
    """Who is only nodded at never learns that nobody followed."""
    kinds = [place("have you got photos", True, running) for running in range(2 * ASKED_BACK_EVERY)]
    assert kinds == [QUESTION, QUESTION, NOTHING] * 2


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("so how many boxes were crushed", True),
        ("SO HOW MANY BOXES WERE CRUSHED", True),
        ("asdf qwer zxcv", False),
        ("blorp fizz wug", False),
        ("那是什么", False),
        ("…", False),
        ("", False),
    ],
)
def test_plain_talk_is_words_that_people_know(line: str, plain: bool) -> None:
    """Names and slips among them do no harm; keys that a cat walked over are none."""
    assert HEARING.is_plain(line) is plain


def test_debtor_evades_a_question_lets_a_remark_pass_and_then_asks_back(begin: Begin) -> None:
    """Nothing is heard in any of the three, and nothing that was agreed or told hangs on it."""
    call = begin()
    for line in (*OPENING, *TOLD):
        call.say(line, 1.0)
    before = call.state
    for line, act in (
        ("mine were crushed as well once, by a bus", "backchannel"),
        ("did the driver have a moustache", "backchannel"),
        ("did the driver have a moustache then", "ask-repeat"),
    ):
        call.say(line, 2.0)
        assert [each.act for each in said(call)[-1].acts] == [act], line
    assert (call.state.told, call.state.offers, call.state.state) == (before.told, before.offers, before.state)
    assert call.state.unplaced == 3
    call.say("Could you do 50 a month?", 3.0)
    assert call.state.unplaced == 0


def test_debtor_asks_back_at_once_when_it_is_no_plain_talk(begin: Begin) -> None:
    """Like anybody on a bad line."""
    call = begin()
    for line in (*OPENING, "asdf qwer zxcv"):
        call.say(line, 1.0)
    assert [each.act for each in said(call)[-1].acts] == ["ask-repeat"]
