"""A bot that means to get everywhere: each call has one way of the flow to take, and it says what leads there, or anything an agent may say.

Owns that choice, by the call's seed: one seed after another takes one way after another. It is for covering flows, and no picture of an agent.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from scenarios.model.flow import Reaction
from scenarios.packs import read_vocabulary
from simulator.dialogue.cast import Cast
from simulator.dialogue.choice import choose

ActsOfWays = dict[tuple[str, str], list[str]]
"""From which state to which, and what an agent says that leads there."""
STRAYS = (True, False, False, False, False)
"""Whether anything at all is said instead, drawn at each turn: what a way waits for is often told only when something else was said."""


def wander(cast: Cast, at: str, turn: int) -> str:
    """Something that leads towards this call's way, or anything that an agent may say, in the vocabulary's own words."""
    examples, seed = _examples(), cast.seed
    begins = cast.scenario.begins or cast.flow.begins
    ways = {pair: said for pair, lines in cast.chart.ways.items() if (said := _said(lines))}
    goals = [way for way in ways if _first_hop(ways, begins, way[0]) is not None]
    if turn == 0:  # a stranger who asks for money without a name gets nowhere
        return choose(seed, "name", examples["identify-self"])
    acts: list[str] = []
    if goals and not choose(seed, f"anything|{turn}", STRAYS):
        acts = _leading(ways, at or begins, goals[seed % len(goals)])
    return choose(seed, f"words|{turn}", examples[choose(seed, f"act|{turn}", acts or list(examples))])


def _said(lines: Sequence[Reaction]) -> list[str]:
    """What an agent may say, of all that these lines answer."""
    return [act for line in lines for act in line.hears if act in _examples()]


def _leading(ways: ActsOfWays, at: str, goal: tuple[str, str]) -> list[str]:
    """Acts that take the way from here, or the first step to where it begins; none where neither can be."""
    if at == goal[0]:
        return ways[goal]
    hop = _first_hop(ways, at, goal[0])
    return ways[at, hop] if hop and hop != at else []


def _first_hop(ways: ActsOfWays, source: str, target: str) -> str | None:
    """The first state on a shortest way from one state to another: itself when they are the same, None when there is no way."""
    if source == target:
        return source
    first: dict[str, str] = {}
    waiting = deque([source])
    while waiting:
        here = waiting.popleft()
        for start, end in ways:
            if start == here and end != source and end not in first:
                first[end] = first.get(here, end)
                if end == target:
                    return first[end]
                waiting.append(end)
    return None


@lru_cache(maxsize=1)
def _examples() -> dict[str, tuple[str, ...]]:
    return {name: act.examples for name, act in read_vocabulary().agent.items() if act.examples}
