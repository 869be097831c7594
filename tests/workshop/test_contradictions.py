"""Contradictions: planted ones are found, each kind; calls of the shipped people have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoring.transcript import HeardAct
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke, Event, FactTold
from simulator.evaluation.scripted import play_script
from simulator.workshop.contradictions import find_contradictions
from tests.conftest import HEARING, LIBRARY

Plant = Callable[[list[Event]], list[Event]]


def played() -> Call:
    """The scripted call in which Maria agrees on a plan."""
    scenario = LIBRARY.scenario("hospital-bill")
    return play_script(LIBRARY, "hospital-bill", scenario.calls[0], HEARING).played


def spoken(events: list[Event], act: str) -> int:
    """Where the debtor first performs an act."""
    return next(
        place for place, event in enumerate(events)
        if isinstance(event, DebtorSpoke) and any(each.act == act for each in event.acts)
    )  # fmt: skip


def change(act: str, **changes: object) -> Plant:
    """The debtor's first turn of that act, otherwise."""

    def plant(events: list[Event]) -> list[Event]:
        place = spoken(events, act)
        return [*events[:place], replace(events[place], **changes), *events[place + 1 :]]  # type: ignore[type-var]

    return plant


def slot(act: str, **slots: str) -> Plant:
    """The same, with other values."""

    def plant(events: list[Event]) -> list[Event]:
        place = spoken(events, act)
        event = events[place]
        assert isinstance(event, DebtorSpoke)
        acts = tuple(replace(each, slots={**each.slots, **slots}) if each.act == act else each for each in event.acts)
        return [*events[:place], replace(event, acts=acts), *events[place + 1 :]]

    return plant


def before_the_end(*more: Event) -> Plant:
    """Something said just before the call ends."""

    def plant(events: list[Event]) -> list[Event]:
        place = next(place for place, event in enumerate(events) if isinstance(event, CallEnded))
        return [*events[:place], *more, *events[place:]]

    return plant


def says(text: str, *acts: HeardAct, lines: tuple[str, ...] = ()) -> DebtorSpoke:
    """A turn of the debtor's."""
    return DebtorSpoke(99, "debtor", text, acts, lines)


REFUSED = next(line for line in LIBRARY.voice("anxious").lines["no-reason"] if isinstance(line, str))
PLANTED: dict[str, tuple[Plant, str]] = {
    "a figure from nowhere": (before_the_end(says("I could do $437 a month.")), "in no file"),
    "a figure in words": (before_the_end(says("I bring home nine hundred dollars.")), "in no file"),
    "another day": (before_the_end(says("I get paid on the 19th.")), "not their payday"),
    "another birth date": (slot("give-identity-detail", value="May 1st, 1970"), "not in their file"),
    "another way of paying": (
        before_the_end(says("By cheque.", HeardAct("give-payment-detail", {"method": "cheque"}))), "said before by"),
    "not them after all": (before_the_end(says("No, I'm her sister.", HeardAct("deny-identity"))), "said before that it is"),
    "more than was agreed": (
        before_the_end(says("I'll pay it.", HeardAct("promise", {"amount": "90.00", "every": "month"}))), "was agreed"),
    "the same by the week": (
        before_the_end(says("I'll pay it.", HeardAct("promise", {"amount": "60.00", "every": "week"}))), "was agreed"),
    "a reason told and then refused": (
        before_the_end(FactTold("reason"), says(REFUSED, lines=(REFUSED,))), "told already"),
    "words after the end": (lambda events: [*events, says("One more thing.")], "after hanging up"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_contradiction_is_found(kind: str) -> None:
    """And it alone."""
    call = played()
    assert find_contradictions(call) == []
    plant, message = PLANTED[kind]
    spoilt = Call(call.cast, HEARING, plant(list(call.events)))
    found = find_contradictions(spoilt)
    assert len(found) == 1
    assert message in found[0]


def test_what_the_agent_named_may_be_said_again() -> None:
    """A figure and a day that came from the other side are no contradiction."""
    cast = Cast.of(LIBRARY, "hospital-bill", 1)
    events: list[Event] = [
        AgentSpoke(1, "Could you do 437 dollars on the 19th?", (), 1.0), says("437 dollars on the 19th? No."),
    ]  # fmt: skip
    assert find_contradictions(Call(cast, HEARING, events)) == []


@pytest.mark.parametrize("name", LIBRARY.names("library"))
def test_scripted_calls_contradict_nothing(name: str) -> None:
    """All that ship."""
    for script in LIBRARY.scenario(name).calls:
        assert find_contradictions(play_script(LIBRARY, name, script, HEARING).played) == [], script.name


def test_who_has_told_the_reason_keeps_something_else_to_themselves() -> None:
    """Trust that fell after a threat closes other matters, not the one that was told already."""
    call = Call(Cast.of(LIBRARY, "yes-to-everything", 1), HEARING)
    for number, line in enumerate(
        (
            "Hello, this is Lee Park on a recorded line. May I speak with Nora Finch?",
            "To protect your privacy, could you confirm your date of birth?",
            "I'm with Harbor Recovery Group, a debt collector, about $1,450 with Beacon Stores. What happened, if I may ask?",
            "You'll go to jail if you don't pay.",
            "What is your income and what are your bills?",
            "So what was the reason?",
        )
    ):
        call.say(line, number * 5.0)
    assert call.state.told == ("reason", "reason")
    assert find_contradictions(call) == []
