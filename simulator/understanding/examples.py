"""Nearest example phrases: which act the vocabulary's examples suggest for a piece of text.

Words, stems and pairs weighted by rarity (TF-IDF), cosine similarity over an inverted index; nothing is trained, so
phrases that a scenario adds count at once. Never reports a breach: similarity accuses nobody.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

from simulator.understanding.words import STOP, normalise, stem, words

FIGURE = "#"
"""Stands for any number: "150 a month" is as near to "65 a month" as can be."""


@dataclass(frozen=True)
class Suggestion:
    """An act, how alike the nearest example is (0–1), and that example."""

    act: str
    score: float
    example: str


class Examples:
    """An index over example phrases."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are pairs of act and example."""
        self.phrases = tuple(phrases)
        counted = [Counter(features(phrase)) for _, phrase in self.phrases]
        seen = Counter(feature for features_ in counted for feature in features_)
        total = len(counted) + 1
        self._rarity = {feature: math.log(total / count) + 0.3 for feature, count in seen.items()}
        self._unknown = math.log(total) + 0.3
        self._index: dict[str, list[tuple[int, float]]] = {}
        for number, features_ in enumerate(counted):
            weights = {feature: count * self._rarity[feature] for feature, count in features_.items()}
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for feature, weight in weights.items():
                self._index.setdefault(feature, []).append((number, weight / length))

    def suggest(self, text: str, most: int = 3) -> list[Suggestion]:
        """The best acts for a normalised text, each with its nearest example, best first."""
        counted = Counter(features(text))
        if not counted:
            return []
        scores: dict[int, float] = {}
        total = 0.0
        for feature, count in counted.items():
            weight = count * self._rarity.get(feature, self._unknown * 0.6)
            total += weight * weight
            for number, share in self._index.get(feature, ()):
                scores[number] = scores.get(number, 0.0) + weight * share
        length = math.sqrt(total) or 1.0
        best: dict[str, tuple[float, int]] = {}
        for number, score in scores.items():
            act = self.phrases[number][0]
            if score > best.get(act, (0.0, 0))[0]:
                best[act] = (score, number)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
        return [Suggestion(act, min(1.0, score / length), self.phrases[number][1]) for act, (score, number) in ranked]


def features(text: str) -> list[str]:
    """Stems of telling words, figures all alike and letters without accents, and pairs of neighbours with common words kept."""
    plain = "".join(sign for sign in normalize("NFKD", normalise(text)) if not combining(sign))
    said = [FIGURE if any(map(str.isdecimal, word)) else word for word in words(plain)[:60]]
    stems = [stem(word) for word in said]
    telling = [each for each, word in zip(stems, said, strict=True) if word not in STOP]
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(stems)]
    return telling + pairs if telling or len(said) < 4 else pairs
