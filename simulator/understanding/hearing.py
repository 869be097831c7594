"""Hearing: an utterance, its speaker and what was said before become acts with slots, spans and confidence.

Owns the order of work: sentences, frames, polarity, nearest examples, exclusions, context, slots. Pure once loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scenarios.model.act import Vocabulary
from scoring.transcript import HeardAct
from simulator.understanding import context as contexts
from simulator.understanding.examples import Examples, Suggestion
from simulator.understanding.exclusions import Candidate, settle
from simulator.understanding.frames import Frames, read_frames
from simulator.understanding.polarity import THREATS, negated_before, weigh
from simulator.understanding.slots import fill_slots
from simulator.understanding.values import NO_VALUES, VALUED, find_values
from simulator.understanding.words import Unit, clauses, normalise, sentences

VERSION = "light-1"
"""Changes whenever the same words may be heard otherwise; stored with every call."""
NEAR_ENOUGH = 0.56
"""Least similarity for an act on examples alone where no frame speaks."""
NEAR_BESIDE = 0.72
"""Least similarity for a further act where a frame already speaks."""
MOST_SENTENCES = 120

_COLLECT = re.compile(
    r"\b(?:attempt\w*|trying|try|calling|here|contact\w*|call|purpose|order|reach\w*)(?: \w+){0,4} (?:to )?collect(?:ing)?\b(?: \w+){0,4} (?:debts?|balance|account|money)"
    r"|\bdebt collect(?:or|ion)s?\b|\bcollection agency\b|\bcollect(?:ing|ion of)? (?:on )?(?:a|this|the|your) debt\b"
)
_USED = re.compile(
    r"\b(?:information|info|anything|whatever|everything|what you)\b[^.?!]{0,70}\b(?:used|use|using)\b[^.?!]{0,40}\b(?:purpose|that|this|collect\w*|it|debt)\b"
)
_NOT_COLLECTOR = re.compile(r"\b(?:not|n't)(?: \w+){0,2} (?:a |an )?(?:debt collect|collection agency)")
_VETOED = frozenset(
    [
        "ask-full-payment",
        "ask-any-payment",
        "ask-down-payment",
        "accept-offer",
        "offer-settlement",
        "read-out-identity",
        "promise",
        "accept",
        "urge-postdated",
        "disclose-recording",
    ]
)
"""Acts that a "not" before them undoes."""


@dataclass(frozen=True)
class Earlier:
    """One earlier turn; `acts` is None when it has not been heard yet."""

    speaker: str
    text: str
    acts: tuple[HeardAct, ...] | None = None


@dataclass(frozen=True)
class Reason:
    """Why an act was heard, for explanations."""

    act: str
    how: str
    example: str
    score: float


class Hearing:
    """Hears utterances of both sides."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._frames: dict[str, Frames] = {}
        self._examples: dict[str, Examples] = {}

    @cached_property
    def _breaches(self) -> frozenset[str]:
        return frozenset(name for name, act in self.vocabulary.agent.items() if act.breach)

    def frames(self, side: str) -> Frames:
        """Frames of a side, read once."""
        if side not in self._frames:
            self._frames[side] = read_frames(side)
        return self._frames[side]

    def examples(self, side: str) -> Examples:
        """Index over the examples of a side, built once."""
        if side not in self._examples:
            acts = self.vocabulary.side(side)
            self._examples[side] = Examples((name, line) for name, act in acts.items() for line in act.examples)
        return self._examples[side]

    def hear(
        self, text: str, speaker: str = "agent", context: Sequence[Earlier] = (), today: date | None = None
    ) -> tuple[HeardAct, ...]:
        """The acts of one utterance, in order of place. Never raises, whatever the text."""
        side = "agent" if speaker == "agent" else "debtor"
        low = normalise(text)
        candidates = self._candidates(low, side)
        candidates = contexts.resolve(candidates, low, side, self._earlier_acts(context))
        kept = settle(candidates, side)
        if not kept:
            return ()
        acts = self.vocabulary.side(side)
        needed = any(VALUED.intersection(acts[each.act].slots) for each in kept if each.act in acts)
        values = find_values(low, today) if needed else NO_VALUES
        heard = []
        for each in kept:
            wanted = acts[each.act].slots if each.act in acts else ()
            slots = (
                fill_slots(each.act, wanted, text, low, (each.start, each.end), each.sentence, values) if wanted else {}
            )
            heard.append(HeardAct(each.act, slots, (each.start, each.end), round(each.confidence, 3)))
        return tuple(contexts.borrow_amounts(heard, self._earlier_acts(context)))

    def _earlier_acts(self, context: Sequence[Earlier]) -> list[contexts.Said]:
        said = []
        for earlier in context[-4:]:
            acts = earlier.acts if earlier.acts is not None else self.hear(earlier.text, earlier.speaker)
            said.append(contexts.Said(earlier.speaker, acts))
        return said

    def _candidates(self, low: str, side: str) -> list[Candidate]:
        found: list[Candidate] = []
        for sentence in sentences(low)[:MOST_SENTENCES]:
            framed = list(self._framed(sentence, side))
            found.extend(framed)
            found.extend(self._suggested(sentence, side, framed))
        if side == "agent":
            found.extend(_disclosures(low))
        return found

    def _framed(self, sentence: Unit, side: str) -> Iterable[Candidate]:
        parts = clauses(sentence)
        place = (sentence.start, sentence.end)
        for hit in self.frames(side).find(sentence.text, sentence.start):
            start, end = hit.start - sentence.start, hit.end - sentence.start
            act = hit.act
            if side == "agent" and act in self._breaches:
                polarity = weigh(act, sentence.text, start, end, hit.says_not)
                if polarity == "mentioned" or (polarity == "denied" and act not in THREATS):
                    continue
                act = act if polarity == "asserted" else "deny-threat"
            elif act in _VETOED and negated_before(sentence.text, start):
                continue
            begin, finish = _widen(hit.start, hit.end, parts)
            yield Candidate(act, begin, finish, 0.9, place, "frame")

    def _suggested(self, sentence: Unit, side: str, framed: list[Candidate]) -> Iterable[Candidate]:
        """What the examples add: for the sentence where no frame speaks, else for the clauses no frame touches."""
        pieces = clauses(sentence)
        if framed:
            units = [
                piece for piece in pieces if not any(hit.start < piece.end and piece.start < hit.end for hit in framed)
            ]
        else:
            units = [sentence, *pieces] if len(pieces) > 1 else [sentence]
        least = NEAR_BESIDE if framed else NEAR_ENOUGH
        for unit in units:
            suggestions = self.examples(side).suggest(unit.text)
            if not suggestions:
                continue
            best = suggestions[0]
            if best.act in self._breaches and side == "agent":
                continue
            margin = best.score - (suggestions[1].score if len(suggestions) > 1 else 0.0)
            if best.score >= least or (best.score >= least - 0.08 and margin > 0.25 and not framed):
                if best.act in _VETOED and negated_before(unit.text, len(unit.text)):
                    continue
                place = (sentence.start, sentence.end)
                yield Candidate(best.act, unit.start, unit.end, _sureness(best), place, "example")

    def explain(self, text: str, speaker: str = "agent") -> list[Reason]:
        """For each sentence, what the frames say and the nearest examples, best first."""
        side = "agent" if speaker == "agent" else "debtor"
        reasons: list[Reason] = []
        for sentence in sentences(normalise(text))[:MOST_SENTENCES]:
            for candidate in self._framed(sentence, side):
                reasons.append(Reason(candidate.act, "frame", sentence.text, candidate.confidence))
            for suggestion in self.examples(side).suggest(sentence.text):
                reasons.append(Reason(suggestion.act, "example", suggestion.example, round(suggestion.score, 2)))
        return reasons


def _sureness(suggestion: Suggestion) -> float:
    return min(0.97, 0.35 + 0.6 * suggestion.score)


def _widen(start: int, end: int, parts: list[Unit]) -> tuple[int, int]:
    """The clauses that a hit touches."""
    touched = [part for part in parts if part.start < end and start < part.end]
    return (min(touched[0].start, start), max(touched[-1].end, end)) if touched else (start, end)


def _disclosures(low: str) -> list[Candidate]:
    """The mini-Miranda by its two ideas, in any wording (12 CFR 1006.18(e)); one idea is `disclose-collector`."""
    if "collect" not in low or _NOT_COLLECTOR.search(low):
        return []
    collect, used = _COLLECT.search(low), _USED.search(low)
    if not collect:
        return []
    if used:
        start, end = min(collect.start(), used.start()), max(collect.end(), used.end())
        return [Candidate("mini-miranda", start, end, 0.97, (start, end), "frame")]
    return [Candidate("disclose-collector", collect.start(), collect.end(), 0.9, collect.span(), "frame")]
