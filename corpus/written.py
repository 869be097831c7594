"""The written lines: one or more acts and a sentence with alternatives in round brackets and places in curly ones.

Owns the form of `written/*.txt` and its errors. Never fills a place (`filling.py`) and never changes a manner (`manners.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "written"
NONE = "none"
"""Stands for no act at all: out of vocabulary, or a near-miss that performs nothing."""
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_CONTEXT = re.compile(r"\[([ad]): (.*?)\] (.*)")
_SIDES = {"a": "agent", "d": "debtor", "A": "agent", "D": "debtor"}


@dataclass(frozen=True)
class Line:
    """One written line."""

    speaker: str
    acts: tuple[str, ...]
    pattern: str
    context: tuple[tuple[str, str], ...]
    """What was said before, oldest first: pairs of speaker and pattern."""
    source: str
    """`file:line`."""

    @property
    def batch(self) -> str:
        """The file it stands in, without ending."""
        return self.source.split(":")[0]


def read_lines(folder: Path = FOLDER) -> list[Line]:
    """All written lines in order. Raises ValueError with `file:line` for a line that has no act."""
    return [line for path in sorted(folder.glob("*.txt")) for line in _read(path)]


def _read(path: Path) -> Iterator[Line]:
    stem = path.stem
    speaker = "debtor" if stem.startswith("2") or "-debtor-" in stem else "agent"
    acts: tuple[str, ...] | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("== "):
            acts = tuple(text[3:].split())
            continue
        source = f"{stem}:{number}"
        side, said, named = speaker, text, acts
        context: tuple[tuple[str, str], ...] = ()
        if " | " in text and re.fullmatch(
            r"(?:[AD] )?[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)*", text.split(" | ")[0]
        ):
            head, said = text.split(" | ", 1)
            words = head.split()
            if words[0] in _SIDES:
                side = _SIDES[words.pop(0)]
            named = tuple(words)
        if match := _CONTEXT.fullmatch(said):
            context = ((_SIDES[match[1]], match[2]),)
            said = match[3]
        if not named:
            raise ValueError(f"{path.name}:{number}: no act; put a heading '== act' above or 'act | ' before the text.")
        yield Line(side, tuple(act for act in named if act != NONE), said, context, source)


def count_choices(pattern: str) -> int:
    """In how many ways a pattern can be written out."""
    ways = 1
    while match := _CHOICE.search(pattern):
        ways *= len(match[1].split("|"))
        pattern = pattern[: match.start()] + "\0" + pattern[match.end() :]
    return ways


def write_out(pattern: str, choose: Random) -> str:
    """The pattern with one alternative of each bracket, innermost first."""
    while match := _CHOICE.search(pattern):
        pattern = pattern[: match.start()] + choose.choice(match[1].split("|")) + pattern[match.end() :]
    return re.sub(r"\s+([,.?])", r"\1", re.sub(r" {2,}", " ", pattern)).strip()
