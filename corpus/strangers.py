"""Other people's names in place of those that stand in the corpus, so that a name is heard by where it stands.

Owns which names are swapped: people, streets and towns, and the agencies and creditors of the short lists in `filling.py`. Works on
normalised text; what a text does never changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from corpus import filling, names

_COMMON = frozenset(
    ["the accounts team", "the hospital", "the bank", "the gas company", "the phone company",
     *["jesus", "max", "mercy", "roger", "dana", "bishop", "hall", "le", "lee", "stone", "wolf", "young", "bath", "derby"]]
)  # fmt: skip
"""Fillings that are no names, and names that are words as often."""
_LISTS: dict[Callable[[Random], str], list[str]] = {
    names.first: filling.FIRST, names.last: filling.LAST, names.agency: filling.COMPANIES, names.creditor: filling.CREDITORS,
    names.street: filling.STREETS, names.city: filling.CITIES,
}  # fmt: skip
_SECTIONS = {names.first: "first", names.last: "last", names.street: "street", names.city: "city"}


@cache
def _known() -> dict[str, Callable[[Random], str]]:
    known = {name: draw for draw, section in _SECTIONS.items() for name in names.listed(section)}
    known |= {name.lower(): draw for draw, few in _LISTS.items() for name in few}
    return {name: draw for name, draw in known.items() if name not in _COMMON}


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_known(), key=len, reverse=True)
    return re.compile(r"(?<![\w'])(" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def has_name(low: str) -> bool:
    """Whether a normalised text holds a name that can be swapped."""
    return _pattern().search(low) is not None


def swap_names(low: str, r: Random) -> str:
    """The normalised text with each of its names swapped for another; the same name for the same."""
    swapped: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match[1]
        if name not in swapped:
            swapped[name] = _known()[name](r)
        return swapped[name]

    return _pattern().sub(other, low)
