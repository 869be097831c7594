"""How hard a criterion or a scenario is, and whether it tells good calls from poor ones.

Owns the classical figures: difficulty (share met) and discrimination (correlation with the rest of the call). Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

LEVELS = ((0.85, 1), (0.70, 2), (0.50, 3), (0.30, 4))
"""Shares passed from which a scenario is of that level, as measured; below the last it is of level 5."""
FEWEST = 10
"""Calls under which discrimination is not worth a figure."""


@dataclass(frozen=True)
class Item:
    """One criterion over many calls."""

    name: str
    calls: int
    difficulty: float
    """Share of calls in which it was met, 0 (hard) to 1 (easy)."""
    discrimination: float | None
    """Correlation of meeting it with the rest of the call's points, −1 to 1; None for too few calls or no difference."""


def item_of(name: str, results: Sequence[bool], rest: Sequence[float]) -> Item:
    """The figures of one criterion: whether each call met it, and the share of all other points that the call earned."""
    share = sum(results) / len(results) if results else 0.0
    telling = correlation([float(each) for each in results], rest) if len(results) >= FEWEST else None
    return Item(name, len(results), share, telling)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's r; None where either does not vary."""
    n = len(one)
    if n < 2 or n != len(other):
        return None
    mean_one, mean_other = sum(one) / n, sum(other) / n
    top = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    below = sqrt(sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other))
    return top / below if below else None


def measured_level(passed_share: float) -> int:
    """The level that a scenario turns out to be of, 1 to 5."""
    return next((level for share, level in LEVELS if passed_share >= share), 5)
