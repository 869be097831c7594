"""Why words were heard as an act: how likely, on which words, what came second, which example is nearest.

Owns the reasons and the guesses ("did you mean …?"). Never changes what is heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.transcript import HeardAct
from simulator.understanding.examples import Examples, Suggestion
from simulator.understanding.hearing import Earlier, Hearing, said_before, side_of
from simulator.understanding.model import Judged
from simulator.understanding.words import normalise

GUESS = 0.12
"""An act less likely than this is no guess worth offering."""


@dataclass(frozen=True)
class Reason:
    """One act that was heard, or nearly."""

    act: str
    means: str
    heard: bool
    likely: float
    """0–1; the model's, or the nearness of an added phrase."""
    words: str
    """What it rests on."""
    how: str
    """`model`, `frame`, `phrase` or `before` (the turn before decided)."""
    example: str
    """The nearest example of the vocabulary for this act; empty where none is near."""


def explain(hearing: Hearing, text: str, speaker: str = "agent", context: Sequence[Earlier] = ()) -> list[Reason]:
    """The acts heard in order of place, then up to two that came next."""
    side = side_of(speaker)
    low = normalise(text)
    judged = hearing.model.judge(low, side, said_before(context, side))
    how = {each.act: each.how for each in hearing.candidates.put_forward(low, side, judged)}
    heard = hearing.hear(text, speaker, context)
    named = {each.act for each in heard}
    rows = [_heard(hearing, side, each, text, how.get(each.act, "before")) for each in heard]
    second = [each for each in judged if each.act not in named][:2]
    return [*rows, *(_nearly(hearing, side, each, text) for each in second)]


def guess(hearing: Hearing, text: str, speaker: str = "agent", most: int = 3) -> list[Reason]:
    """What was perhaps meant by words in which nothing was heard, likeliest first; never an accusation."""
    side = side_of(speaker)
    judged = hearing.model.judge(normalise(text), side)
    likely = [each for each in judged if each.likely >= GUESS and each.act not in hearing.breaches]
    return [_nearly(hearing, side, each, text) for each in likely[:most]]


def _heard(hearing: Hearing, side: str, act: HeardAct, text: str, how: str) -> Reason:
    words = text[act.span[0] : act.span[1]]
    return Reason(
        act.act,
        _means(hearing, side, act.act),
        True,
        act.confidence,
        words,
        how,
        _example(hearing, side, act.act, words),
    )


def _nearly(hearing: Hearing, side: str, each: Judged, text: str) -> Reason:
    words = text[each.start : each.end]
    example = _example(hearing, side, each.act, words)
    return Reason(each.act, _means(hearing, side, each.act), False, round(each.likely, 3), words, "model", example)


def _means(hearing: Hearing, side: str, act: str) -> str:
    known = hearing.vocabulary.side(side).get(act)
    return known.means if known else ""


def _example(hearing: Hearing, side: str, act: str, words: str) -> str:
    known = hearing.vocabulary.side(side).get(act)
    if known is None or not known.examples:
        return ""
    nearest: list[Suggestion] = _index(act, known.examples).suggest(words, 1)
    return nearest[0].example if nearest else known.examples[0]


@lru_cache(maxsize=400)
def _index(act: str, examples: tuple[str, ...]) -> Examples:
    return Examples((act, line) for line in examples)
