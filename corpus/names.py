"""Names of many places: people, agencies, creditors, streets, towns; some that nobody bears.

Owns who and what the corpus is filled with. A network learns short lists by heart and then hears no other name, so half of the
names come from long ones (`names.txt`) and are put together. Never knows acts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

_FILE = Path(__file__).with_name("names.txt")
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
_ENDS = [*["l", "n", "r", "s", "t", "th", "m", "nd", "ck", "x", "ll", "ne", "va", "ra", "lo", "ka"], ""]
INVENTED = 0.15
"""Share of names that nobody bears."""


@cache
def listed(section: str) -> tuple[str, ...]:
    """The names of one section of `names.txt`, in lower case."""
    found: list[str] = []
    now = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            now = line[3:]
        elif now == section and line and not line.startswith("#"):
            found += line.split("|") if "|" in line else line.split(" ")
    return tuple(found)


def _invent(r: Random) -> str:
    return "".join(r.choice(_STARTS) + r.choice(_VOWELS) for _ in range(r.choice([1, 2, 2]))) + r.choice(_ENDS)


def first(r: Random) -> str:
    """A first name."""
    return _invent(r) if r.random() < INVENTED else r.choice(listed("first"))


def last(r: Random) -> str:
    """A family name."""
    return _invent(r) if r.random() < INVENTED else r.choice(listed("last"))


def namesake(r: Random) -> str:
    """A first and a family name, at least one of them also a common word: Bill Marsh, Grace Long, Priya Ho."""
    given, family = listed("first that is a word"), listed("last that is a word")
    how = r.random()
    if how < 0.6:
        return f"{r.choice(given)} {r.choice(family)}"
    return f"{r.choice(given)} {last(r)}" if how < 0.8 else f"{first(r)} {r.choice(family)}"


def namesake_first(r: Random) -> str:
    """A first name that is also a common word."""
    return r.choice(listed("first that is a word"))


def _letters(r: Random) -> str:
    return "".join(r.choice("abcdefghjklmnprstvwz") for _ in range(r.choice([2, 3, 3, 4])))


def _firm(r: Random, kinds: tuple[str, ...]) -> str:
    head = r.choice([last, lambda r: r.choice(listed("word")), lambda r: r.choice(listed("word")), _invent])(r)
    how = r.random()
    if how < 0.5:
        return f"{head} {r.choice(kinds)}"
    if how < 0.62:
        return _letters(r)
    if how < 0.74:
        return f"{last(r)} {r.choice(['and', '&', ''])} {last(r)}".replace("  ", " ")
    if how < 0.82:
        return f"{r.choice(listed('word'))} {r.choice(listed('word'))}"
    if how < 0.87:
        return f"{r.choice(listed('city'))} {r.choice(kinds)}"
    return head


def agency(r: Random) -> str:
    """Somebody who collects."""
    return _firm(r, listed("agency"))


def creditor(r: Random) -> str:
    """Somebody who is owed."""
    return _firm(r, listed("creditor"))


def street(r: Random) -> str:
    """A street, without a number."""
    return r.choice(listed("street"))


def city(r: Random) -> str:
    """A town."""
    return r.choice(listed("city"))
