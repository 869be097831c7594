"""How sure a figure is: intervals for shares, means and anything else that can be worked out again on a resample.

Owns the arithmetic. Resampling draws from a generator of its own with a fixed seed: the same figures give the same interval. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

T = TypeVar("T")
Z95 = 1.959963984540054
"""Of the normal distribution, two-sided 95 %."""
T95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101,
    2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Of Student's distribution, two-sided 95 %, for 1 to 30 degrees of freedom; more are taken as 30, which errs to the wide side."""
RESAMPLES = 1000


@dataclass(frozen=True)
class Interval:
    """A figure and where it may lie, 95 in 100 times."""

    value: float
    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Whether the two could be the same."""
        return self.low <= other.high and other.low <= self.high


def share_interval(met: int, of: int) -> Interval | None:
    """Wilson's score interval for a share (Wilson 1927); None of nothing."""
    if of <= 0:
        return None
    p, z2 = met / of, Z95 * Z95
    centre = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 / (1 + z2 / of) * sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return Interval(p, max(0.0, centre - half), min(1.0, centre + half))


def mean_interval(values: Sequence[float], low: float = 0.0, high: float = 100.0) -> Interval | None:
    """The mean of scores and its interval by Student's t (1908), within what a score can be; None of nothing.

    A single value says nothing of how it varies: its interval is the whole range.
    """
    n = len(values)
    if n == 0:
        return None
    mean = sum(values) / n
    if n == 1:
        return Interval(mean, low, high)
    spread = sqrt(sum((each - mean) ** 2 for each in values) / (n - 1))
    half = T95[min(n - 1, len(T95)) - 1] * spread / sqrt(n)
    return Interval(mean, max(low, mean - half), min(high, mean + half))


def bootstrap(items: Sequence[T], figure: Callable[[Sequence[T]], float | None], seed: int = 1) -> Interval | None:
    """A figure over items with its percentile interval over resampled items (Efron 1979); None where it is undefined.

    Resamples on which the figure is undefined (all the same, say) are left out.
    """
    value = figure(items)
    if value is None:
        return None
    drawn = []
    numbers = _numbers(seed)
    for _ in range(RESAMPLES):
        sample = [items[next(numbers) % len(items)] for _ in items]
        again = figure(sample)
        if again is not None:
            drawn.append(again)
    if not drawn:
        return None
    drawn.sort()
    return Interval(value, _quantile(drawn, 0.025), _quantile(drawn, 0.975))


def group_ties(named: Sequence[tuple[str, Interval]]) -> list[list[tuple[str, Interval]]]:
    """A ranking, best first, in which those whose intervals overlap with the best of their group are not told apart."""
    groups: list[list[tuple[str, Interval]]] = []
    for name, interval in sorted(named, key=lambda each: (-each[1].value, each[0])):
        if groups and groups[-1][0][1].overlaps(interval):
            groups[-1].append((name, interval))
        else:
            groups.append([(name, interval)])
    return groups


def _quantile(ordered: Sequence[float], q: float) -> float:
    place = q * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _numbers(seed: int) -> Iterator[int]:
    """SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine."""
    state = seed & 0xFFFFFFFFFFFFFFFF
    while True:
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        yield mixed ^ (mixed >> 31)
