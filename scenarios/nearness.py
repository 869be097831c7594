"""How near two words are: "did you mean", and repair of misspelt words. The one door to rapidfuzz.

Never decides what an utterance means; similarity alone charges nobody with anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known name, or the empty string when none is near (similarity under 0.6)."""
    near = nearest(name, list(known), at_least=0.6)
    return f"Did you mean '{near}'?" if near else ""


def nearest(word: str, known: Sequence[str], at_least: float) -> str | None:
    """The known word most like `word`, by optimal string alignment (0–1), or None below `at_least`."""
    best = process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=at_least)
    return str(best[0]) if best else None


def alike(one: str, other: str) -> float:
    """How alike two sentences are in their words, whatever the order (0–1)."""
    return fuzz.token_sort_ratio(one.lower(), other.lower()) / 100
