"""The statechart of a scenario on `transitions`: which line of dialogue answers an act. The one door to that library.

One machine serves every call of a scenario, with one trigger for each act; a call borrows a position for a moment. Targets are checked by
`scenarios.checks.graph`, since the library accepts any. Never says anything itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from transitions import EventData, Machine

from scenarios.model.flow import Flow, Reaction
from simulator.dialogue.ways import Ways, find_ways

# It warns about each convenience method that we do not want, for every call that borrows the machine.
logging.getLogger("transitions").setLevel(logging.ERROR)


@dataclass
class Position:
    """Where one call stands, and which line of dialogue was taken last."""

    state: str
    taken: int | None = None

    def trigger(self, act: str, **what: Any) -> bool:
        """Replaced by the machine while it is borrowed."""
        raise RuntimeError("no machine is attached")


class Statechart:
    """The flow's dialogue behind the scenario's own, as one machine."""

    def __init__(self, flow: Flow, own: Sequence[Reaction] = ()) -> None:
        self.reactions: tuple[Reaction, ...] = (*own, *flow.dialogue)
        self._flow, self._own = flow, own
        states = list(flow.states)
        self._machine = Machine(
            model=None,
            states=states,
            initial=None,
            auto_transitions=False,
            send_event=True,
            ignore_invalid_triggers=True,
            model_override=True,
        )
        alive: list[Any] = [name for name, state in flow.states.items() if not state.ends]
        for number, reaction in enumerate(self.reactions):
            for act in reaction.hears:
                self._machine.add_transition(
                    trigger=act,
                    source=[*reaction.when] or alive,
                    dest=reaction.goes_to,  # None stays where it is
                    conditions=_fits(reaction, number),
                    before=_note(number),
                )
        self._free: list[Position] = []

    @cached_property
    def ways(self) -> Ways:
        """From which state to which other some line leads."""
        return find_ways(self._flow, self._own)

    def hear(self, state: str, act: str, facts: Mapping[str, int], used: Sequence[int] = ()) -> tuple[str, int | None]:
        """The state after `act`, and the number of the line of dialogue that was taken, or None."""
        if act not in self._machine.events:
            return state, None
        position = self._borrow()
        try:
            position.state, position.taken = state, None
            position.trigger(act, facts=facts, used=used)
            return position.state, position.taken
        finally:
            self._free.append(position)

    def _borrow(self) -> Position:
        """A position that is attached to the machine; attaching is what costs, so positions are kept for reuse."""
        try:
            return self._free.pop()
        except IndexError:
            position = Position(str(next(iter(self._machine.states))))
            self._machine.add_model(position, initial=position.state)
            return position


def _fits(reaction: Reaction, number: int) -> Callable[[EventData], bool]:
    def fits(event: EventData) -> bool:
        if reaction.once and number in event.kwargs["used"]:
            return False
        return reaction.guard is None or reaction.guard.holds(event.kwargs["facts"])

    return fits


def _note(number: int) -> Callable[[EventData], None]:
    def note(event: EventData) -> None:
        position: Any = event.model
        position.taken = number

    return note
