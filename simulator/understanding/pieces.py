"""Words to pieces: the vocabulary of word parts that the model reads, with the place of each in the text.

Owns the cutting (greedy longest match, as WordPiece does: Wu et al. 2016, arXiv:1609.08144). Never knows acts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")
_LONGEST = 40
"""Letters of one word that are looked at."""
MOST_WORDS = 50_000
"""Words whose pieces are remembered."""
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


@dataclass(frozen=True)
class Cut:
    """A text as numbers of pieces, and where each piece stands."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


class Pieces:
    """Cuts text into the pieces of one vocabulary."""

    def __init__(self, names: Sequence[str]) -> None:
        self._numbers = {name: number for number, name in enumerate(names)}
        self.start, self.end, self.unknown = (self._numbers[name] for name in (START, END, UNKNOWN))
        self._known: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def whole(self, word: str) -> bool:
        """Whether a word is a piece of its own."""
        return word in self._numbers

    def cut(self, low: str) -> Cut:
        """The pieces of a normalised text, without start and end."""
        ids: list[int] = []
        places: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(low if low.isascii() else plain_letters(low)):
            begin = match.start()
            for number, first, last in self._pieces(match[0]):
                ids.append(number)
                places.append((begin + first, begin + last))
        return Cut(tuple(ids), tuple(places))

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        found = self._known.get(word)
        if found is None:
            found = self._search(word[:_LONGEST])
            if len(self._known) < MOST_WORDS:
                self._known[word] = found
        return found

    def _search(self, word: str) -> tuple[tuple[int, int, int], ...]:
        out: list[tuple[int, int, int]] = []
        begin = 0
        while begin < len(word):
            for end in range(len(word), begin, -1):
                number = self._numbers.get(("##" if begin else "") + word[begin:end])
                if number is not None:
                    out.append((number, begin, end))
                    begin = end
                    break
            else:
                return ((self.unknown, 0, len(word)),)
        return tuple(out)


def plain_letters(low: str) -> str:
    """Accents taken off, one character for one, so that places stay."""
    return "".join(
        char if char.isascii() else unicodedata.normalize("NFD", char)[0].lower()[:1] or char for char in low
    )
