"""Checks a flow as a graph: every state can be reached, every state leads to an end.

Owns the codes `flow/*`. Proves what the state machine library accepts without looking: targets exist.
"""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.model.flow import Flow, Reaction
from scenarios.problems import Problems
from scenarios.source import Document


def arrows(flow: Flow, more: Iterable[Reaction] = ()) -> dict[str, set[str]]:
    """From each state, the states that some reaction may lead to."""
    table: dict[str, set[str]] = {state: set() for state in flow.states}
    for reaction in (*more, *flow.dialogue):
        if reaction.goes_to in flow.states:
            for state in reaction.when or flow.states:
                if state in table and not flow.states[state].ends:
                    table[state].add(str(reaction.goes_to))
    return table


def reachable(table: dict[str, set[str]], start: str) -> set[str]:
    """States that can be reached from `start`, itself included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(table.get(state, ()))
    return seen


def check_flow(
    flow: Flow, document: Document, problems: Problems, starts: Iterable[str] = (), own: Iterable[str] | None = None
) -> None:
    """States nobody reaches, and states from which no call can end; of `own` states where the flow builds on another."""
    table = arrows(flow)
    seen = set[str]().union(*(reachable(table, start) for start in {flow.begins, *starts}))
    ends = {name for name, state in flow.states.items() if state.ends}
    for name in flow.states if own is None else own:
        mark = document.mark(("states", name), key=True)
        if name not in seen:
            problems.add(
                "flow/unreachable", mark.line, mark.column, f"Nothing leads to the state '{name}'.",
                f"Add a line of dialogue with 'goes_to: {name}', or remove the state.",
            )  # fmt: skip
        elif name not in ends and not (reachable(table, name) & ends):
            problems.add(
                "flow/dead-end", mark.line, mark.column, f"From the state '{name}' the call can never end.",
                "Add a line of dialogue that leads on to a state with 'ends: true'.",
            )  # fmt: skip
    if not ends:
        mark = document.mark(("states",), key=True)
        problems.add("flow/endless", mark.line, mark.column, "No state ends the call.", "Give one 'ends: true'.")
