"""The negotiation of one call: what its outcome is worth against the best that could be kept, and the way to it.

Owns the composite and its weights. A correct stop is full marks where something was done about it; where nothing allowed
is affordable, a hold, a token payment or no deal is right. Duration and down payment are not penalised where no shorter
or larger one could be kept. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.arrangement import (
    AFFORDABLE,
    PER_MONTH,
    Arrangement,
    best_arrangement,
    burden,
    expected_lump,
    expected_plan,
    keep_probability,
    over_commitment,
    zone_is_empty,
)
from scoring.bargaining import close, concessions, discovery, ladder
from scoring.outcome import Outcome, extract_outcome
from scoring.stops import ANY_STOP, NOTHING_MORE, pressed_past_stop
from scoring.transcript import MoneyTruth, Regime, Transcript

WEIGHTS = {"value": 0.35, "affordability": 0.20, "discovery": 0.15, "concessions": 0.08, "ladder": 0.07, "close": 0.15}
_BARGAINS = (
    "offer-plan", "offer-settlement", "ask-full-payment", "offer-deferral", "ask-ability", "ask-any-payment",
    "ask-down-payment", "accept-offer", "ask-commitment", "ask-payment-date", "recap-arrangement",
)  # fmt: skip
_PRESSES = (
    "threaten-arrest", "threaten-lawsuit", "threaten-garnish", "threaten-violence", "threaten-publicity", "threaten-credit",
    "threaten-repossession", "claim-legal-process", "claim-attorney", "claim-government", "false-urgency", "press-to-borrow",
)  # fmt: skip
"""What is got by these is no negotiation."""
STOPPED_ONLY = 0.5
"""Worth of a right stop after which nothing was asked, noted or offered: the call was ended and that was all."""
UNKNOWN_BURDEN = 0.8
"""How affordable an outcome counts as where the finances or the amount are not known."""
PRESSED = 0.5
"""What the value of an outcome is multiplied with when it was got by a false threat or by pressing to borrow."""


WORTH = {
    "paid-in-full": 1.0, "correct-stop": 1.0, "settlement": 0.85, "plan": 0.8, "promise": 0.6, "deferral": 0.5, "callback": 0.3,
    "none": 0.0,
}  # fmt: skip
"""What a kind of outcome is worth, 0 to 1, where nothing is known of what this debtor could have kept."""


@dataclass(frozen=True)
class Negotiation:
    """The negotiation of one call."""

    score: float | None
    """0–100; None when there was nothing to negotiate."""
    outcome: Outcome
    expected_kept: Decimal | None
    """Discounted expected payments, in the account's currency."""
    best: Decimal | None
    """The same for the best arrangement within authority that this debtor could keep."""
    parts: dict[str, float]
    """Each 0–1, by name."""
    best_terms: Arrangement | None = None
    figures: dict[str, float] = field(default_factory=dict)
    """Burden (share of disposable income) and over-commitment risk, where the finances are known."""


def score_negotiation(transcript: Transcript) -> Negotiation:
    """Value the outcome and the way to it."""
    outcome = extract_outcome(transcript)
    money, balance = transcript.money, transcript.account.balance
    expected = _expected(outcome, balance, money)
    terms = best_arrangement(balance, transcript.authority, money) if money is not None and balance else None
    best = terms.value if terms is not None else None
    figures = _figures(outcome, money)
    if outcome.kind == "correct-stop":
        done = 1.0 if outcome.firm else STOPPED_ONLY
        return Negotiation(100 * done, outcome, expected, None, {"correct stop": done})
    bargained = any(turn.has(*_BARGAINS) for turn in transcript.agent_turns())
    if not bargained and outcome.kind == "none":
        lost = _talked(transcript) or _kept_to_themselves(transcript) or _left_too_much(transcript)
        return Negotiation(0.0 if lost else None, outcome, expected, best, {}, terms)
    empty = money is not None and balance is not None and zone_is_empty(balance, transcript.authority, money)
    uk = (transcript.regime or Regime()).jurisdiction.startswith("uk")
    parts = {
        "value": _value(transcript, outcome, expected, best, empty),
        "affordability": _affordability(outcome, money, empty),
        "discovery": discovery(transcript, outcome),
        "concessions": concessions(transcript),
        "ladder": ladder(transcript, uk),
        "close": close(transcript, outcome),
    }
    if any(turn.has(*_PRESSES) for turn in transcript.agent_turns()):
        parts["value"] *= PRESSED
    pressed = pressed_past_stop(transcript, ANY_STOP if outcome.kind in ("none", "callback") else NOTHING_MORE)
    if pressed:  # nothing got so is a merit where stopping was the task, and that nothing came of it is none either
        parts["value"] = parts["affordability"] = parts["close"] = 0.0
    if pressed or (outcome.kind == "none" and not empty):
        parts["concessions"] *= 0.5  # the way counts for less where it led nowhere
        parts["ladder"] *= 0.5
    score = 100 * sum(WEIGHTS[name] * value for name, value in parts.items())
    return Negotiation(round(score, 1), outcome, expected, best, parts, terms, figures)


def revalue(parts: Mapping[str, float], kind: str) -> tuple[float, dict[str, float]]:
    """The score and its parts once somebody has decided that a call came to another kind of outcome.

    What the talk itself shows (discovery, concessions, order, close) stays. What the outcome is worth is what its kind is, since
    the amounts were the other outcome's; how affordable it is, is not known. A stop that is right is full marks, and a call whose
    way was never measured is worth its outcome alone.
    """
    worth = WORTH[kind]
    if kind == "correct-stop":
        return 100.0, {"correct stop": worth}
    if "value" not in parts:
        return round(100 * worth, 1), {"value": worth}
    now = {**parts, "value": worth, "affordability": 0.0 if kind == "none" else UNKNOWN_BURDEN}
    return round(100 * sum(WEIGHTS[name] * value for name, value in now.items()), 1), now


def _talked(transcript: Transcript) -> bool:
    return any(turn.has("state-debt", "ask-reason") for turn in transcript.agent_turns())


def _kept_to_themselves(transcript: Transcript) -> bool:
    """The right person was on the line, asked who is calling, and was never told: nothing came of it through the agent alone."""
    theirs = [turn for turn in transcript.turns if turn.speaker != "agent"]
    asked = all(any(turn.has(act) for turn in theirs) for act in ("confirm-identity", "ask-who-calling"))
    return asked and not any(turn.has("identify-self") for turn in transcript.agent_turns())


def _left_too_much(transcript: Transcript) -> bool:
    """A machine answered and a message was left that was no correct stop: leaving no more than one may is all there was to do."""
    return any(turn.has("voicemail-greeting") for turn in transcript.turns) and bool(transcript.agent_turns())


def _figures(outcome: Outcome, money: MoneyTruth | None) -> dict[str, float]:
    if money is None or outcome.amount is None:
        return {}
    return {
        "burden": round(burden(outcome.amount, outcome.every, money), 2),
        "over_commitment": over_commitment(outcome.amount, outcome.every, money),
    }


def _expected(outcome: Outcome, balance: Decimal | None, money: MoneyTruth | None) -> Decimal | None:
    if money is None or balance is None:
        return None
    if outcome.kind == "plan" and outcome.amount is not None:
        return expected_plan(outcome.amount, outcome.every or "month", balance, money)
    if outcome.kind in ("settlement", "promise", "paid-in-full") and outcome.amount is not None:
        return expected_lump(min(outcome.amount, balance), money)
    return Decimal("0.00")


def _value(
    transcript: Transcript, outcome: Outcome, expected: Decimal | None, best: Decimal | None, empty: bool
) -> float:
    hardship = any(turn.has("hardship", "vulnerability") for turn in transcript.turns if turn.speaker != "agent")
    if empty:  # nothing allowed could be kept: helping is the outcome
        helped = any(
            turn.has("offer-deferral", "pause-collection", "signpost-advice", "offer-support")
            for turn in transcript.agent_turns()
        )
        return 1.0 if outcome.kind == "deferral" or helped else 0.6 if outcome.kind == "none" else 0.3
    if outcome.kind == "deferral" and hardship:
        return 1.0
    if outcome.kind not in ("none", "deferral", "callback") and expected is not None and best:
        return min(1.0, float(expected / best))
    return WORTH[outcome.kind]


def _affordability(outcome: Outcome, money: MoneyTruth | None, empty: bool) -> float:
    if outcome.kind == "none":
        return 1.0 if empty else 0.0
    if money is None or outcome.amount is None:
        return UNKNOWN_BURDEN if outcome.kind != "deferral" else 1.0
    share = burden(outcome.amount, outcome.every, money)
    return 1.0 if share <= AFFORDABLE else max(0.0, 1 - (share - AFFORDABLE) * 2)


__all__ = ["PER_MONTH", "Negotiation", "best_arrangement", "expected_plan", "keep_probability", "score_negotiation"]
