"""The same said another way: each way is a small change, the same every time, and moves few scores."""

from __future__ import annotations

import pytest

from simulator.evaluation.steadiness import POINTS, WAYS, Shift, shifts
from tests.conftest import HEARING, LIBRARY

LINE = "I'm calling about your account, and I can't say more. It is important that you call me."


@pytest.mark.parametrize("way", WAYS)
def test_a_way_changes_little_and_always_the_same(way: str) -> None:
    """Most letters stay; the same question gives the same line."""
    changed = WAYS[way](LINE, "a")
    assert changed == WAYS[way](LINE, "a")
    assert abs(len(changed) - len(LINE)) < 25
    assert changed


def test_a_difference_of_a_few_points_is_alike_unless_it_decides() -> None:
    """Three points, and the same side of the pass mark."""
    assert Shift("s", "c", "w", 70.0, 70.0 + POINTS, True, True).steady
    assert not Shift("s", "c", "w", 70.0, 74.0, True, True).steady
    assert not Shift("s", "c", "w", 59.0, 61.0, False, True).steady


def test_slips_and_small_letters_move_no_score() -> None:
    """On a call done well."""
    found = list(shifts(LIBRARY, "hospital-bill", LIBRARY.scenario("hospital-bill").calls[0], HEARING))
    assert {each.way for each in found} >= {"one slip a line", "small letters", "fillers"}
    assert all(each.steady for each in found if each.way in ("one slip a line", "small letters"))
