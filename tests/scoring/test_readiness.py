"""Readiness, intervals and item figures: decided as early as may be, with stated errors, and never surer than the data."""

from __future__ import annotations

import pytest

from scoring.intervals import Interval, bootstrap, group_ties, mean_interval, share_interval
from scoring.item_statistics import correlation, item_of, measured_level
from scoring.readiness import Plan, judge_readiness, operating_curve, stand


def test_readiness_stops_at_the_call_that_decides() -> None:
    """Eight passes in a row are enough at these rates, seven are not; later calls are not looked at."""
    assert judge_readiness([True] * 7).verdict == "go on"
    done = judge_readiness([True] * 8 + [False] * 9)
    assert (done.verdict, done.calls) == ("ready", 8)
    assert judge_readiness([False] * 3).verdict == "not ready"
    assert judge_readiness([]).verdict == "go on"


def test_readiness_begins_anew_after_each_decision() -> None:
    """Whoever was not ready in spring may be in autumn; what was decided before is told beside."""
    found = stand([False] * 3 + [True] * 8)
    assert (found.now.verdict, found.before) == ("ready", "not ready")
    going = stand([True] * 8 + [False, True])
    assert (going.now.verdict, going.now.calls, going.before) == ("go on", 2, "ready")
    assert going.verdict == "ready"
    assert stand([]).before is None


def test_operating_curve_keeps_the_stated_errors() -> None:
    """Wald's bounds: whoever passes 60 % is let through at most 5 in 100 times, whoever passes 90 % kept back at most 5."""
    curve = {each.share: each for each in operating_curve(Plan(), (0.6, 0.9))}
    assert curve[0.6].ready <= 0.05 / 0.95
    assert 1 - curve[0.9].ready <= 0.05 / 0.95
    assert curve[0.9].calls < 16
    rising = [each.ready for each in operating_curve()]
    assert rising == sorted(rising)


def test_operating_curve_agrees_with_the_test_itself() -> None:
    """Every sequence of twelve calls, weighed by its chance, against the exact curve cut at twelve."""
    share, ready = 0.8, 0.0
    for number in range(2**12):
        results = [bool(number >> place & 1) for place in range(12)]
        if judge_readiness(results).verdict == "ready":
            ready += share ** sum(results) * (1 - share) ** (12 - sum(results))
    assert operating_curve(Plan(), (share,), 12)[0].ready == pytest.approx(ready)


@pytest.mark.parametrize("wrong", [{"ready": 0.5}, {"not_ready": 0.0}, {"let_through": 0.7}])
def test_plan_that_means_nothing_is_refused(wrong: dict[str, float]) -> None:
    """Ready must be more than not ready."""
    with pytest.raises(ValueError, match=r"0|error"):
        Plan(**wrong)


def test_wilson_interval_of_a_published_example() -> None:
    """81 of 263: .2553 to .3662 (Newcombe 1998)."""
    found = share_interval(81, 263)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    nothing = share_interval(0, 20)
    assert nothing is not None
    assert (nothing.low, round(nothing.high, 4)) == (0.0, 0.1611)
    assert share_interval(0, 0) is None


def test_ranking_groups_those_who_cannot_be_told_apart() -> None:
    """The second is within the first's interval, the third is not."""
    named = [("c", Interval(50, 45, 55)), ("a", Interval(90, 80, 95)), ("b", Interval(85, 75, 92))]
    assert [[name for name, _ in group] for group in group_ties(named)] == [["a", "b"], ["c"]]


def test_bootstrap_leaves_out_what_is_not_defined() -> None:
    """A figure that is None on some resamples still has an interval."""
    found = bootstrap([0.0, 0.0, 1.0], lambda drawn: None if max(drawn) == 0 else max(drawn))
    assert found == Interval(1.0, 1.0, 1.0)
    assert bootstrap([1], lambda drawn: None) is None


def test_mean_of_a_few_calls_is_as_wide_as_student_says() -> None:
    """Five values with mean 50 and deviation 15.81: ± 2.776 · 15.81 / √5 = 19.63; one value says nothing; none is none."""
    found = mean_interval([30.0, 40.0, 50.0, 60.0, 70.0])
    assert found is not None
    assert (round(found.low, 2), found.value, round(found.high, 2)) == (30.37, 50.0, 69.63)
    assert mean_interval([80.0]) == Interval(80.0, 0.0, 100.0)
    assert mean_interval([]) is None


def test_item_that_good_calls_meet_discriminates() -> None:
    """Met in the better half: close to 1; met by all: no figure, not 0; few calls: none either."""
    rest = [float(each) for each in range(20)]
    telling = item_of("verification", [each >= 10 for each in range(20)], rest)
    assert telling.difficulty == 0.5
    assert telling.discrimination is not None
    assert telling.discrimination > 0.8
    assert item_of("own-name", [True] * 20, rest).discrimination is None
    assert item_of("own-name", [True, False], [1.0, 0.0]).discrimination is None
    assert correlation([1.0], [1.0]) is None


@pytest.mark.parametrize(("share", "level"), [(0.9, 1), (0.85, 1), (0.7, 2), (0.5, 3), (0.3, 4), (0.1, 5)])
def test_measured_level_follows_the_share_that_passes(share: float, level: int) -> None:
    """Fewer pass, higher level."""
    assert measured_level(share) == level
