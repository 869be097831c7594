"""Agreement between those who mark, checked against worked examples that were published."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement import (
    Unit,
    cohen_kappa,
    gwet_ac1,
    interval_distance,
    krippendorff_alpha,
    ordinal_distance,
    percent_agreement,
    weighted_kappa,
    with_interval,
)


def table(*cells: tuple[str, str, int]) -> list[Unit]:
    """Units of two raters from counts of pairs."""
    return [{"a": one, "b": other} for one, other, count in cells for _ in range(count)]


GRANTS = table(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15))
"""Fifty grant proposals that two readers accept or reject."""


def test_kappa_of_the_fifty_grant_proposals() -> None:
    """p_o .7, p_e .5, κ .4."""
    assert percent_agreement(GRANTS) == pytest.approx(0.7)
    assert cohen_kappa(GRANTS, "a", "b") == pytest.approx(0.4)


COHEN_1968 = table(
    ("p", "p", 88), ("p", "n", 14), ("p", "s", 18), ("n", "p", 10), ("n", "n", 40), ("n", "s", 10), ("s", "p", 2), ("s", "n", 6), ("s", "s", 12),
)  # fmt: skip
"""Two hundred diagnoses of two psychiatrists, from Cohen (1968)."""


def test_weighted_kappa_of_cohens_diagnoses() -> None:
    """κ .49 unweighted, .35 with his weights."""
    weights = {frozenset("pn"): 1.0, frozenset("ps"): 3.0, frozenset("ns"): 6.0}
    assert cohen_kappa(COHEN_1968, "a", "b") == pytest.approx(0.492, abs=0.001)
    found = weighted_kappa(COHEN_1968, "a", "b", lambda a, b: 0.0 if a == b else weights[frozenset(a + b)])
    assert found == pytest.approx(0.348, abs=0.001)


KRIPPENDORFF = {
    "a": "1 2 3 3 2 1 4 1 2 . . .", "b": "1 2 3 3 2 2 4 1 2 5 . 3", "c": ". 3 3 3 2 3 4 2 2 5 1 .", "d": "1 2 3 3 2 4 4 1 2 5 1 .",
}  # fmt: skip
"""Four observers, twelve units, with gaps; example C of Krippendorff (2011)."""


def observers() -> list[Unit]:
    """Those units."""
    marks = {rater: line.split() for rater, line in KRIPPENDORFF.items()}
    return [{rater: line[place] for rater, line in marks.items() if line[place] != "."} for place in range(12)]


def test_alpha_of_krippendorffs_observers() -> None:
    """.743 nominal, .815 ordinal, .849 interval."""
    units = observers()
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.001)
    assert krippendorff_alpha(units, ordinal_distance(units, "12345")) == pytest.approx(0.815, abs=0.001)
    assert krippendorff_alpha(units, interval_distance) == pytest.approx(0.849, abs=0.001)


GWET = table(("+", "+", 118), ("+", "-", 5), ("-", "+", 2))
"""125 subjects of whom nearly all have the trait; from Gwet (2008)."""


def test_ac1_does_not_collapse_where_nearly_all_is_alike() -> None:
    """κ −.0234 although they agree in 94 of 100; AC1 .9408."""
    assert percent_agreement(GWET) == pytest.approx(0.944)
    assert cohen_kappa(GWET, "a", "b") == pytest.approx(-0.0234, abs=0.0001)
    assert gwet_ac1(GWET) == pytest.approx(0.9408, abs=0.0001)


def test_coefficient_that_is_not_defined_is_none() -> None:
    """Nothing was marked twice, or nothing could differ: never 1 and never NaN."""
    alone: list[Unit] = [{"a": "met"}, {"b": "met"}]
    same = table(("met", "met", 9))
    assert percent_agreement(alone) is None
    assert krippendorff_alpha(alone) is None
    assert gwet_ac1(alone) is None
    assert cohen_kappa(same, "a", "b") is None
    assert krippendorff_alpha(same) is None
    assert gwet_ac1(same) is None
    assert gwet_ac1(same, ("met", "missed")) == 1.0


def test_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    """And narrows with more units."""
    found = with_interval(GRANTS, lambda units: cohen_kappa(units, "a", "b"))
    assert found is not None
    assert found.low < 0.4 < found.high
    assert found == with_interval(GRANTS, lambda units: cohen_kappa(units, "a", "b"))
    wider = with_interval(GRANTS[::5], lambda units: percent_agreement(units))
    narrow = with_interval(GRANTS, lambda units: percent_agreement(units))
    assert wider is not None
    assert narrow is not None
    assert narrow.high - narrow.low < wider.high - wider.low


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["met", "missed", "n/a"])), max_size=30))
def test_no_coefficient_exceeds_one_and_perfect_agreement_reaches_it(units: list[dict[str, str]]) -> None:
    """Whatever was marked."""
    for figure in (krippendorff_alpha, gwet_ac1, percent_agreement):
        value = figure(units)
        assert value is None or value <= 1 + 1e-9
    alike = [{"a": next(iter(unit.values())), "b": next(iter(unit.values()))} for unit in units if unit]
    if any(one != other for one, other in pairwise(unit["a"] for unit in alike)):
        assert cohen_kappa(alike, "a", "b") == pytest.approx(1.0)
        assert krippendorff_alpha(alike) == pytest.approx(1.0)
