"""Runs of words and of letters in a text: what the linear half of the trained ear looks at.

Owns the cutting and the numbering by checksum, the same here and in `corpus/linear.py`. Never knows an act or a weight.
"""

from __future__ import annotations

import re
from zlib import crc32

BITS = 18
"""Runs are numbered by the last bits of their CRC-32; two that share a number share their weights."""
_WORD = re.compile(r"[a-z']+|\d|[^\sa-z\d]")
MOST_WORDS = 400
"""A longer text is looked at so far."""
LONGEST_RUN = 3
LETTERS = range(2, 6)


def grams(low: str) -> set[str]:
    """Runs of one to three words, and of two to five letters inside a word with its ends marked."""
    words = _WORD.findall(low)[:MOST_WORDS]
    found = set(words)
    for length in range(2, LONGEST_RUN + 1):
        found.update(" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    for word in set(words):
        marked = f"_{word}_"
        for length in LETTERS:
            found.update("#" + marked[start : start + length] for start in range(len(marked) - length + 1))
    return found


def buckets(low: str) -> list[int]:
    """The numbers of a text's runs, once each, in order."""
    mask = (1 << BITS) - 1
    return sorted({crc32(gram.encode()) & mask for gram in grams(low)})
