"""Other people's names in place of those that the corpus is filled with, so that a name is heard by where it stands.

Owns which names are swapped and for what: people, agencies, creditors, streets, towns. The corpus itself is filled from short lists
(`filling.py`), and a network learns such lists by heart. Works on normalised text; what a text does never changes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

from corpus import filling

_FILE = Path(__file__).with_name("names.txt")
_COMMON = frozenset({"the accounts team", "the hospital", "the bank", "the gas company", "the phone company"})
"""Fillings that are no names."""
_STARTS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "q",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ia", "oa"]
_ENDS = ["l", "n", "r", "s", "t", "th", "m", "nd", "ck", "x", "ll", "ne", "va", "ra", "lo", "ka", ""]
INVENTED = 0.15
"""Share of names that nobody bears."""


@cache
def _names(section: str) -> tuple[str, ...]:
    found: list[str] = []
    now = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            now = line[3:]
        elif now == section and line and not line.startswith("#"):
            found += line.split("|") if "|" in line else line.split(" ")
    return tuple(found)


@cache
def _known() -> dict[str, str]:
    lists = {
        "first": filling.FIRST, "last": filling.LAST, "agency": filling.COMPANIES, "creditor": filling.CREDITORS,
        "street": filling.STREETS, "city": filling.CITIES,
    }  # fmt: skip
    return {name.lower(): kind for kind, names in lists.items() for name in names if name.lower() not in _COMMON}


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_known(), key=len, reverse=True)
    return re.compile(r"(?<![\w'])(" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def has_name(low: str) -> bool:
    """Whether a normalised text holds a name that the corpus is filled with."""
    return _pattern().search(low) is not None


def swap_names(low: str, r: Random) -> str:
    """The normalised text with each of its names swapped for another; the same name for the same."""
    swapped: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match[1]
        if name not in swapped:
            swapped[name] = _NEW[_known()[name]](r)
        return swapped[name]

    return _pattern().sub(other, low)


def _invent(r: Random) -> str:
    return "".join(r.choice(_STARTS) + r.choice(_VOWELS) for _ in range(r.choice([1, 2, 2]))) + r.choice(_ENDS)


def _first(r: Random) -> str:
    return _invent(r) if r.random() < INVENTED else r.choice(_names("first"))


def _last(r: Random) -> str:
    return _invent(r) if r.random() < INVENTED else r.choice(_names("last"))


def _letters(r: Random) -> str:
    return "".join(r.choice("abcdefghjklmnprstvwz") for _ in range(r.choice([2, 3, 3, 4])))


def _firm(r: Random, kinds: tuple[str, ...]) -> str:
    head = r.choice([_last, lambda r: r.choice(_names("word")), lambda r: r.choice(_names("word")), _invent])(r)
    how = r.random()
    if how < 0.5:
        return f"{head} {r.choice(kinds)}"
    if how < 0.62:
        return _letters(r)
    if how < 0.74:
        return f"{_last(r)} {r.choice(['and', '&', ''])} {_last(r)}".replace("  ", " ")
    if how < 0.82:
        return f"{r.choice(_names('word'))} {r.choice(_names('word'))}"
    if how < 0.87:
        return f"{r.choice(_names('city'))} {r.choice(kinds)}"
    return head


_NEW = {
    "first": _first,
    "last": _last,
    "agency": lambda r: _firm(r, _names("agency")),
    "creditor": lambda r: _firm(r, _names("creditor")),
    "street": lambda r: r.choice(_names("street")),
    "city": lambda r: r.choice(_names("city")),
}
