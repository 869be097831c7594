"""Hearing: an utterance, its speaker and what was said before become acts with slots, spans and confidence.

Owns the order of work: spelling, the trained model, candidates, exclusions, context, slots. Never says how likely an act must be
(`candidates.py`). Pure once loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scenarios.model.act import Vocabulary
from scenarios.model.scenario import JUDGED_IN, Language
from scoring.transcript import HeardAct
from simulator.understanding import context as contexts
from simulator.understanding.candidates import Candidates
from simulator.understanding.exclusions import settle
from simulator.understanding.model import LONGEST_REMEMBERED, Judged, Model, is_short
from simulator.understanding.slots import fill_slots
from simulator.understanding.spelling import Repaired, Spelling, read_words
from simulator.understanding.values import NO_VALUES, VALUED, find_values
from simulator.understanding.whose import as_they, tells_of_own
from simulator.understanding.words import normalise, words

VERSION = "model-13"
"""Changes whenever the same words may be heard otherwise; stored with every call."""
PLAIN = 0.7
"""Share of its words that must be known for a line to be plain talk; the rest may be names."""
MOST_EARLIER = 4
"""Earlier turns that are looked back at."""


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
        self.candidates = Candidates(vocabulary, self.model, added)

    def with_phrases(self, phrases: Mapping[str, Sequence[str]], language: Language = JUDGED_IN) -> Hearing:
        """A hearing that also knows these phrases; nothing is trained and nothing is loaded again.

        In a language other than English it knows nothing but these: model, frames and spelling are English.
        """
        if not phrases and language == JUDGED_IN:
            return self
        pairs = [(act, phrase) for act, lines in phrases.items() for phrase in lines]
        wider = Hearing(self.vocabulary, self.model)
        wider.candidates = self.candidates.with_phrases(pairs, alone=language != JUDGED_IN)
        wider.__dict__.update(_spelling=self._spelling)
        return wider

    @property
    def breaches(self) -> frozenset[str]:
        """Names of the acts that may be a breach."""
        return self.candidates.breaches

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(read_words(), self.model.knows)

    def _repaired(self, text: str) -> Repaired:
        return self._spelling.repair(normalise(text), text)

    def is_plain(self, text: str) -> bool:
        """Whether a line is made of words that people know, spelt as they are spelt or nearly; always so in a language that is not heard."""
        if self.candidates.alone:
            return True
        found = words(self._repaired(text).text)
        return bool(found) and sum(map(self._spelling.knows, found)) >= PLAIN * len(found)

    def hear(
        self, text: str, speaker: str = "agent", context: Sequence[Earlier] = (), today: date | None = None
    ) -> tuple[HeardAct, ...]:
        """The acts of one utterance, in order of place. Never raises, whatever the text."""
        return self.hear_many([(text, speaker, context, today)])[0]

    def hear_many(self, asked: Sequence[tuple[str, str, Sequence[Earlier], date | None]]) -> list[tuple[HeardAct, ...]]:
        """The same for many utterances at once, which costs less than one by one."""
        if self.candidates.alone:
            read = [Repaired(normalise(text), ()) for text, *_ in asked]
        else:
            read = [self._repaired(text) for text, *_ in asked]
        lows = [
            as_they(each.text) if speaker == "third-party" else each.text
            for each, (_, speaker, *_) in zip(read, asked, strict=True)
        ]
        sides = [side_of(speaker) for _, speaker, *_ in asked]
        befores = [said_before(context, side) for (_, _, context, _), side in zip(asked, sides, strict=True)]
        put = list(zip(lows, sides, befores, strict=True))
        judged: list[list[Judged]] = [[] for _ in put]
        if (
            not self.candidates.alone
        ):  # earlier turns that nobody has heard yet are read in the same go; the model remembers them
            alone = {number: (low, side, "") for number, (low, side, before) in enumerate(put)
                     if before and side == "agent" and is_short(low)}  # fmt: skip
            everything = [*put, *alone.values(), *self._unheard(context for _, _, context, _ in asked)]
            found = self.model.judge_many(everything)
            judged = found[: len(put)]
            for number, by_itself in zip(alone, found[len(put) :], strict=False):
                judged[number] = self._sharper(judged[number], by_itself)
        return [
            self._settle(text, repaired, speaker, context, today, found)
            for (text, speaker, context, today), repaired, found in zip(asked, read, judged, strict=True)
        ]

    def _sharper(self, after: list[Judged], by_itself: list[Judged]) -> list[Judged]:
        """What was heard after the turn before, and any breach that the words by themselves make likelier: what came before excuses none.

        What speaks against a breach in the words by themselves speaks against it after another turn too.
        """
        likely = {each.act: each for each in after}
        for each in by_itself:
            if each.act not in self.breaches:
                continue
            known = likely.get(each.act)
            likely[each.act] = (
                each if known is None or each.likely > known.likely else replace(known, wording=each.wording)
            )
        return list(likely.values())

    def _unheard(self, contexts: Iterable[Sequence[Earlier]]) -> list[tuple[str, str, str]]:
        return [
            (self._repaired(earlier.text).text, side_of(earlier.speaker), "")
            for context in contexts
            for earlier in context[-MOST_EARLIER:]
            if earlier.acts is None and len(earlier.text) <= LONGEST_REMEMBERED
        ]

    def _settle(
        self,
        text: str,
        read: Repaired,
        speaker: str,
        context: Sequence[Earlier],
        today: date | None,
        judged: list[Judged],
    ) -> tuple[HeardAct, ...]:
        low, side = read.text, side_of(speaker)
        candidates = list(self.candidates.put_forward(low, side, judged))
        if speaker == "debtor":  # others on the line may speak of the debtor as "my son"
            candidates = [each for each in candidates if tells_of_own(each.act, low[each.start : each.end])]
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
        for earlier in context[-MOST_EARLIER:]:
            acts = earlier.acts if earlier.acts is not None else self.hear(earlier.text, earlier.speaker)
            said.append(contexts.Said(earlier.speaker, acts))
        return said


def side_of(speaker: str) -> str:
    """Everybody but the agent speaks the debtor's acts."""
    return "agent" if speaker == "agent" else "debtor"


def said_before(context: Sequence[Earlier], side: str) -> str:
    """The last thing that the other side said, normalised."""
    return next((normalise(each.text) for each in reversed(context) if side_of(each.speaker) != side), "")
