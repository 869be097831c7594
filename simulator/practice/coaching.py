"""Help during a call in coach mode: the checklist of the flow, and a hint for the phase.

Owns what is suggested and when. Never scores.
"""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.model.flow import PHASES
from simulator.dialogue.cast import Cast
from simulator.dialogue.facts import facts_of
from simulator.dialogue.state import CallState


@dataclass(frozen=True)
class Ticked:
    """One line of the checklist."""

    item: str
    phase: str
    done: bool


def checklist(cast: Cast, state: CallState) -> list[Ticked]:
    """The flow's checklist, ticked by what was heard."""
    heard, facts = set(state.heard), facts_of(state)
    third = cast.persona.relation is not None
    return [
        Ticked(each.item, each.phase, bool(heard & set(each.acts)))
        for each in cast.flow.checklist
        if (each.guard is None or each.guard.holds(facts))
        and not (third and PHASES.index(each.phase) > 0 and each.phase != "closing")
    ]


def hint(cast: Cast, state: CallState) -> str:
    """What could come next: the author's hint for the phase, else the first open item of the checklist."""
    if state.phase in cast.scenario.hints:
        return cast.scenario.hints[state.phase]
    here = PHASES.index(state.phase) if state.phase in PHASES else 0
    waiting = [each for each in checklist(cast, state) if not each.done]
    near = [each for each in waiting if PHASES.index(each.phase) <= here + 1] or waiting
    return near[0].item + "." if near else "Recap what was agreed and close the call."
