"""Settles competing candidates: the same act twice, and acts that stand for one another.

Owns the table of which acts are rivals, from the notes on neighbours in the vocabulary. Never hears.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Candidate:
    """An act that may have been performed."""

    act: str
    start: int
    end: int
    confidence: float
    sentence: tuple[int, int]
    how: str


_THREATS = ("threaten-arrest", "threaten-lawsuit", "threaten-garnish", "threaten-repossession", "threaten-publicity", "threaten-violence", "claim-legal-process", "announce-visit")  # fmt: skip
RIVALS: dict[str, tuple[str, ...]] = {
    "mini-miranda": ("disclose-collector", "state-purpose-neutral"),
    "empathy-but": ("acknowledge-hardship", "apologise", "validate", "reflect-feeling"),
    "condole": ("acknowledge-hardship",),
    "deny-threat": _THREATS,
    "pause-collection": ("offer-deferral",),
    "claim-legal-process": ("threaten-lawsuit",),
    "verify-identity": ("read-out-identity",),
    "ask-full-payment": ("ask-any-payment", "ask-down-payment"),
    "accept-offer": ("reject-offer",),
    "honour-cease": ("refuse-cease", "offer-callback"),
    "acknowledge-dispute": ("refuse-dispute",),
    "offer-validation": ("refuse-validation",),
    "ask-third-party-to-pay": ("leave-callback",),
    "transfer": ("threaten-transfer",),
    # the debtor's
    "confirm-identity": ("deny-identity", "affirm", "answer"),
    "affirm": ("deny",),
    "accept": ("reject", "affirm", "agree-vaguely"),
    "promise": ("offer",),
    "opt-out": ("cease-request",),
    "hang-up": ("goodbye",),
}
"""Acts that cannot rest on the same words (the vocabulary's notes on neighbours): the likelier of the two stands."""


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that stand, in order of place."""
    merged: dict[tuple[str, int], Candidate] = {}
    for each in candidates:
        key = (each.act, each.sentence[0])
        known = merged.get(key)
        if known is None:
            merged[key] = each
        else:
            sure = min(0.99, max(known.confidence, each.confidence) + (0.05 if known.how != each.how else 0.0))
            narrow = known if known.how == "frame" else each
            merged[key] = replace(narrow, confidence=sure)
    kept = list(merged.values())
    lost = {
        id(loser)
        for one in kept
        for other in kept
        if other.act in RIVALS.get(one.act, ()) and _touch(one, other)
        for loser in [other if one.confidence >= other.confidence else one]
    }
    kept = [each for each in kept if id(each) not in lost]
    once: dict[str, Candidate] = {}
    for each in kept:  # one report of an act in an utterance, where it is surest
        if each.act not in once or each.confidence > once[each.act].confidence:
            once[each.act] = each
    return sorted(once.values(), key=lambda each: (each.start, each.end, each.act))


def _touch(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
