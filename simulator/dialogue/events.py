"""What happens in a call, as frozen records that a log can keep and a state can be folded from.

Owns the types and their JSON. Never decides anything and never looks at a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from scoring.transcript import HeardAct


@dataclass(frozen=True)
class Event:
    """Base of all events; `type` is the tag in the log."""

    type: ClassVar[str] = ""


@dataclass(frozen=True)
class AgentSpoke(Event):
    """The agent said something, and this is what was heard in it."""

    type: ClassVar[str] = "agent-spoke"
    turn: int
    text: str
    acts: tuple[HeardAct, ...]
    at: float
    """Seconds since the call began."""


@dataclass(frozen=True)
class FlagsRaised(Event):
    """Things became true of the call (facts that guards look at)."""

    type: ClassVar[str] = "flags-raised"
    flags: tuple[str, ...]


@dataclass(frozen=True)
class MoodMoved(Event):
    """The debtor's mood after what was heard, each 0–100, and why it moved."""

    type: ClassVar[str] = "mood-moved"
    trust: int
    patience: int
    stress: int
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class StateEntered(Event):
    """The flow moved on."""

    type: ClassVar[str] = "state-entered"
    state: str
    phase: str
    because: str = ""


@dataclass(frozen=True)
class FactTold(Event):
    """The debtor told one of their facts."""

    type: ClassVar[str] = "fact-told"
    fact: str


@dataclass(frozen=True)
class StatusRaised(Event):
    """A status came up, plainly or by implication."""

    type: ClassVar[str] = "status-raised"
    status: str


@dataclass(frozen=True)
class ConcernRaised(Event):
    """The debtor raised something on their own."""

    type: ClassVar[str] = "concern-raised"
    number: int


@dataclass(frozen=True)
class ReactionTaken(Event):
    """A line of dialogue was used."""

    type: ClassVar[str] = "reaction-taken"
    number: int
    act: str


@dataclass(frozen=True)
class OfferNamed(Event):
    """The debtor named a figure."""

    type: ClassVar[str] = "offer-named"
    amount: str
    every: str


@dataclass(frozen=True)
class Agreed(Event):
    """Both sides came to terms."""

    type: ClassVar[str] = "agreed"
    kind: str
    amount: str
    every: str
    keepable: bool
    """Whether the debtor's true finances carry it."""


@dataclass(frozen=True)
class DebtorSpoke(Event):
    """The other side said something."""

    type: ClassVar[str] = "debtor-spoke"
    turn: int
    speaker: str
    text: str
    acts: tuple[HeardAct, ...]
    lines: tuple[str, ...] = ()
    """The single lines it was made of, so that none is said twice."""
    why: tuple[str, ...] = ()
    """What brought each part on, for explanations."""


@dataclass(frozen=True)
class CallEnded(Event):
    """The call is over."""

    type: ClassVar[str] = "call-ended"
    reason: str
    by: str


@dataclass(frozen=True)
class Rewound(Event):
    """The agent went back: everything after turn `to_turn` no longer counts."""

    type: ClassVar[str] = "rewound"
    to_turn: int


@dataclass(frozen=True)
class WrappedUp(Event):
    """The agent recorded the call."""

    type: ClassVar[str] = "wrapped-up"
    disposition: str
    note: str


KINDS: dict[str, type[Event]] = {
    kind.type: kind
    for kind in (
        AgentSpoke, FlagsRaised, MoodMoved, StateEntered, FactTold, StatusRaised, ConcernRaised, ReactionTaken,
        OfferNamed, Agreed, DebtorSpoke, CallEnded, Rewound, WrappedUp,
    )
}  # fmt: skip


def to_json(event: Event) -> dict[str, Any]:
    """An event as one line of a log."""
    data: dict[str, Any] = {"type": event.type, **asdict(event)}
    if "acts" in data:
        data["acts"] = [
            {
                "act": act["act"],
                "slots": dict(act["slots"]),
                "span": list(act["span"]),
                "confidence": act["confidence"],
            }
            for act in data["acts"]
        ]
    return data


def from_json(data: Mapping[str, Any]) -> Event:
    """The inverse of `to_json`. Raises ValueError with a sentence when the line is no event of ours."""
    kind = KINDS.get(str(data.get("type")))
    if kind is None:
        raise ValueError(f"'{data.get('type')}' is not an event that this version knows")
    values: dict[str, Any] = {}
    for each in fields(kind):
        if each.name not in data:
            continue
        value = data[each.name]
        if each.name == "acts":
            value = tuple(HeardAct(a["act"], dict(a["slots"]), tuple(a["span"]), a["confidence"]) for a in value)
        values[each.name] = tuple(value) if isinstance(value, list) else value
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"a '{kind.type}' event lacks something: {error}") from None


__all__ = ["KINDS", "Event", "from_json", "to_json", *[kind.__name__ for kind in KINDS.values()]]
