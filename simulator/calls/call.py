"""A practised call while it is played: words in, events out, always replayable from its events.

Owns the order hear → respond → fold, rewinding and replay. Pure: time comes as an argument, storage is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.dialogue.cast import Cast
from simulator.dialogue.debtor import Debtor
from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke, Event, Rewound, WrappedUp
from simulator.dialogue.state import CallState, fold
from simulator.understanding.hearing import Earlier, Hearing

HUNG_UP = "the agent hung up"
"""Reason of an end that belongs to no exchange."""


@dataclass(frozen=True)
class Difference:
    """Where a replay departs from what was stored."""

    number: int
    stored: Event | None
    replayed: Event | None


class Call:
    """One call, folded from its events."""

    def __init__(self, cast: Cast, hearing: Hearing, events: Iterable[Event] = ()) -> None:
        self.cast = cast
        self.hearing = hearing = hearing.with_phrases(cast.scenario.phrases, cast.scenario.language)
        self._today = cast.scenario.starts_at.date()
        self.debtor = Debtor(cast, lambda line: hearing.hear(line, "debtor"))
        self.events: list[Event] = list(events) or list(self.debtor.pick_up())
        self.state: CallState = fold(cast.opening(), effective(self.events))

    @property
    def over(self) -> bool:
        """Whether somebody has hung up."""
        return self.state.ended is not None

    def history(self) -> list[Earlier]:
        """The turns so far, as context for hearing."""
        said: list[Earlier] = []
        for event in effective(self.events):
            if isinstance(event, AgentSpoke):
                said.append(Earlier("agent", event.text, event.acts))
            elif isinstance(event, DebtorSpoke):
                said.append(Earlier(event.speaker, event.text, event.acts))
        return said

    def say(self, text: str, at: float) -> tuple[Event, ...]:
        """The agent speaks `at` seconds into the call; the events that follow. ValueError once the call is over."""
        if self.over:
            raise ValueError("the call is over")
        acts = self.hearing.hear(text, "agent", self.history(), self._today)
        plain = bool(acts) or self.hearing.is_plain(text)
        return self._take(self.debtor.respond(self.state, text, acts, round(at, 1), plain))

    def hang_up(self) -> tuple[Event, ...]:
        """The agent hangs up; nothing happens if the call is over."""
        return () if self.over else self._take((CallEnded(HUNG_UP, "agent"),))

    def rewind(self, to_turn: int) -> tuple[Event, ...]:
        """Go back so that turn `to_turn` is the last, −1 where the agent writes first and has taken everything back.

        A turn of the agent's is itself taken back.
        """
        first = -1 if self.cast.flow.first_word == "agent" else 0
        if not first <= to_turn < max(first + 1, self.state.turn):
            raise ValueError(f"there is no turn {to_turn} to go back to ({first} to {self.state.turn - 1})")
        return self._take((Rewound(to_turn),))

    def before_last_line(self) -> int:
        """The turn to go back to so that the agent's last line is taken back."""
        spoken = [event.turn for event in effective(self.events) if isinstance(event, AgentSpoke)]
        return spoken[-1] - 1 if spoken else 0

    def wrap_up(self, disposition: str, note: str) -> tuple[Event, ...]:
        """The agent records the call."""
        return self._take((WrappedUp(disposition, note),))

    def forget(self, length: int) -> None:
        """Drop the events after the first `length`: they could not be stored."""
        del self.events[length:]
        self.state = fold(self.cast.opening(), effective(self.events))

    def _take(self, events: Sequence[Event]) -> tuple[Event, ...]:
        self.events.extend(events)
        self.state = fold(self.cast.opening(), effective(self.events))
        return tuple(events)


def effective(events: Iterable[Event]) -> list[Event]:
    """The events that still count once every rewinding is carried out."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Rewound):
            cut = next(
                (
                    index
                    for index, each in enumerate(kept)
                    if (isinstance(each, AgentSpoke) and each.turn + _answered(kept, each) > event.to_turn)
                    or isinstance(each, WrappedUp)
                    or (isinstance(each, CallEnded) and each.reason == HUNG_UP)
                ),
                len(kept),
            )
            kept = kept[:cut]
        else:
            kept.append(event)
    return kept


def _answered(kept: Sequence[Event], spoke: AgentSpoke) -> bool:
    """Whether somebody answered; a line and its answer are taken back together."""
    return any(isinstance(event, DebtorSpoke) and event.turn == spoke.turn + 1 for event in kept)


def rehear(cast: Cast, hearing: Hearing, stored: Sequence[Event]) -> list[Event]:
    """The same words, with what is heard today in the agent's; what the other side said stays as it was meant."""
    again: list[Event] = []
    today = cast.scenario.starts_at.date()
    for event in stored:
        if isinstance(event, AgentSpoke):
            past = Call(cast, hearing, again).history() if again else []
            event = replace(event, acts=hearing.hear(event.text, "agent", past, today))
        again.append(event)
    return again


def replay(cast: Cast, hearing: Hearing, stored: Sequence[Event], rehear: bool = False) -> list[Difference]:
    """Play a stored call again and name every event that differs.

    What was heard is taken from the log, so that the replay is exact everywhere; `rehear` listens again.
    """
    debtor = Debtor(cast, lambda line: hearing.hear(line, "debtor"))
    again: list[Event] = list(debtor.pick_up())
    for event in stored:
        state = fold(cast.opening(), effective(again))
        if isinstance(event, AgentSpoke):
            acts = event.acts
            if rehear:
                past = Call(cast, hearing, again).history()
                acts = hearing.hear(event.text, "agent", past, cast.scenario.starts_at.date())
            again.extend(debtor.respond(state, event.text, acts, event.at, bool(acts) or hearing.is_plain(event.text)))
        elif isinstance(event, Rewound | WrappedUp) or (isinstance(event, CallEnded) and state.ended is None):
            again.append(event)
    longest = max(len(stored), len(again))
    return [
        Difference(number, one, other)
        for number in range(longest)
        if (one := stored[number] if number < len(stored) else None)
        != (other := again[number] if number < len(again) else None)
    ]
