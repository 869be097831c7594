"""A bot that means to get everywhere: it looks at the flow and says what leads elsewhere, or anything an agent may say.

Owns that choice, by the call's seed. It is for covering flows, and no picture of an agent.
"""

from __future__ import annotations

from functools import lru_cache

from scenarios.packs import read_vocabulary
from simulator.dialogue.cast import Cast
from simulator.dialogue.choice import choose


def wander(cast: Cast, at: str, turn: int) -> str:
    """Something that leads elsewhere from here, or anything that an agent may say, in the vocabulary's own words."""
    examples, seed = _examples(), cast.seed
    at = at or cast.scenario.begins or cast.flow.begins
    ways: dict[str, list[str]] = {}
    for line in cast.chart.reactions:
        if line.goes_to not in (None, at) and (not line.when or at in line.when):
            ways.setdefault(str(line.goes_to), []).extend(act for act in line.hears if act in examples)
    open_ways = [acts for acts in ways.values() if acts]
    anything = not open_ways or choose(seed, f"anything|{turn}", (True, False))
    acts = list(examples) if anything else choose(seed, f"way|{turn}", open_ways)
    return choose(seed, f"words|{turn}", examples[choose(seed, f"act|{turn}", acts)])


@lru_cache(maxsize=1)
def _examples() -> dict[str, tuple[str, ...]]:
    return {name: act.examples for name, act in read_vocabulary().agent.items() if act.examples}
