"""Figures and days that a speaker takes back in the same breath: "eighty, no sorry, ninety", "Friday, I mean Saturday".

Owns the words between a slip and its mending (Schegloff, Jefferson & Sacks 1977, "The preference for self-correction"). Never finds
values; whoever finds them asks here which of them still count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

_FILLER = r"(?:uh|um|erm?|ah|like|well)"
_TAKEN_BACK = re.compile(
    r"[ ,.:;-]*(?:(?:a|per|each|every) (?:week|month|fortnight)|dollars|pounds|bucks|quid|th|st)?[ ,.:;-]*"
    rf"(?:{_FILLER}[ ,]*)*"
    r"(?:no,? (?:sorry|wait|i mean|not that)|sorry|wait|i mean(?:t)?|(?:or|no) rather|make (?:that|it)|scratch that|correction|let me correct that)[ ,.:;-]*"
    rf"(?:(?:{_FILLER}|no|sorry|it'?s|that'?s|i meant?|say|make (?:that|it)|till|until|on|by|from|the|a|i can do|i could do)[ ,]*)*"
    r"[$£€₹]?"
)
"""All that may stand between the two, and nothing else."""


class Mention(Protocol):
    """Something that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


Kind = TypeVar("Kind", bound=Mention)


def mend(text: str, mentions: Sequence[Kind]) -> list[Kind]:
    """The mentions that still count, from left to right, in a normalised text."""
    return [
        each
        for number, each in enumerate(mentions)
        if number + 1 == len(mentions) or not _TAKEN_BACK.fullmatch(text[each.end : mentions[number + 1].start])
    ]
