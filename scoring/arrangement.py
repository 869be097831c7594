"""What an arrangement is worth: expected kept payments, and the best that this debtor could keep within this authority.

Owns the formulas. The chance that an instalment is paid falls with the share p/D of disposable income that it takes: 0.98
up to 0.3, 0.9 at 0.6, 0.78 at 0.8, 0.45 at 1.0, 0.10 from 1.3, linear between (our defaults, not law). An instalment is paid
only if all before it were. Payments are discounted at 12 % a year. The best is exact over a grid of down payment, instalment,
term and settlement. Pure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.transcript import AuthorityFacts, MoneyTruth

PER_MONTH = {
    "week": Decimal(52) / 12,
    "two-weeks": Decimal(26) / 12,
    "half-month": Decimal(2),
    "month": Decimal(1),
}
DISCOUNT = 0.12
"""A year."""
AFFORDABLE = 0.8
"""Share of disposable income up to which an instalment counts as affordable."""
_CURVE = ((0.3, 0.98), (0.6, 0.9), (0.8, 0.78), (1.0, 0.45), (1.3, 0.10))
MOST_MONTHS = 60
_MONTHLY_DISCOUNT = tuple((1 + DISCOUNT) ** (-month / 12) for month in range(MOST_MONTHS + 1))
STEPS = 40
"""Instalments that are tried between the smallest allowed and all of the disposable income."""
TOKEN = Decimal(1)
"""Smallest instalment where the authority names none."""


@dataclass(frozen=True)
class Arrangement:
    """A down payment, instalments of one size, and how much they are to come to."""

    down: Decimal
    instalment: Decimal
    """A month."""
    total: Decimal
    value: Decimal
    """Discounted expected payments."""

    @property
    def months(self) -> int:
        """How long the instalments run."""
        left = self.total - self.down
        return 0 if self.instalment <= 0 or left <= 0 else int(-(-left // self.instalment))


def keep_probability(share: float) -> float:
    """Chance that one instalment taking `share` of disposable income is paid."""
    if share <= _CURVE[0][0]:
        return _CURVE[0][1]
    for (low, high_chance), (high, low_chance) in itertools.pairwise(_CURVE):
        if share <= high:
            return high_chance + (low_chance - high_chance) * (share - low) / (high - low)
    return _CURVE[-1][1]


def burden(amount: Decimal, every: str | None, money: MoneyTruth) -> float:
    """Share of disposable income that a payment takes; a single sum is set against cash and one month's income."""
    if every in PER_MONTH:
        monthly, ready = amount * PER_MONTH[every or "month"], money.disposable
    else:
        monthly, ready = amount, money.cash + money.disposable
    return float(monthly / ready) if ready > 0 else 9.0


def schedule(amount: Decimal, every: str, balance: Decimal) -> Iterator[tuple[int, Decimal]]:
    """Month (from 1) and what is due in it, until the balance is paid or sixty months are over."""
    monthly, left = amount * PER_MONTH.get(every, Decimal(1)), balance
    for month in range(1, MOST_MONTHS + 1):
        if monthly <= 0 or left <= 0:
            return
        pay = min(monthly, left)
        left -= pay
        yield month, pay


def expected_plan(amount: Decimal, every: str, balance: Decimal, money: MoneyTruth) -> Decimal:
    """Discounted expected payments of an instalment plan."""
    keep = keep_probability(burden(amount, every if every in PER_MONTH else "month", money))
    monthly, left = float(amount * PER_MONTH.get(every, Decimal(1))), float(balance)
    total, chance = 0.0, 1.0
    if monthly <= 0:
        return Decimal("0.00")
    for month in range(1, MOST_MONTHS + 1):  # in floats: this is tried some eighty times for each call
        pay = min(monthly, left)
        chance *= keep if pay == monthly else keep ** (pay / monthly)
        total += pay * chance * _MONTHLY_DISCOUNT[month]
        left -= pay
        if left <= 0.005:
            break
    return Decimal(f"{total:.2f}")


def expected_lump(amount: Decimal, money: MoneyTruth) -> Decimal:
    """Expected payment of one sum."""
    share = burden(amount, "once", money)
    return (amount * Decimal(f"{keep_probability(share * 0.9):.4f}")).quantize(Decimal("0.01"))


def over_commitment(amount: Decimal, every: str | None, money: MoneyTruth) -> float:
    """Chance (0–1) that one of the first three instalments, or the single sum, is not paid."""
    share = burden(amount, every, money)
    return round(1 - (keep_probability(share) ** 3 if every in PER_MONTH else keep_probability(share * 0.9)), 3)


def candidates(balance: Decimal, authority: AuthorityFacts, money: MoneyTruth) -> Iterator[Arrangement]:
    """Every arrangement of the grid that the authority allows, with its value."""
    least = max(authority.plan_min_payment or TOKEN, TOKEN)
    floor = authority.settlement_floor_percent
    totals = [balance] + ([(balance * floor / 100).quantize(Decimal("0.01"))] if floor is not None else [])
    for total in totals:
        yield Arrangement(total, Decimal(0), total, expected_lump(total, money))
    step = max(TOKEN, (money.disposable / STEPS).quantize(Decimal(1)))
    for share in (0, 1, 2):
        down = (money.cash * share / 2).quantize(Decimal("0.01"))
        if down >= balance:
            continue
        first = expected_lump(down, money) if down else Decimal(0)
        left, instalment = balance - down, least
        while instalment <= max(least, money.disposable):
            months = authority.plan_max_months
            if months is None or instalment * months >= left:
                chance = Decimal(1) if not down else first / down
                value = first + chance * expected_plan(instalment, "month", left, money)
                yield Arrangement(down, instalment, balance, value.quantize(Decimal("0.01")))
            instalment += step


def best_arrangement(balance: Decimal, authority: AuthorityFacts, money: MoneyTruth) -> Arrangement:
    """The arrangement worth most; of equals the one with the smaller instalment."""
    return max(candidates(balance, authority, money), key=lambda each: (each.value, -each.instalment))


def zone_is_empty(balance: Decimal, authority: AuthorityFacts, money: MoneyTruth) -> bool:
    """Whether nothing that the authority allows is affordable: hardship, a token payment or no deal is then right."""
    if balance <= 0:
        return False
    for each in candidates(balance, authority, money):
        fits = each.instalment <= money.disposable * Decimal(str(AFFORDABLE))
        if each.down <= money.cash + money.disposable * Decimal(str(AFFORDABLE)) and fits:
            return False
    return True
