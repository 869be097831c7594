"""Slips of the fingers and short forms: a word that nobody knows becomes the one known word that is a single slip away.

Owns the repair, and where each character of the repaired text stood before. Only the meaning is read from the repaired words;
amounts, names and quotes come from what was typed. A word that the model knows whole is never touched, nor a known word with an
English ending ("barristers", "thanking"), nor one with a capital inside a sentence, which may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from scenarios.nearness import nearest

SHORTEST = 5
"""Letters; shorter words are too near to too many others."""
SHORT_FORMS = {
    "dob": "date of birth", "d.o.b": "date of birth", "acct": "account", "a/c": "account", "pymt": "payment", "pmt": "payment",
    "pymts": "payments", "pmts": "payments", "amt": "amount", "addy": "address", "w/o": "without", "appt": "appointment",
}  # fmt: skip
"""How people of the trade type what they say in full; read as said."""
_ENDINGS = ("s", "es", "ed", "er", "ers", "ing", "ings", "ly")
_DOUBLES = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")
"""Stems that double their last letter before an ending ("stop", "stopping"): with one letter it is a slip."""
SHORTEST_STEM = 4
"""Letters of what is left without its ending; one fewer where an "e" was dropped ("choking")."""
_WORD = re.compile(
    rf"(?<![\w'@./-])(?:{'|'.join(re.escape(each) for each in sorted(SHORT_FORMS, key=len, reverse=True))}|[a-z]{{5,20}})(?![\w'@/-])"
)
_SHORTENED = re.compile(
    r"(?:(?:did|does|was|were|is|are|have|has|had|would|could|should|must|need|might|ought|ca|wo|do|ai)nt"
    r"|(?:you|they|we)(?:re|ve|ll|d)|(?:what|that|there|here|where|who|when|how|she|he|it|let|some(?:one|body)|no(?:body|one)|every(?:one|body))s)"
)
"""Contractions without their apostrophe: no slips, and a "not" that is repaired away turns a sentence round."""


@dataclass(frozen=True)
class Repaired:
    """A text with its slips repaired."""

    text: str
    cuts: tuple[tuple[int, int, int], ...] = ()
    """Start and end of each repaired word in `text`, and how far what follows has moved (this much is taken away again)."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the repaired text stood in what was typed."""
        return self._back(start, first=True), self._back(end, first=False)

    def _back(self, at: int, first: bool) -> int:
        moved = 0
        for start, end, shift in self.cuts:
            if at <= start or (first and at < end):
                return start - moved if start < at < end else at - moved
            if at < end:
                return end - shift  # the end of a span inside a word takes the whole word in
            moved = shift
        return at - moved


def read_words() -> list[str]:
    """The words of the corpus's written lines, commonest first (`corpus/words.py` makes the list)."""
    return (files("simulator.understanding") / "trained" / "words.txt").read_text(encoding="utf-8").split()


class Spelling:
    """Knows some words, the commoner ones first."""

    def __init__(self, words: Sequence[str], known: Callable[[str], bool]) -> None:
        """`known` tells whether a word is one that needs no repair, whatever the list."""
        self._words = list(words)
        self._mine = frozenset(words)
        self._known = known
        self._meant = lru_cache(maxsize=20_000)(self._find)

    def knows(self, word: str) -> bool:
        """Whether it is a word that people know, or a figure."""
        return word[0].isdigit() or word in self._mine or self._known(word)

    def repair(self, low: str, typed: str) -> Repaired:
        """The normalised text with its slips repaired; `typed` is the same text with its capitals."""
        parts: list[str] = []
        cuts: list[tuple[int, int, int]] = []
        done = moved = 0
        for found in _WORD.finditer(low):
            name = typed[found.start() : found.start() + 1].isupper() and not _begins(low, found.start())
            meant = SHORT_FORMS.get(found.group()) or (None if name else self._meant(found.group()))
            if meant is None:
                continue
            parts += [low[done : found.start()], meant]
            start = found.start() + moved
            moved += len(meant) - len(found.group())
            cuts.append((start, start + len(meant), moved))
            done = found.end()
        return Repaired("".join((*parts, low[done:])), tuple(cuts)) if cuts else Repaired(low)

    def _find(self, word: str) -> str | None:
        if word in self._mine or self._known(word) or _SHORTENED.fullmatch(word) or self._is_ended(word):
            return None
        found = nearest(word, self._words, at_least=1 - 1 / len(word) - 1e-6)
        return found if found is not None and found[0] == word[0] and len(found) >= SHORTEST - 1 else None

    def _is_ended(self, word: str) -> bool:
        """Whether it is a known word with a regular ending."""
        return any(map(self.knows, _stems(word)))


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST_STEM - 1:
            continue
        if ending[0] in "ei":
            yield f"{stem}e"
            if stem.endswith("e") or _DOUBLES.fullmatch(stem):
                continue
        if len(stem) >= SHORTEST_STEM:
            yield stem


def _begins(low: str, start: int) -> bool:
    """Whether a sentence begins here, so that a capital says nothing."""
    before = low[:start].rstrip(" \"'(")
    return not before or before[-1] in ".?!\n:"
