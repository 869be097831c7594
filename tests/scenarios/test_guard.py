"""The language of conditions."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.guard import Guard


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("trust >= 30", {"trust": 30}, True),
        ("trust >= 30 and not verified", {"trust": 40, "verified": 1}, False),
        ("verified or (trust > 50 and patience < 10)", {"trust": 60, "patience": 5}, True),
        ("not not agreed", {"agreed": 1}, True),
        ("told-reason", {}, False),
        ("a or b and c", {"a": 1}, True),
    ],
)
def test_guard_holds_as_read(text: str, facts: dict[str, int], holds: bool) -> None:
    """`and` binds tighter than `or`; missing facts are zero."""
    assert Guard.parse(text).holds(facts) is holds


@pytest.mark.parametrize(
    "text", ["", "trust >=", "trust > x", "(a", "a b", "and", "__import__('os')", "a; b", "not " * 60 + "a"]
)
def test_guard_refuses_what_makes_no_sense(text: str) -> None:
    """A broken condition is a sentence for the author."""
    with pytest.raises(ValueError, match=r"condition|compared|closed"):
        Guard.parse(text)


@given(st.text(max_size=80))
def test_guard_parsing_never_fails_otherwise(text: str) -> None:
    """Any text is a guard or a ValueError."""
    with contextlib.suppress(ValueError):
        Guard.parse(text)
