"""Empathy as an answer: what the debtor voiced, how deeply it was answered, and whether anything followed.

Depth follows EPITOME (Sharma et al., EMNLP 2020): emotional reaction, interpretation and exploration, none, weak or
strong, over the pair of turns. Each opportunity is credited once; unsolicited empathy earns nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.transcript import Transcript, Turn

VOICED = {
    "self-harm": 3.0, "vulnerability": 2.0, "hardship": 2.0, "express-distress": 1.5, "express-fear": 1.5,
    "express-shame": 1.5, "express-anger": 1.2, "deceased": 2.0,
}  # fmt: skip
"""Debtor acts that are opportunities, with their weight."""
WORDS = {
    "express-anger": "angry upset frustrat annoy mad unfair right sorry",
    "express-fear": "scar afraid worr fright frighten anxi nerv safe nobody",
    "express-shame": "embarrass asham sham hard honest trying proud",
    "express-distress": "overwhelm stress exhaust worn hard tough lot cope",
}
"""Stems that name the feeling voiced."""
REACTIONS = frozenset(
    ["acknowledge-hardship", "condole", "validate", "apologise", "reassure", "affirm", "deny-threat", "thank"]
)
INTERPRETATIONS = frozenset(["reflect-feeling", "reflect-content"])
EXPLORATIONS = frozenset(["ask-reason", "ask-wellbeing", "ask-finances", "ask-ability", "ask-dispute-details"])
AGAINST = frozenset(
    [
        "dismiss",
        "blame",
        "calm-down",
        "empathy-but",
        "hijack",
        "insult",
        "threaten-lawsuit",
        "threaten-arrest",
        "threaten-garnish",
    ]
)
FOLLOWS = frozenset(
    [
        "offer-plan",
        "offer-deferral",
        "offer-settlement",
        "offer-fee-waiver",
        "pause-collection",
        "signpost-advice",
        "offer-support",
        "ask-ability",
        "explain-options",
        "accept-offer",
        "acknowledge-dispute",
        "offer-validation",
        "honour-contact-preference",
        "deny-threat",
        "ask-attorney",
        "transfer",
    ]
)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    [
        "this",
        "that",
        "with",
        "have",
        "been",
        "from",
        "they",
        "them",
        "your",
        "what",
        "when",
        "were",
        "will",
        "just",
        "like",
        "know",
        "only",
        "much",
        "very",
        "also",
        "about",
        "there",
        "their",
        "would",
        "could",
        "should",
        "really",
        "because",
        "thank",
        "thanks",
        "please",
        "today",
        "still",
        "going",
        "some",
        "make",
        "made",
        "more",
        "than",
        "then",
        "into",
        "over",
        "even",
        "back",
        "want",
        "need",
        "tell",
        "said",
    ]
)
GENERIC = 0.3
"""Most that a stock phrase without a word of what was said can earn."""


@dataclass(frozen=True)
class Opportunity:
    """One thing the debtor voiced, and what became of it."""

    turn: int
    kind: str
    weight: float
    credit: float
    """−0.5 to 1."""
    followed: bool
    answered_at: int | None
    cues: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def met(self) -> str:
        """`full`, `partial` or `missed`."""
        return "full" if self.credit >= 0.6 else "partial" if self.credit >= 0.2 else "missed"

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "turn": self.turn,
            "kind": self.kind,
            "met": self.met,
            "answered_at": self.answered_at,
            "cues": list(self.cues),
        }


@dataclass(frozen=True)
class Empathy:
    """The empathy of one call."""

    score: float | None
    """0–100; None when nothing was voiced."""
    opportunities: tuple[Opportunity, ...] = field(default=())


def score_empathy(transcript: Transcript) -> Empathy:
    """Find the opportunities and credit the answers."""
    found: list[Opportunity] = []
    used: list[frozenset[str]] = []
    turns = transcript.turns
    for position, turn in enumerate(turns):
        if turn.speaker == "agent":
            continue
        voiced = max(
            (heard for heard in turn.acts if heard.act in VOICED),
            key=lambda heard: VOICED[heard.act],
            default=None,
        )
        if voiced is None:
            continue
        answers = [each for each in turns[position + 1 :] if each.speaker == "agent"][:3]
        if not answers:
            continue  # the call was over: there was nothing to answer with
        kind = str(voiced.slots.get("kind") or voiced.act.removeprefix("express-"))
        if any(each.kind == kind and each.met != "missed" for each in found):
            continue  # the same thing again, which has been answered: credited once
        found.append(_credit(turn, voiced.act, kind, answers, used))
    if not found:
        return Empathy(None)
    total = sum(each.weight for each in found)
    credit = sum(each.credit * each.weight for each in found) / total
    followed = sum(each.weight for each in found if each.followed) / total
    return Empathy(round(max(0.0, min(100.0, 100 * (0.7 * credit + 0.3 * followed * (credit > 0)))), 1), tuple(found))


def _credit(turn: Turn, act: str, kind: str, answers: Sequence[Turn], used: list[frozenset[str]]) -> Opportunity:
    first = answers[0]
    best, cues = _depth(turn, act, first, used)
    at = first.index if cues else None
    if best <= 0.2 and len(answers) > 1:  # a required disclosure may come between
        later, later_cues = _depth(turn, act, answers[1], used)
        if later / 2 > best:
            best, cues, at = later / 2, later_cues, answers[1].index
    against = tuple(sorted({heard.act for heard in first.acts if heard.act in AGAINST}))
    credit = max(-0.5, min(1.0, best) - 0.5 * len(against))
    followed = any(each.has(*FOLLOWS) for each in answers)
    return Opportunity(turn.index, kind, VOICED[act], round(credit, 3), followed, at, cues, against)


def _depth(voiced: Turn, act: str, answer: Turn, used: list[frozenset[str]]) -> tuple[float, tuple[str, ...]]:
    """0–1 for one answer, and the acts it rests on."""
    shared = content(voiced.text) & content(answer.text)
    named = any(stem in answer.text.lower() for stem in WORDS.get(act, "").split())
    level = 0.0
    cues: list[str] = []
    for heard in answer.acts:
        words = frozenset(content(answer.quote(heard.span)) or {heard.act})
        if heard.act in INTERPRETATIONS:
            level += 1.4 if shared or named or heard.act == "reflect-feeling" else 0.6
        elif heard.act == "thank":
            continue
        elif heard.act in REACTIONS:
            if any(_alike(words, earlier) for earlier in used):
                continue  # the same sentence again
            level += (1.1 if shared or named else GENERIC * 2) if heard.act != "deny-threat" else 1.4
            used.append(words)
        elif heard.act in EXPLORATIONS and act in (
            "hardship",
            "vulnerability",
            "express-distress",
            "express-shame",
            "self-harm",
        ):
            level += 0.8 if heard.act == "ask-wellbeing" or shared else 0.4
        else:
            continue
        cues.append(heard.act)
    if not shared and not named and not answer.has(*INTERPRETATIONS, "deny-threat", "ask-wellbeing"):
        return (min(level / 2, GENERIC), tuple(cues))
    return min(1.0, level / 2), tuple(cues)


def content(text: str) -> set[str]:
    """Content words, cut to their first five letters so that 'hours' meets 'hour'."""
    return {word[:5] for word in _WORD.findall(text.lower()) if word not in _COMMON}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) / max(1, len(one | other)) >= 0.8
