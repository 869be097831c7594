"""The state of a call as a fold over its events.

Owns what the debtor remembers. Never decides; `apply` is total over the events of `events.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

from simulator.dialogue.events import (
    AgentSpoke,
    Agreed,
    CallEnded,
    ConcernRaised,
    DebtorSpoke,
    Event,
    FactTold,
    FlagsRaised,
    MoodMoved,
    OfferNamed,
    ReactionTaken,
    StateEntered,
    StatusRaised,
    WrappedUp,
)


@dataclass(frozen=True)
class Terms:
    """Figures that were named or agreed."""

    kind: str
    amount: Decimal
    every: str
    keepable: bool = True


@dataclass(frozen=True)
class CallState:
    """Everything that has happened, as far as it matters for what happens next."""

    state: str
    phase: str
    trust: int
    patience: int
    stress: int
    turn: int = 0
    """Index of the next turn."""
    flags: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    """Facts told, once for each telling."""
    statuses: tuple[str, ...] = ()
    concerns: frozenset[int] = frozenset()
    taken: tuple[int, ...] = ()
    """Lines of dialogue used, in order."""
    heard: tuple[str, ...] = ()
    """Agent acts in order."""
    unplaced: int = 0
    """Agent turns running, up to the last, in which no act was heard."""
    said: frozenset[str] = frozenset()
    """Lines the debtor has said."""
    offers: tuple[Terms, ...] = ()
    """Figures the debtor named."""
    agreement: Terms | None = None
    ended: str | None = None
    ended_by: str | None = None
    disposition: str | None = None
    note: str = ""


def _changed(before: CallState, /, **changes: Any) -> CallState:
    """The state with some fields changed; `dataclasses.replace` does the same at five times the cost."""
    new = object.__new__(CallState)
    new.__dict__.update(before.__dict__, **changes)
    return new


def apply(state: CallState, event: Event) -> CallState:
    """The state after one event."""
    match event:
        case AgentSpoke():
            heard = state.heard + tuple(act.act for act in event.acts)
            unplaced = 0 if event.acts else state.unplaced + 1
            return _changed(state, turn=event.turn + 1, heard=heard, unplaced=unplaced)
        case FlagsRaised():
            return _changed(state, flags=state.flags | set(event.flags))
        case MoodMoved():
            return _changed(state, trust=event.trust, patience=event.patience, stress=event.stress)
        case StateEntered():
            return _changed(state, state=event.state, phase=event.phase)
        case FactTold():
            return _changed(state, told=(*state.told, event.fact))
        case StatusRaised():
            return _changed(state, statuses=(*state.statuses, event.status))
        case ConcernRaised():
            return _changed(state, concerns=state.concerns | {event.number})
        case ReactionTaken():
            return _changed(state, taken=(*state.taken, event.number))
        case OfferNamed():
            return _changed(state, offers=(*state.offers, Terms("offer", Decimal(event.amount), event.every)))
        case Agreed():
            terms = Terms(event.kind, Decimal(event.amount), event.every, event.keepable)
            return _changed(state, agreement=terms, flags=state.flags | {"agreed"})
        case DebtorSpoke():
            return _changed(state, turn=event.turn + 1, said=state.said | frozenset(event.lines))
        case CallEnded():
            return _changed(state, ended=event.reason, ended_by=event.by, phase="wrap-up")
        case WrappedUp():
            return _changed(state, disposition=event.disposition, note=event.note)
    return state


def fold(start: CallState, events: Iterable[Event]) -> CallState:
    """The state after all of `events`."""
    return reduce(apply, events, start)
