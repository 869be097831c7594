"""The bot that covers flows: it gives its name, then goes after one way a call, and another call after another."""

from __future__ import annotations

from collections import Counter

from scenarios.packs import read_vocabulary
from simulator.dialogue.cast import Cast
from simulator.evaluation.wandering import wander
from tests.conftest import LIBRARY

ACTS = {words: name for name, act in read_vocabulary().agent.items() for words in act.examples}


def said_most(seed: int, at: str) -> str:
    """The act that the wanderer of a seed does most often where it stands."""
    cast = Cast.of(LIBRARY, "hospital-bill", seed)
    return Counter(ACTS[wander(cast, at, turn)] for turn in range(1, 40)).most_common(1)[0][0]


def test_wanderer_says_who_it_is_first() -> None:
    """Nobody talks of money with somebody who has no name."""
    cast = Cast.of(LIBRARY, "hospital-bill", 3)
    assert ACTS[wander(cast, "", 0)] == "identify-self"


def test_another_seed_goes_after_another_way() -> None:
    """From the same place fifteen calls in a row mean to get to more than a few places."""
    assert len({said_most(seed, "answered") for seed in range(15)}) >= 4


def test_same_seed_says_the_same() -> None:
    """A call can be played again."""
    cast = Cast.of(LIBRARY, "hospital-bill", 5)
    assert [wander(cast, "told", turn) for turn in range(9)] == [wander(cast, "told", turn) for turn in range(9)]
