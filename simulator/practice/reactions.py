"""Why the debtor answered as they did, turn by turn: words → acts → what it did to their mood → what the flow made of it.

Owns the wording of these explanations, which app and command line share. They are read off the call's own events, never
guessed afterwards; nothing here decides or scores. Not for use while an exam is running.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.calls.call import effective
from simulator.dialogue.events import (
    AgentSpoke,
    Agreed,
    CallEnded,
    ConcernRaised,
    DebtorSpoke,
    Event,
    FactTold,
    MoodMoved,
    OfferNamed,
    StateEntered,
    StatusRaised,
)


def explain_reactions(events: Iterable[Event]) -> dict[int, tuple[str, ...]]:
    """For each turn of the other side (counted from 0) the sentences that explain it, in the order things happened.

    What ended a call belongs to the last turn that was spoken.
    """
    told: dict[int, tuple[str, ...]] = {}
    gathered: list[str] = []
    last = 0
    for event in effective(events):
        if isinstance(event, AgentSpoke):
            gathered, last = [_heard(event)], event.turn
        elif isinstance(event, DebtorSpoke):
            if event.why:
                gathered.append(f"Answered: {', '.join(dict.fromkeys(event.why))}.")
            told[event.turn] = tuple(gathered)
            gathered, last = [], event.turn
        elif isinstance(event, CallEnded):
            told[last] = (*told.get(last, ()), *gathered, f"Then the call ended: {event.reason}.")
            gathered = []
        else:
            gathered += _happened(event)
    return told


def _heard(event: AgentSpoke) -> str:
    if not event.acts:
        return "Nothing that was said was understood."
    by_words: dict[str, list[str]] = {}
    for heard in event.acts:
        by_words.setdefault(event.text[heard.span[0] : heard.span[1]].strip(), []).append(heard.act)
    named = [f"{', '.join(acts)} in “{words}”" for words, acts in by_words.items()]
    return f"Heard: {'; '.join(named)}."


def _happened(event: Event) -> list[str]:
    if isinstance(event, MoodMoved):
        if not event.because:
            return []
        moved = "; ".join(event.because)
        return [f"Mood: {moved}. Now trust {event.trust}, patience {event.patience}, stress {event.stress} of 100."]
    if isinstance(event, StateEntered):
        because = f", because of {event.because}" if event.because else ""
        return [f"The call moved to {event.state} ({event.phase}){because}."]
    if isinstance(event, FactTold):
        return [f"They told a fact: {event.fact}."]
    if isinstance(event, StatusRaised):
        return [f"A status came up: {event.status}."]
    if isinstance(event, ConcernRaised):
        return ["They raised something of their own."]
    if isinstance(event, OfferNamed):
        return [f"They named a figure: {event.amount} ({event.every})."]
    if isinstance(event, Agreed):
        kept = "their finances carry it" if event.keepable else "more than their finances carry"
        return [f"They agreed: {event.kind}, {event.amount} ({event.every}); {kept}."]
    return []
