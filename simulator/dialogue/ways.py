"""The ways of a flow: from which state to which other, and the lines of dialogue that lead there.

Owns that list, for drawing a flow, for counting what was covered, and for the bot that covers it. Whether a line's condition can hold
is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence

from scenarios.model.flow import Flow, Reaction

Ways = dict[tuple[str, str], list[Reaction]]
"""From which state to which, and what leads there, in the order in which the dialogue tries it."""


def find_ways(flow: Flow, own: Sequence[Reaction] = ()) -> Ways:
    """Every way between two states, with a scenario's own lines before the flow's. A line without `when` leads on from every state that does not end the call."""
    alive = [name for name, state in flow.states.items() if not state.ends]
    ways: Ways = {}
    for line in (*own, *flow.dialogue):
        if line.goes_to is None:
            continue
        for source in line.when or alive:
            if source != line.goes_to:
                ways.setdefault((source, line.goes_to), []).append(line)
    return ways
