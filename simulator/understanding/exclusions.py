"""Settles competing candidates: the same act twice, and acts that stand for one another.

Owns the table of which act silences which, from the notes on neighbours in the vocabulary. Never hears.
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


SILENCES: dict[str, tuple[str, ...]] = {
    "mini-miranda": ("disclose-collector", "state-debt", "state-purpose-neutral"),
    "disclose-collector": ("state-debt",),
    "empathy-but": ("acknowledge-hardship", "apologise", "validate", "reflect-feeling", "state-debt"),
    "apologise": ("acknowledge-hardship",),
    "condole": ("acknowledge-hardship", "apologise"),
    "offer-plan": ("state-debt", "ask-ability", "reassure", "ask-any-payment"),
    "offer-settlement": ("state-debt", "accept-offer", "ask-full-payment", "ask-any-payment", "close-call"),
    "ask-full-payment": ("state-debt", "ask-any-payment"),
    "ask-down-payment": ("ask-any-payment",),
    "ask-reason": ("state-debt", "blame"),
    "ask-ability": ("ask-payment-method", "ask-finances"),
    "ask-payment-date": ("ask-ability", "offer-choice"),
    "recap-arrangement": ("offer-plan", "offer-deferral", "accept-offer", "ask-any-payment", "state-debt", "reflect-content", "ask-down-payment"),
    "ask-commitment": ("accept-offer", "offer-plan"),
    "accept-offer": ("offer-plan", "ask-ability"),
    "ask-authorisation": ("offer-plan", "recap-arrangement", "ask-commitment"),
    "verify-identity": ("read-out-identity", "ask-contact-preference"),
    "read-out-identity": ("ask-for-person",),
    "leave-callback": ("offer-callback", "ask-for-person"),
    "honour-cease": ("offer-callback",),
    "honour-contact-preference": ("honour-cease",),
    "offer-validation": ("confirm-payment",),
    "claim-legal-process": ("threaten-lawsuit",),
    "claim-attorney": ("threaten-lawsuit",),
    "claim-government": ("identify-company", "threaten-arrest"),
    "accuse-crime": ("threaten-arrest",),
    "threaten-publicity": ("threaten-violence", "press-to-borrow"),
    "ask-third-party-to-pay": ("state-debt", "leave-callback"),
    "assert-liability": ("state-debt",),
    "deny-threat": ("threaten-arrest", "threaten-lawsuit", "threaten-garnish", "pause-collection"),
    "pause-collection": ("offer-deferral",),
    "ask-dispute-details": ("ask-reason", "ask-payment-date", "ask-payment-method"),
    "ask-attorney": ("ask-for-person",),
    "blame": ("ask-reason",),
    "ask-wellbeing": ("greet",),
    "threaten-lawsuit": ("transfer", "state-consequence"),
    "threaten-arrest": ("state-consequence",),
    "threaten-garnish": ("state-consequence",),
    "threaten-repossession": ("state-consequence",),
    "threaten-credit": ("state-consequence",),
    "press-to-borrow": ("offer-settlement", "ask-payment-method", "ask-any-payment"),
    "explain-credit-reporting": ("threaten-credit",),
    "reflect-feeling": ("reflect-content",),
    # the debtor's
    "confirm-identity": ("affirm", "answer"),
    "promise": ("offer", "agree-vaguely"),
    "reject": ("cannot-pay", "offer"),
    "refuse-to-pay": ("cannot-pay",),
    "accept": ("affirm", "agree-vaguely"),
    "speak-as-third-party": ("answer",),
    "cease-request": ("express-anger",),
    "opt-out": ("cease-request",),
    "dispute": ("ask-proof",),
    "attorney": ("ask-who-calling",),
    "ask-plan": ("ask-settlement",),
    "hang-up": ("goodbye",),
    "deny": ("thank", "backchannel"),
    "affirm": ("backchannel",),
    "self-harm": ("express-distress",),
    "vulnerability": ("express-distress", "hardship"),
    "give-finances": ("offer",),
}  # fmt: skip
"""An act silences those beside it when they rest on the same words."""
ALONE = {"backchannel", "answer", "small-talk"}
"""Heard only when nothing else is."""


def settle(candidates: list[Candidate], side: str) -> list[Candidate]:
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
    silenced = {
        id(loser)
        for winner in kept
        for loser in kept
        if loser is not winner and loser.act in SILENCES.get(winner.act, ()) and _touch(winner, loser)
    }
    kept = [each for each in kept if id(each) not in silenced]
    telling = [each for each in kept if each.act not in ALONE]
    kept = telling or kept[:1]
    once: dict[str, Candidate] = {}
    for each in kept:  # one report of an act in an utterance, where it is surest
        if each.act not in once or each.confidence > once[each.act].confidence:
            once[each.act] = each
    return sorted(once.values(), key=lambda each: (each.start, each.end, each.act))


def _touch(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
