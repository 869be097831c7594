"""What may be in the words: model, frames and example phrases put candidates forward, and polarity takes some away.

Owns how likely an act must be, and more so where it would accuse somebody. Never settles which candidates stand together
(`exclusions.py`), nor what a turn before makes of them (`context.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from scenarios.model.act import Vocabulary
from simulator.understanding.disclosures import find_disclosures
from simulator.understanding.examples import Examples
from simulator.understanding.exclusions import Candidate
from simulator.understanding.frames import Frames, read_frames
from simulator.understanding.model import Judged, Model
from simulator.understanding.names import find_opening, is_person, names_place_of_work
from simulator.understanding.polarity import (
    THREATS,
    Polarity,
    assents,
    denies,
    negated_before,
    only_understands,
    unpaid,
    weigh,
)
from simulator.understanding.words import Unit, bare, clauses, normalise, sentences

LIKELY = 0.5
"""An act that the model finds at least so likely is heard."""
SURE = 0.6
"""An act that may be a breach must be so likely, and its words must assert it."""
UNHEARD_OF = -2.5
"""Log odds of the linear half below which nobody is accused: the network alone is not enough for a breach."""
DOUBT, CERTAINLY = 0.1, 0.98
"""How much likelier it must be for each log odds that the linear half has against it, up to that."""
SUPPORTED = 0.25
"""An act that a frame finds as well needs no more than this from the model."""
SUPPORTED_SURE = 0.4
"""The same for an act that may be a breach."""
CERTAIN, HARDLY = 0.85, 0.05
"""A threat that is so likely, where its denial is less likely than this, stands whatever "not" is beside it."""
BEYOND_DOUBT = 0.97
"""Another breach that is so likely stands whatever "not" is beside it: "they wipe it like it never happened"."""
NEAR = 0.72
"""Least similarity to a phrase that a pack, a scenario or a trainer added."""
MOST_SENTENCES = 120
BY_HEART = 0.95
"""How sure an example phrase of the vocabulary is heard that is said word for word."""
FEWEST_SPACES = 2
_WORDED = frozenset({"disclose-recording", "ask-wellbeing"})
"""What is said in few set ways, as the law or the drills of the trade have it: the frame decides, whatever the model thinks."""
WORDED = 0.9
"""How sure that is heard."""
_VALUING = frozenset({"acknowledge-hardship", "validate", "reflect-feeling", "reassure"})
"""Acts that "I understand" alone is none of: counting it ranks bad listeners above good ones."""
_VETOED = frozenset({"ask-full-payment", "ask-down-payment", "offer-settlement", "read-out-identity", "promise", "accept", "disclose-recording"})  # fmt: skip
"""Acts that a "not" before their frame undoes."""


class Candidates:
    """Puts acts forward for utterances of both sides."""

    def __init__(
        self, vocabulary: Vocabulary, model: Model, added: Iterable[tuple[str, str]] = (), alone: bool = False
    ) -> None:
        """`added` are pairs of act and phrase that count beside the vocabulary's own; with `alone` nothing else counts."""
        self.vocabulary = vocabulary
        self.alone = alone
        self.added = tuple(added)
        self._model = model
        self._frames: dict[str, Frames] = {}
        self._near: dict[str, Examples] = {}

    def with_phrases(self, pairs: Sequence[tuple[str, str]], alone: bool) -> Candidates:
        """The same with more phrases, or with these alone; what was read once is shared."""
        wider = Candidates(self.vocabulary, self._model, pairs if alone else (*self.added, *pairs), alone)
        wider._frames = self._frames
        if not alone:
            wider.__dict__.update(_by_heart=self._by_heart)
        return wider

    @cached_property
    def breaches(self) -> frozenset[str]:
        """Names of the acts that may be a breach."""
        return frozenset(name for name, act in self.vocabulary.agent.items() if act.breach)

    def frames(self, side: str) -> Frames:
        """Frames of a side, read once."""
        if side not in self._frames:
            self._frames[side] = read_frames(side)
        return self._frames[side]

    def near(self, side: str) -> Examples:
        """Phrases that are matched by nearness: those that were added, and those of acts that the model never learnt."""
        if side not in self._near:
            acts = self.vocabulary.side(side)
            learnt = acts if self.alone else self._model.acts(side)
            pairs = [(name, line) for name, act in acts.items() if name not in learnt for line in act.examples]
            added = self.added if self.alone else (*self.vocabulary.added, *self.added)
            self._near[side] = Examples([*pairs, *((act, line) for act, line in added if act in acts)])
        return self._near[side]

    def put_forward(self, low: str, side: str, judged: Sequence[Judged]) -> Iterator[Candidate]:
        """Acts that model, frames and added phrases find in a normalised text."""
        if self.alone:
            yield from self._phrased(low, side)
            return
        likely = {each.act: each for each in judged}
        framed = {each.act: each for each in self.framed(low, side, likely)}
        for each in judged:
            if each.act not in framed and (candidate := self._from_model(each, low, side, likely)):
                yield candidate
        yield from framed.values()
        if side == "agent":
            yield from find_disclosures(low)
            if (said := find_opening(low)) is not None:
                yield Candidate("identify-self", *said, WORDED, said, "frame")
        yield from self._phrased(low, side)

    def _from_model(self, each: Judged, low: str, side: str, likely: Mapping[str, Judged]) -> Candidate | None:
        """What the model alone puts forward, where its words do not speak against it."""
        accuses = self._may_accuse(each.act, side)
        if each.likely < (_least_to_accuse(each.wording) if accuses else LIKELY):
            return None
        words, sentence = low[each.start : each.end], low[slice(*each.sentence)]
        if each.act in _VALUING and only_understands(words):
            return Candidate("backchannel", each.start, each.end, each.likely, each.sentence, "model")
        if not _fits(each.act, words, sentence, likely):
            return None
        if accuses and not _stands(each, words, likely):
            return None
        return Candidate(each.act, each.start, each.end, each.likely, each.sentence, "model")

    def _may_accuse(self, act: str, side: str) -> bool:
        return side == "agent" and act in self.breaches

    def _asserted(self, act: str, side: str, words: str, start: int, end: int, says_not: bool = False) -> str | None:
        """The act that the match at `start:end` of the words asserts: itself, the denial of a threat, or none."""
        if not self._may_accuse(act, side):
            return act
        polarity: Polarity = weigh(act, words, start, end, says_not)
        if polarity == "asserted":
            return act
        return "deny-threat" if polarity == "denied" and act in THREATS else None

    def framed(self, low: str, side: str, likely: Mapping[str, Judged]) -> Iterator[Candidate]:
        """What frames find and the model does not rule out."""
        for sentence in sentences(low)[:MOST_SENTENCES]:
            parts = clauses(sentence)
            for hit in self.frames(side).find(sentence.text, sentence.start):
                start, end = hit.start - sentence.start, hit.end - sentence.start
                act = self._asserted(hit.act, side, sentence.text, start, end, hit.says_not)
                if act is None or (act in _VETOED and negated_before(sentence.text, start)):
                    continue
                if act == "confirm-payment" and unpaid(sentence.text):
                    continue
                least = SUPPORTED_SURE if self._may_accuse(act, side) else SUPPORTED
                judged = likely.get(act)
                likelihood = max(judged.likely if judged else 0.0, WORDED if act in _WORDED else 0.0)
                if act == "identify-self" and "identify-company" in likely and is_person(sentence.text):
                    likelihood = max(likelihood, likely["identify-company"].likely)  # somebody says who is speaking
                if likelihood < least:
                    continue
                begin, finish = _widen(hit.start, hit.end, parts)
                sure = max(likelihood, LIKELY)
                yield Candidate(act, begin, finish, sure, (sentence.start, sentence.end), "frame")

    @cached_property
    def _by_heart(self) -> dict[tuple[str, str], str]:
        """The vocabulary's own example phrases, by side and words; very short ones mean too many things."""
        return {
            (side, bare(normalise(line))): name
            for side in ("agent", "debtor")
            for name, act in self.vocabulary.side(side).items()
            for line in act.examples
            if line.count(" ") >= FEWEST_SPACES
        }

    def _phrased(self, low: str, side: str) -> Iterator[Candidate]:
        """Acts whose example phrases are said word for word, or whose added phrases are near; nearness accuses nobody."""
        near = self.near(side)
        for sentence in sentences(low)[:MOST_SENTENCES]:
            place = (sentence.start, sentence.end)
            known = None if self.alone else self._by_heart.get((side, bare(sentence.text)))
            if known is not None:
                yield Candidate(known, sentence.start, sentence.end, BY_HEART, place, "phrase")
            for unit in {sentence, *clauses(sentence)} if near.phrases else ():
                for found in near.suggest(unit.text, 1):
                    if found.score >= NEAR and not self._may_accuse(found.act, side):
                        yield Candidate(found.act, unit.start, unit.end, min(0.97, found.score), place, "phrase")


def _least_to_accuse(wording: float | None) -> float:
    """How likely a breach must be, the surer the less its words by themselves speak for it; more than certain where they speak against it."""
    if wording is None or wording >= 0:
        return SURE
    return min(CERTAINLY, SURE - DOUBT * wording) if wording >= UNHEARD_OF else 2.0


def _fits(act: str, words: str, sentence: str, likely: Mapping[str, Judged]) -> bool:
    """Whether nothing in the words speaks against the act."""
    if act == "deny-threat":  # a threat without a "no" is no denial
        threatened = any(name in THREATS and other.likely >= SUPPORTED for name, other in likely.items())
        return denies(words) or not threatened
    if act == "identify-company":  # "this is Lee Park" sounds like a firm to an ear that never met him
        return not is_person(sentence) or names_place_of_work(sentence)
    if act == "calm-down":
        return not assents(words)
    return act != "confirm-payment" or not unpaid(sentence)


def _widen(start: int, end: int, parts: list[Unit]) -> tuple[int, int]:
    """The clauses that a hit touches."""
    touched = [part for part in parts if part.start < end and start < part.end]
    return (min(touched[0].start, start), max(touched[-1].end, end)) if touched else (start, end)


def _stands(each: Judged, words: str, likely: Mapping[str, Judged]) -> bool:
    """Whether words assert a breach, or are so likely one that the "not" in them denies nothing: "you don't want this before a judge"."""
    polarity: Polarity = weigh(each.act, words, 0, len(words))
    if polarity == "denied" and each.act in THREATS:
        return each.likely >= CERTAIN and _hardly(likely.get("deny-threat"))
    return polarity == "asserted" or (polarity == "denied" and each.likely >= BEYOND_DOUBT)


def _hardly(judged: Judged | None) -> bool:
    return judged is None or judged.likely < HARDLY
