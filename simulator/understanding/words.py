"""Text to comparable words, and text to sentences and clauses, with places kept.

Owns normalisation that never changes the length of a text, so that spans point into the original. Never knows acts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LIMIT = 20_000
"""Characters of one utterance that are listened to; what comes after is kept but not heard."""

_CURLY = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\t": " "})
_WORD = re.compile(r"[a-z0-9£$€₹%]+(?:'[a-z]+)?")
_TITLED = r"(?<=\b(?:mr|ms|dr|st))[.]|(?<=\bmrs)[.]|(?<=\b(?:mr|ms|dr) [a-z])[.]|(?<=\bmrs [a-z])[.]|(?<=\b(?:mr|ms|dr)[.] [a-z])[.]|(?<=\bmrs[.] [a-z])[.]"
"""Full stops after a title, and after an initial behind one ("Mrs. D. Castellano"), end no sentence."""
_SENTENCE = re.compile(rf"[^.?!;\n]*(?:(?:(?<=\d)[.](?=\d)|{_TITLED})[^.?!;\n]*)*[.?!;\n]*")
_CLAUSE = re.compile(
    r"(?:,(?!\d)|\s-+\s|\.\.\.|\s(?=(?:but|so|because|although|though|then)\s)|\s(?=and\s(?:i|we|you|it|that|what|how|when|could|can|would|do|is|are|may|then|if)\b))"
)
STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "am",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "and",
        "or",
        "so",
        "just",
        "well",
        "um",
        "uh",
        "er",
        "like",
        "really",
        "very",
        "please",
        "with",
        "for",
        "by",
        "from",
        "as",
        "i'm",
        "i",
        "you",
        "your",
        "yours",
        "we",
        "our",
        "us",
        "me",
        "my",
        "he",
        "she",
        "they",
        "them",
        "his",
        "her",
        "their",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "will",
        "would",
        "can",
        "could",
        "should",
        "there",
        "here",
        "about",
        "into",
    ]
)


@dataclass(frozen=True)
class Unit:
    """A sentence or clause: its normalised text and where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def normalise(text: str) -> str:
    """Lower case, straight quotes, no control characters; exactly as long as `text` (up to LIMIT)."""
    text = text[:LIMIT].translate(_CURLY)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if not lowered.isprintable():
        lowered = "".join(char if char.isprintable() or char == "\n" else " " for char in lowered)
    return lowered


def sentences(text: str) -> list[Unit]:
    """Sentences of a normalised text, without surrounding blanks."""
    return [unit for found in _SENTENCE.finditer(text) if (unit := _trim(text, found.start(), found.end()))]


def clauses(sentence: Unit) -> list[Unit]:
    """Clauses of a sentence; the sentence alone if it has but one. Scraps under two words join the one before."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _CLAUSE.finditer(sentence.text):
        if len(words(sentence.text[start : match.start()])) >= 2:
            found.append((start, match.start()))
            start = match.end()
    found.append((start, len(sentence.text)))
    if len(found) > 1 and len(words(sentence.text[found[-1][0] : found[-1][1]])) < 2:
        last = found.pop()
        found[-1] = (found[-1][0], last[1])
    parts = [_trim(sentence.text, begin, end) for begin, end in found]
    return [Unit(part.text, sentence.start + part.start) for part in parts if part]


def _trim(text: str, start: int, end: int) -> Unit | None:
    piece = text[start:end]
    stripped = piece.strip(" ,;\n")
    if not stripped:
        return None
    offset = piece.index(stripped)
    return Unit(stripped, start + offset)


def words(text: str) -> list[str]:
    """The words of a normalised text."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its common endings; crude on purpose, the same for examples and utterances."""
    word = word.replace("'", "")
    for ending, least in (
        ("ments", 4),
        ("ment", 4),
        ("ings", 4),
        ("ing", 4),
        ("ied", 3),
        ("ies", 3),
        ("ed", 4),
        ("es", 4),
        ("s", 4),
        ("ly", 4),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= least - 1:
            base = word[: -len(ending)]
            return base + "y" if ending in ("ied", "ies") else base
    return word


def bare(low: str) -> str:
    """The words alone, for telling whether two texts say the same."""
    return " ".join(re.findall(r"[a-z0-9']+", low))
