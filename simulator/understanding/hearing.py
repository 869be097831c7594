"""Hearing: an utterance, its speaker and what was said before become acts with slots, spans and confidence.

Owns the order of work: the trained model, frames, polarity, added phrases, exclusions, context, slots. Pure once loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scenarios.model.act import Vocabulary
from scoring.transcript import HeardAct
from simulator.understanding import context as contexts
from simulator.understanding.disclosures import find_disclosures
from simulator.understanding.examples import Examples
from simulator.understanding.exclusions import Candidate, settle
from simulator.understanding.frames import Frames, read_frames
from simulator.understanding.model import Judged, Model
from simulator.understanding.polarity import THREATS, Polarity, assents, denies, negated_before, unpaid, weigh
from simulator.understanding.slots import fill_slots
from simulator.understanding.spelling import Repaired, Spelling, read_words
from simulator.understanding.values import NO_VALUES, VALUED, find_values
from simulator.understanding.words import Unit, bare, clauses, normalise, sentences

VERSION = "model-7"
"""Changes whenever the same words may be heard otherwise; stored with every call."""
LIKELY = 0.45
"""An act that the model finds at least so likely is heard."""
SURE = 0.6
"""An act that may be a breach must be so likely, and its words must assert it."""
UNHEARD_OF = -2.5
"""Log odds of the linear half below which nobody is accused: the network alone is not enough for a breach."""
SUPPORTED = 0.25
"""An act that a frame finds as well needs no more than this from the model."""
SUPPORTED_SURE = 0.4
"""The same for an act that may be a breach."""
CERTAIN, HARDLY = 0.8, 0.05
"""A threat that is so likely, where its denial is less likely than this, stands whatever "not" is beside it."""
NEAR = 0.72
"""Least similarity to a phrase that a pack, a scenario or a trainer added."""
MOST_SENTENCES = 120
BY_HEART = 0.95
"""How sure an example phrase of the vocabulary is heard that is said word for word."""
FEWEST_SPACES = 2
_WORDED = frozenset({"disclose-recording"})
"""Notices whose wording is what the law asks for: the frame decides, whatever the model thinks."""
WORDED = 0.9
"""How sure such a notice is heard."""
_VETOED = frozenset({"ask-full-payment", "ask-down-payment", "offer-settlement", "read-out-identity", "promise", "accept", "disclose-recording"})  # fmt: skip
"""Acts that a "not" before their frame undoes."""


@dataclass(frozen=True)
class Earlier:
    """One earlier turn; `acts` is None when it has not been heard yet."""

    speaker: str
    text: str
    acts: tuple[HeardAct, ...] | None = None


class Hearing:
    """Hears utterances of both sides."""

    def __init__(
        self, vocabulary: Vocabulary, model: Model | None = None, added: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`added` are pairs of act and phrase that count beside the vocabulary's own, for both sides."""
        self.vocabulary = vocabulary
        self.model = model or Model()
        self._frames: dict[str, Frames] = {}
        self._added = tuple(added)
        self._near: dict[str, Examples] = {}
        self._alone = False

    def with_phrases(self, phrases: Mapping[str, Sequence[str]], language: str = "en") -> Hearing:
        """A hearing that also knows these phrases; nothing is trained and nothing is loaded again.

        In a language other than English it knows nothing but these: model, frames and spelling are English.
        """
        if not phrases and language == "en":
            return self
        pairs = [(act, phrase) for act, lines in phrases.items() for phrase in lines]
        wider = Hearing(self.vocabulary, self.model, (*self._added, *pairs))
        wider._frames, wider._alone = self._frames, language != "en"
        if wider._alone:
            wider._added = tuple(pairs)
            return wider
        wider.__dict__.update(_by_heart=self._by_heart, _spelling=self._spelling)
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

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(read_words(), self.model.knows)

    def _repaired(self, text: str) -> Repaired:
        return self._spelling.repair(normalise(text), text)

    def near(self, side: str) -> Examples:
        """Phrases that are matched by nearness: those that were added, and those of acts that the model never learnt."""
        if side not in self._near:
            acts = self.vocabulary.side(side)
            learnt = acts if self._alone else self.model.acts(side)
            pairs = [(name, line) for name, act in acts.items() if name not in learnt for line in act.examples]
            added = self._added if self._alone else (*self.vocabulary.added, *self._added)
            self._near[side] = Examples([*pairs, *((act, line) for act, line in added if act in acts)])
        return self._near[side]

    def hear(
        self, text: str, speaker: str = "agent", context: Sequence[Earlier] = (), today: date | None = None
    ) -> tuple[HeardAct, ...]:
        """The acts of one utterance, in order of place. Never raises, whatever the text."""
        return self.hear_many([(text, speaker, context, today)])[0]

    def hear_many(self, asked: Sequence[tuple[str, str, Sequence[Earlier], date | None]]) -> list[tuple[HeardAct, ...]]:
        """The same for many utterances at once, which costs less than one by one."""
        if self._alone:
            read = [Repaired(normalise(text), ()) for text, *_ in asked]
        else:
            read = [self._repaired(text) for text, *_ in asked]
        lows = [each.text for each in read]
        sides = [side_of(speaker) for _, speaker, *_ in asked]
        befores = [said_before(context, side) for (_, _, context, _), side in zip(asked, sides, strict=True)]
        put = list(zip(lows, sides, befores, strict=True))
        judged: list[list[Judged]] = [[] for _ in put] if self._alone else self.model.judge_many(put)
        return [
            self._settle(text, repaired, side, context, today, found)
            for (text, _, context, today), repaired, side, found in zip(asked, read, sides, judged, strict=True)
        ]

    def _settle(
        self, text: str, read: Repaired, side: str, context: Sequence[Earlier], today: date | None, judged: list[Judged]
    ) -> tuple[HeardAct, ...]:
        low = read.text
        candidates = list(self.candidates(low, side, judged))
        earlier = self._earlier_acts(context) if context else []
        candidates = contexts.resolve(candidates, low, side, earlier)
        kept = settle(candidates)
        if not kept:
            return ()
        if read.cuts:
            kept = [replace(each, start=start, end=end, sentence=read.span(*each.sentence))
                    for each in kept for start, end in [read.span(each.start, each.end)]]  # fmt: skip
            low = normalise(text)  # values and quotes come from what was typed
        acts = self.vocabulary.side(side)
        needed = any(VALUED.intersection(acts[each.act].slots) for each in kept if each.act in acts)
        values = find_values(low, today) if needed else NO_VALUES
        heard = []
        for each in kept:
            wanted = acts[each.act].slots if each.act in acts else ()
            span = (each.start, each.end)
            slots = fill_slots(each.act, wanted, text, low, span, each.sentence, values) if wanted else {}
            heard.append(HeardAct(each.act, slots, span, round(each.confidence, 3)))
        return tuple(contexts.complete(heard, low, earlier))

    def _earlier_acts(self, context: Sequence[Earlier]) -> list[contexts.Said]:
        said = []
        for earlier in context[-4:]:
            acts = earlier.acts if earlier.acts is not None else self.hear(earlier.text, earlier.speaker)
            said.append(contexts.Said(earlier.speaker, acts))
        return said

    def candidates(self, low: str, side: str, judged: Sequence[Judged]) -> Iterator[Candidate]:
        """Acts that model, frames and added phrases find in a normalised text."""
        if self._alone:
            yield from self._phrased(low, side)
            return
        likely = {each.act: each for each in judged}
        framed = {each.act: each for each in self.framed(low, side, likely)}
        for each in judged:
            at_least = SURE if self._may_accuse(each.act, side) else LIKELY
            if each.likely < at_least or each.act in framed:
                continue
            if self._may_accuse(each.act, side) and each.wording is not None and each.wording < UNHEARD_OF:
                continue
            words = low[each.start : each.end]
            if (
                each.act == "deny-threat"
                and not denies(words)
                and any(other.act in THREATS and other.likely >= SUPPORTED for other in judged)
            ):
                continue  # a threat without a "no" is no denial
            if (each.act == "calm-down" and assents(words)) or (
                each.act == "confirm-payment" and unpaid(low[slice(*each.sentence)])
            ):
                continue
            act = self._asserted(each.act, side, words, 0, len(words))
            if act == "deny-threat" and each.likely >= CERTAIN and _hardly(likely.get("deny-threat")):
                act = each.act  # "you don't want this before a judge": a "not" that denies nothing
            if act == each.act:
                yield Candidate(act, each.start, each.end, each.likely, each.sentence, "model")
        yield from framed.values()
        if side == "agent":
            yield from find_disclosures(low)
        yield from self._phrased(low, side)

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
            known = None if self._alone else self._by_heart.get((side, bare(sentence.text)))
            if known is not None:
                yield Candidate(known, sentence.start, sentence.end, BY_HEART, place, "phrase")
            for unit in {sentence, *clauses(sentence)} if near.phrases else ():
                for found in near.suggest(unit.text, 1):
                    if found.score >= NEAR and not self._may_accuse(found.act, side):
                        yield Candidate(found.act, unit.start, unit.end, min(0.97, found.score), place, "phrase")


def side_of(speaker: str) -> str:
    """Everybody but the agent speaks the debtor's acts."""
    return "agent" if speaker == "agent" else "debtor"


def said_before(context: Sequence[Earlier], side: str) -> str:
    """The last thing that the other side said, normalised."""
    return next((normalise(each.text) for each in reversed(context) if side_of(each.speaker) != side), "")


def _widen(start: int, end: int, parts: list[Unit]) -> tuple[int, int]:
    """The clauses that a hit touches."""
    touched = [part for part in parts if part.start < end and start < part.end]
    return (min(touched[0].start, start), max(touched[-1].end, end)) if touched else (start, end)


def _hardly(judged: Judged | None) -> bool:
    return judged is None or judged.likely < HARDLY


__all__ = ["LIKELY", "VERSION", "Earlier", "Hearing", "said_before", "side_of"]
