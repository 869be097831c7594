"""What an arrangement is worth: expected kept payments against the best that this debtor could keep.

Owns the formulas. Keep probability per instalment falls with the share p/D of disposable income that it takes: 0.95 up
to 0.3, 0.75 at 0.6, 0.35 at 1.0, 0.10 from 1.3, linear between (our default, not law). Payments are discounted at 12 %
a year. Duration and down payment are not penalised where no shorter or larger one could be kept. Pure.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from scoring.outcome import Outcome, extract_outcome
from scoring.transcript import MoneyTruth, Transcript

PER_MONTH = {
    "week": Decimal(52) / 12,
    "two-weeks": Decimal(26) / 12,
    "half-month": Decimal(2),
    "month": Decimal(1),
}
DISCOUNT = 0.12
"""A year."""
WEIGHTS = {"value": 0.35, "affordability": 0.20, "discovery": 0.15, "concessions": 0.15, "close": 0.15}
_CURVE = ((0.3, 0.98), (0.6, 0.9), (0.8, 0.78), (1.0, 0.45), (1.3, 0.10))
MOST_MONTHS = 60


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


def keep_probability(share: float) -> float:
    """Chance that one instalment taking `share` of disposable income is paid."""
    if share <= _CURVE[0][0]:
        return _CURVE[0][1]
    for (low, high_chance), (high, low_chance) in itertools.pairwise(_CURVE):
        if share <= high:
            return high_chance + (low_chance - high_chance) * (share - low) / (high - low)
    return _CURVE[-1][1]


def expected_plan(amount: Decimal, every: str, balance: Decimal, money: MoneyTruth) -> Decimal:
    """Discounted expected payments of an instalment plan: each is paid only if all before it were."""
    monthly = amount * PER_MONTH.get(every, Decimal(1))
    if monthly <= 0:
        return Decimal(0)
    share = float(monthly / money.disposable) if money.disposable > 0 else 9.0
    keep = keep_probability(share)
    left, total, chance = balance, 0.0, 1.0
    for month in range(1, MOST_MONTHS + 1):
        pay = min(monthly, left)
        chance *= keep ** (float(pay / monthly))
        chance = max(chance, 0.0)
        total += float(pay) * chance / (1 + DISCOUNT) ** (month / 12)
        left -= pay
        if left <= 0:
            break
    return Decimal(f"{total:.2f}")


def expected_lump(amount: Decimal, money: MoneyTruth) -> Decimal:
    """Expected payment of one sum."""
    ready = money.cash + money.disposable
    share = float(amount / ready) if ready > 0 else 9.0
    return (amount * Decimal(f"{keep_probability(share * 0.9):.4f}")).quantize(Decimal("0.01"))


def best_arrangement(transcript: Transcript, money: MoneyTruth) -> Decimal:
    """The best expected value over a grid of instalments and sums that the authority allows."""
    balance = transcript.account.balance or Decimal(0)
    authority = transcript.authority
    least = authority.plan_min_payment or Decimal(1)
    best = Decimal(0)
    step = max(Decimal(1), (money.disposable / 40).quantize(Decimal(1)))
    amount = least
    while amount <= max(least, money.disposable):
        months = authority.plan_max_months
        if months is None or amount * months >= balance:
            best = max(best, expected_plan(amount, "month", balance, money))
        amount += step
    floor = authority.settlement_floor_percent
    lumps = [balance] + ([balance * floor / 100] if floor is not None else [])
    return max([best, *(expected_lump(lump, money) for lump in lumps)])


def score_negotiation(transcript: Transcript) -> Negotiation:
    """Value the outcome and the way to it."""
    outcome = extract_outcome(transcript)
    money, balance = transcript.money, transcript.account.balance
    expected = _expected(outcome, balance, money)
    best = best_arrangement(transcript, money) if money is not None and balance else None
    if outcome.kind == "correct-stop":
        return Negotiation(100.0, outcome, expected, None, {"correct stop": 1.0})
    bargained = any(turn.has(*_BARGAINS) for turn in transcript.agent_turns())
    if not bargained and outcome.kind == "none":
        return Negotiation(0.0 if _talked(transcript) else None, outcome, expected, best, {})
    parts = {
        "value": _value(transcript, outcome, expected, best),
        "affordability": _affordability(outcome, money),
        "discovery": _discovery(transcript, outcome),
        "concessions": _concessions(transcript),
        "close": _close(transcript, outcome),
    }
    score = 100 * sum(WEIGHTS[name] * value for name, value in parts.items())
    return Negotiation(round(score, 1), outcome, expected, best, parts)


_BARGAINS = (
    "offer-plan", "offer-settlement", "ask-full-payment", "offer-deferral", "ask-ability", "ask-any-payment",
    "ask-down-payment", "accept-offer", "ask-commitment", "ask-payment-date", "recap-arrangement",
)  # fmt: skip


def _talked(transcript: Transcript) -> bool:
    return any(turn.has("state-debt", "ask-reason") for turn in transcript.agent_turns())


def _expected(outcome: Outcome, balance: Decimal | None, money: MoneyTruth | None) -> Decimal | None:
    if money is None or balance is None:
        return None
    if outcome.kind == "plan" and outcome.amount is not None:
        return expected_plan(outcome.amount, outcome.every or "month", balance, money)
    if outcome.kind in ("settlement", "promise", "paid-in-full") and outcome.amount is not None:
        return expected_lump(min(outcome.amount, balance), money)
    return Decimal("0.00")


def _value(transcript: Transcript, outcome: Outcome, expected: Decimal | None, best: Decimal | None) -> float:
    if outcome.kind == "none":
        return 0.0
    if outcome.kind == "deferral":
        hardship = any(turn.has("hardship", "vulnerability") for turn in transcript.turns if turn.speaker != "agent")
        return 1.0 if hardship else 0.5
    if outcome.kind == "callback":
        return 0.3
    if expected is not None and best:
        return min(1.0, float(expected / best))
    return {"paid-in-full": 1.0, "settlement": 0.85, "plan": 0.8, "promise": 0.6}.get(outcome.kind, 0.4)


def _affordability(outcome: Outcome, money: MoneyTruth | None) -> float:
    if outcome.kind == "none":
        return 0.0
    if money is None or outcome.amount is None:
        return 0.8 if outcome.kind != "deferral" else 1.0
    if outcome.every in PER_MONTH:
        share = (
            float(outcome.amount * PER_MONTH[outcome.every or "month"] / money.disposable)
            if money.disposable > 0
            else 9.0
        )
    else:
        ready = money.cash + money.disposable
        share = float(outcome.amount / ready) if ready > 0 else 9.0
    return 1.0 if share <= 0.8 else max(0.0, 1 - (share - 0.8) * 2)


def _discovery(transcript: Transcript, outcome: Outcome) -> float:
    agent = transcript.agent_turns()
    reason = any(turn.has("ask-reason", "ask-dispute-details") for turn in agent)
    means = outcome.kind == "paid-in-full" or any(
        turn.has("ask-ability", "ask-finances", "ask-payment-date") for turn in agent
    )
    return 0.5 * reason + 0.5 * means


def _concessions(transcript: Transcript) -> float:
    """Falling asks in shrinking steps; a floor given away and unprompted drops cost."""
    asks = [
        Decimal(str(heard.slots["amount"])) * PER_MONTH.get(str(heard.slots.get("every", "")), Decimal(1))
        for turn in transcript.agent_turns()
        for heard in turn.acts
        if heard.act in ("offer-plan", "offer-settlement", "ask-full-payment") and "amount" in heard.slots
    ]
    steps = [one - other for one, other in itertools.pairwise(asks)]
    growing = sum(1 for one, other in itertools.pairwise(steps) if other > one > 0) + sum(
        1 for step in steps if step < 0
    )
    score = 1.0 - (growing / len(steps) if steps else 0.0)
    if any(turn.has("reveal-floor") for turn in transcript.agent_turns()):
        score -= 0.5
    if len(steps) > 3:
        score -= 0.25
    return max(0.0, score)


def _close(transcript: Transcript, outcome: Outcome) -> float:
    """Amount, date, method, a yes in own words, a recap, a true consequence."""
    if outcome.kind == "none":
        return 0.0
    agent = transcript.agent_turns()
    if outcome.kind in ("deferral", "callback"):
        return 1.0 if outcome.firm else 0.5
    marks = (
        outcome.amount is not None,
        outcome.start is not None,
        outcome.method is not None,
        outcome.firm,
        any(turn.has("recap-arrangement", "ask-commitment") for turn in agent),
        any(turn.has("state-consequence", "explain-rights") for turn in agent),
    )
    return sum(marks) / len(marks)
