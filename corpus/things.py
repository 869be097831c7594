"""Things of many kinds: illnesses, places of work, goods, people who might be told, lenders, papers.

Owns what the frames of the written lines named `…-lists` are filled with (`things.txt`). A network learns by heart which illness was named in its text and
hears no other; so one frame is written out with many, and each time it is read in a last round with others. Never knows acts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

_FILE = Path(__file__).with_name("things.txt")


@cache
def sections() -> dict[str, tuple[str, ...]]:
    """The things of each kind, by the name of the place that they fill."""
    found: dict[str, list[str]] = {}
    now: list[str] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            now = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            now += line.split("|")
    return {kind: tuple(things) for kind, things in found.items()}


def draw(kind: str, r: Random) -> str:
    """One thing of a kind. Raises KeyError for a kind that has no list."""
    return r.choice(sections()[kind])
