"""What an utterance means after what was said before it: a bare yes, "that works", a date on its own.

Owns the meaning of short answers. Never looks at more than the last turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.transcript import HeardAct
from simulator.understanding.exclusions import Candidate

_YES = re.compile(r"^(?:oh |um+,? |uh,? |well,? |ok(?:ay)?,? )*(?:yes|yeah|yep|yup|sure|ok(?:ay)?|fine|all right|alright|right|correct|that'?s (?:right|fine|ok|okay|correct|me)|sounds good|deal|i (?:can|will|do|am|could)(?: do that)?|absolutely|of course|please|go ahead|that works|agreed|works for me|it is|speaking)\b[^a-z0-9]*(?:(?:i|that|it|please|sir|ma'?am|yes|yeah|thanks?|thank you|then|do|is|am|can|will|works|fine|so|okay|ok|go|ahead|for|me|us|good|sounds|we|could|let'?s|it'?s|that'?s|me|she|he|this|speaking)\b[^a-z0-9]*){0,6}$")  # fmt: skip
_NO = re.compile(r"^(?:oh |um+,? |uh,? |well,? )*(?:no|nope|nah|not really|afraid not|i (?:can'?t|don'?t|won'?t)|negative)\b[^a-z0-9]*(?:(?:sorry|thanks?|thank you|i|can'?t|don'?t|do|that|it|sir|ma'?am|way|not|really|he|she|isn'?t|is|here)\b[^a-z0-9]*){0,5}$")  # fmt: skip
_BARE = re.compile(r"^(?:(?P<yes>yes|yeah|yep|yup|yh|aye|yes (?:sir|ma'?am))|no|nope|nah|no (?:sir|ma'?am))[.!]*$")
"""A yes or no that answers nothing that is known."""
_PERSON = ("ask-for-person", "read-out-identity")
_PROPOSALS = (
    "offer-plan", "offer-settlement", "ask-full-payment", "ask-down-payment", "ask-any-payment", "ask-commitment",
    "offer-deferral", "ask-authorisation", "recap-arrangement", "offer-callback",
)  # fmt: skip
_TAKING = frozenset({"accept-offer", "promise", "ask-commitment", "recap-arrangement"})
_SHARING = frozenset({"offer", "promise", "ask-settlement", "offer-settlement", "ask-down-payment"})
_SHARE = re.compile(r"\b(half|a third|a quarter)\b")
_SHARES = {"half": Decimal("0.5"), "a third": Decimal(1) / 3, "a quarter": Decimal("0.25")}
_MONEY = re.compile(r"\b(?:pay\w*|paid|money|send|clear|settle\w*|owe\w*)\b")
_WHEN = re.compile(
    r"\d|\b(?:today|tonight|tomorrow|payday|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|fri|sat|sun|weekend|week|fortnight"
    r"|month|january|february|march|april|may|june|july|august|september|october|november|december|first|second|third|\w+th)\b"
)
"""What a bare answer to "when?" must hold to name a day."""
_BAD_MOMENT = frozenset({"inconvenient", "at-work", "cease-request", "opt-out"})
_ANSWERS = frozenset({"accept", "reject", "confirm-identity", "deny-identity"})
_DEBTOR_PROPOSALS = ("offer", "promise", "ask-plan", "ask-settlement", "ask-more-time")


@dataclass(frozen=True)
class Said:
    """One earlier turn with its acts."""

    speaker: str
    acts: tuple[HeardAct, ...]


def resolve(candidates: list[Candidate], low: str, side: str, earlier: Sequence[Said]) -> list[Candidate]:
    """Give short answers the meaning that the last question gives them."""
    last = next((said for said in reversed(earlier) if (said.speaker == "agent") != (side == "agent")), None)
    if (
        side == "agent"
        and last is not None
        and any(heard.act in _BAD_MOMENT for heard in last.acts)
        and not _MONEY.search(low)
    ):
        candidates = [
            replace(each, act="ask-contact-preference") if each.act == "ask-payment-date" else each
            for each in candidates
        ]  # "what day works for you?" asks when to ring, once they have said that now is bad
    text = low.strip()
    if last is None and side == "debtor" and (plain := _BARE.match(text)):
        bare_act = "affirm" if plain["yes"] else "deny"
        return [Candidate(bare_act, 0, len(low), 0.9, (0, len(low)), "frame")]
    if last is None or len(text) > 60:
        return candidates
    answer = "yes" if _YES.match(text) else "no" if _NO.match(text) else ""
    if not answer:
        return _bare_values(candidates, low, side, last)
    act = _meaning(answer, side, [heard.act for heard in last.acts])
    if act is None:
        return candidates
    if act in ("affirm", "deny") and any(each.act in _ANSWERS for each in candidates):
        return candidates  # nothing in the question says what the yes is to, but the ear has read both together
    bare = {"affirm", "deny", "backchannel", "accept", "reject", "confirm-identity", "deny-identity", "agree-vaguely",
            "accept-offer", "reject-offer", "ask-commitment", "check-understanding"}  # fmt: skip
    others = [each for each in candidates if each.act not in bare]
    return [*others, Candidate(act, 0, len(low), 0.9, (0, len(low)), "frame")]


def _meaning(answer: str, side: str, asked: list[str]) -> str | None:
    proposals = _DEBTOR_PROPOSALS if side == "agent" else _PROPOSALS
    if any(act in proposals for act in asked):
        if side == "agent":
            return "accept-offer" if answer == "yes" else "reject-offer"
        return "accept" if answer == "yes" else "reject"
    if side == "debtor":
        if any(act in _PERSON for act in asked):
            return "confirm-identity" if answer == "yes" else "deny-identity"
        return "affirm" if answer == "yes" else "deny"
    return None


def _bare_values(candidates: list[Candidate], low: str, side: str, last: Said) -> list[Candidate]:
    """A date, a sum or a method alone answers what was asked for it."""
    if side != "debtor" or candidates or len(low) > 40:
        return candidates
    asked = [heard.act for heard in last.acts]
    has_digits = bool(re.search(r"\d|hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety", low))
    whole = (0, len(low))
    if has_digits and any(act in ("ask-ability", "ask-any-payment", "ask-down-payment") for act in asked):
        return [Candidate("offer", 0, len(low), 0.8, whole, "frame")]
    if any(act == "ask-payment-date" for act in asked) and _WHEN.search(low):
        return [Candidate("promise", 0, len(low), 0.7, whole, "frame")]
    if has_digits and any(act == "verify-identity" for act in asked):
        return [Candidate("give-identity-detail", 0, len(low), 0.85, whole, "frame")]
    return candidates


def complete(heard: list[HeardAct], low: str, earlier: Sequence[Said]) -> list[HeardAct]:
    """What the words leave to what was said before: an acceptance's figure, "half of that", how often."""
    if not earlier:
        return heard
    proposal = next(
        (
            act
            for said in reversed(earlier)
            for act in said.acts
            if "amount" in act.slots and act.act in (*_PROPOSALS, *_DEBTOR_PROPOSALS)
        ),
        None,
    )
    figure = next((act for said in reversed(earlier) for act in said.acts if "amount" in act.slots), None)
    return [_completed(each, low, proposal, figure) for each in heard]


def _completed(each: HeardAct, low: str, proposal: HeardAct | None, figure: HeardAct | None) -> HeardAct:
    if each.act in _SHARING and "amount" not in each.slots and figure and (share := _SHARE.search(low)):
        part = Decimal(str(figure.slots["amount"])) * _SHARES[share[1]]
        each = replace(each, slots={**each.slots, "amount": f"{part.quantize(Decimal('0.01'))}"})
    if proposal is None:
        return each
    if each.act in _TAKING and "amount" not in each.slots:
        kept = {key: proposal.slots[key] for key in ("amount", "currency", "every") if key in proposal.slots}
        return replace(each, slots={**kept, **each.slots})
    if (
        each.act == "offer"
        and "amount" in each.slots
        and "every" in proposal.slots
        and not {"every", "due"} & each.slots.keys()
    ):
        return replace(each, slots={**each.slots, "every": proposal.slots["every"]})
    return each
