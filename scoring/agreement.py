"""How far people who mark the same calls agree, with each other and with the engine.

Owns the coefficients. Each takes units (one call's item, say), each with what every rater said of it, and gives None where it is not
defined: nothing marked twice, or nothing that could differ. Bands such as "substantial" are convention and are not used. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from scoring.intervals import Interval, bootstrap

Unit = Mapping[str, str]
"""Value by rater; who did not mark it is left out."""
Distance = Callable[[str, str], float]


def percent_agreement(units: Sequence[Unit]) -> float | None:
    """The share of pairs of marks on the same unit that are alike, each unit counting once."""
    shares = [_alike(unit) for unit in units if len(unit) > 1]
    return sum(shares) / len(shares) if shares else None


def cohen_kappa(units: Sequence[Unit], one: str, other: str) -> float | None:
    """Cohen's κ of two raters (Cohen 1960): (p_o − p_e) / (1 − p_e)."""
    return weighted_kappa(units, one, other, lambda a, b: float(a != b))


def weighted_kappa(units: Sequence[Unit], one: str, other: str, distance: Distance) -> float | None:
    """Cohen's weighted κ (Cohen 1968): 1 − observed over expected disagreement, by how far apart values are."""
    pairs = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(distance(a, b) for a, b in pairs) / len(pairs)
    expected = sum(
        first[a] * second[b] * distance(a, b) for a in first for b in second
    ) / len(pairs) ** 2  # fmt: skip
    return None if expected == 0 else 1 - observed / expected


def krippendorff_alpha(units: Sequence[Unit], distance: Distance | None = None) -> float | None:
    """Krippendorff's α for any number of raters and gaps (Krippendorff 2011): 1 − D_o / D_e; nominal without a distance."""
    apart = distance or (lambda a, b: float(a != b))
    rated = [Counter(unit.values()) for unit in units if len(unit) > 1]
    total: Counter[str] = Counter()
    for counts in rated:
        total.update(counts)
    n = sum(total.values())
    if n < 2:
        return None
    observed = sum(
        counts[a] * counts[b] * apart(a, b) / (sum(counts.values()) - 1) for counts in rated for a in counts for b in counts if a != b
    ) / n  # fmt: skip
    expected = sum(total[a] * total[b] * apart(a, b) for a in total for b in total if a != b) / (n * (n - 1))
    return None if expected == 0 else 1 - observed / expected


def gwet_ac1(units: Sequence[Unit], values: Sequence[str] = ()) -> float | None:
    """Gwet's AC1 (Gwet 2008), which does not collapse where nearly everything is marked alike. `values` are all there could be."""
    rated = [Counter(unit.values()) for unit in units if len(unit) > 1]
    known = set(values).union(*(counts for counts in rated)) if rated else set()
    if not rated or len(known) < 2:
        return None
    observed = sum(_alike_counts(counts) for counts in rated) / len(rated)
    every = [Counter(unit.values()) for unit in units if unit]
    share = {value: sum(counts[value] / sum(counts.values()) for counts in every) / len(every) for value in known}
    expected = sum(p * (1 - p) for p in share.values()) / (len(known) - 1)
    return (observed - expected) / (1 - expected)


def mean_kappa(units: Sequence[Unit], distance: Distance | None = None) -> float | None:
    """Cohen's κ, or weighted κ where values have an order, as the mean over all pairs of raters (Light 1971)."""
    apart = distance or (lambda a, b: float(a != b))
    raters = sorted({who for unit in units for who in unit})
    found = [
        kappa
        for one, other in combinations(raters, 2)
        if (kappa := weighted_kappa(units, one, other, apart)) is not None
    ]
    return sum(found) / len(found) if found else None


GRADES = ("1", "2", "3", "4", "5")
"""Whole marks that people give for a score, worst first."""


def grade_of(score: float | None) -> str | None:
    """The grade of a score from 0 to 100, in fifths; None where there is no score."""
    return None if score is None else GRADES[min(4, int(score // 20))]


def with_interval(units: Sequence[Unit], figure: Callable[[Sequence[Unit]], float | None]) -> Interval | None:
    """A coefficient with its bootstrap interval over units."""
    return bootstrap(units, figure) if units else None


def ordinal_distance(units: Sequence[Unit], order: Sequence[str]) -> Distance:
    """Krippendorff's distance between ranks: squared, by how many marks lie between them."""
    counts = Counter(value for unit in units if len(unit) > 1 for value in unit.values())

    def apart(a: str, b: str) -> float:
        low, high = sorted((order.index(a), order.index(b)))
        between = sum(counts[order[place]] for place in range(low, high + 1))
        return float((between - (counts[order[low]] + counts[order[high]]) / 2) ** 2)

    return apart


def interval_distance(a: str, b: str) -> float:
    """The square of the difference of two numbers."""
    return (float(a) - float(b)) ** 2


def _alike(unit: Unit) -> float:
    return _alike_counts(Counter(unit.values()))


def _alike_counts(counts: Counter[str]) -> float:
    n = sum(counts.values())
    return sum(each * (each - 1) for each in counts.values()) / (n * (n - 1))
