"""How the debtor bargains: from true finances to accept, counter, refuse or agree to too much.

Owns the arithmetic of offers. Amounts are in the account's currency; plans are compared by the month
(52/12 weeks and 26/12 fortnights, as the Standard Financial Statement converts). Never speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from scenarios.model.persona import Finances
from scoring.arrangement import PER_MONTH
from simulator.dialogue.cast import Cast
from simulator.dialogue.facts import WORN_DOWN
from simulator.dialogue.state import CallState

Answer = Literal["accept", "accept-too-much", "unsure", "counter", "refuse", "no-figure"]


@dataclass(frozen=True)
class Proposal:
    """What the agent put on the table."""

    kind: str
    """plan, settlement, full, down, any, deferral"""
    amount: Decimal | None
    every: str


@dataclass(frozen=True)
class Decision:
    """What the debtor makes of it."""

    answer: Answer
    kind: str
    amount: Decimal
    every: str
    keepable: bool


def proposal_of(act: str, slots: Mapping[str, str | int], cast: Cast) -> Proposal:
    """Read a proposal from an act; a plan without a figure gets it from its number of months."""
    balance = cast.scenario.account.balance.amount
    amount = Decimal(str(slots["amount"])) if "amount" in slots else None
    every = str(slots.get("every", ""))
    kinds = {
        "offer-plan": "plan",
        "offer-settlement": "settlement",
        "ask-full-payment": "full",
        "ask-down-payment": "down",
        "ask-any-payment": "any",
        "offer-deferral": "deferral",
    }
    partly = amount is not None and amount < balance
    kind = kinds.get(act, "plan" if every else "down" if partly else "full")
    if kind == "plan":
        every = every or "month"
        months = slots.get("months") or slots.get("count")
        if amount is None and months:
            amount = (balance / int(months)).quantize(Decimal("0.01"))
        if amount is not None and amount >= balance:
            kind, every = "full", ""
    elif kind == "settlement" and amount is None and "percent" in slots:
        amount = (balance * Decimal(str(slots["percent"])) / 100).quantize(Decimal("0.01"))
    elif kind == "full" and amount is None:
        amount = balance
    elif every and partly:
        kind = "plan"
    return Proposal(kind, amount, every or ("month" if kind == "plan" else "once"))


def monthly(amount: Decimal, every: str) -> Decimal:
    """An instalment by the month."""
    return amount * PER_MONTH.get(every, Decimal(1))


def round_as_people_do(amount: Decimal) -> Decimal:
    """Down to fives, tens or fifties, as figures are named on the phone; at least 5."""
    step = Decimal(5) if amount < 100 else Decimal(10) if amount < 500 else Decimal(50)
    return max(Decimal(5), (amount / step).to_integral_value(ROUND_FLOOR) * step)


def standing_figure(cast: Cast, step: int) -> Decimal:
    """The monthly figure after `step` concessions, from the opening to the most that is agreed to; never more than is owed."""
    finances, bargaining = cast.persona.finances, cast.persona.bargaining
    if finances is None or finances.disposable <= 0:
        return Decimal(0)
    share = min(Decimal(1), Decimal(step) / bargaining.steps)
    percent = bargaining.opens_at + (bargaining.yields_to - bargaining.opens_at) * share
    return min(round_as_people_do(finances.disposable * percent / 100), cast.scenario.account.balance.amount)


def every_of(cast: Cast, figure: Decimal) -> str:
    """How often a figure of the debtor's is meant: once where it pays everything, else by the month."""
    return "once" if figure >= cast.scenario.account.balance.amount else "month"


def most_at_once(cast: Cast) -> Decimal:
    """The largest sum the debtor would pay in one go."""
    finances = cast.persona.finances
    if finances is None:
        return Decimal(0)
    return finances.savings.amount * cast.persona.bargaining.lump_from_savings / 100


def consider(cast: Cast, state: CallState, proposal: Proposal) -> Decision:
    """Answer a proposal."""
    bargaining = cast.persona.bargaining
    trusting = state.trust >= bargaining.needs_trust
    if cast.persona.finances is None:
        return Decision("refuse", proposal.kind, Decimal(0), "once", True)
    if proposal.kind == "deferral":
        return Decision("accept" if trusting else "unsure", "deferral", Decimal(0), "once", True)
    if proposal.amount is not None and WORN_DOWN in state.flags:
        return _give_in(cast.persona.finances, proposal)
    if proposal.amount is None:
        figure = standing_figure(cast, len(state.offers))
        return Decision("no-figure", proposal.kind, figure, every_of(cast, figure), True)
    if _asks_no_more(proposal, state):  # than they have offered themselves
        return Decision("accept" if trusting else "unsure", proposal.kind, proposal.amount, proposal.every, True)
    if proposal.kind == "plan":
        return _plan(cast, state, proposal, trusting)
    return _lump(cast, state, proposal, trusting)


def _asks_no_more(proposal: Proposal, state: CallState) -> bool:
    """Whether a part of the sum is asked for that is no more than their own last figure, by the month or once."""
    if not state.offers or proposal.amount is None or proposal.kind not in ("plan", "down", "any"):
        return False
    last = state.offers[-1]
    return monthly(proposal.amount, proposal.every) <= monthly(last.amount, last.every)


def _give_in(finances: Finances, proposal: Proposal) -> Decision:
    """Somebody worn down agrees to anything up to all they could lay hands on this month, whether or not they can keep it."""
    assert proposal.amount is not None
    each = monthly(proposal.amount, proposal.every)
    if each > finances.savings.amount + finances.disposable:
        return Decision("refuse", proposal.kind, Decimal(0), "once", True)
    keepable = proposal.every == "once" or each <= finances.disposable * Decimal("0.9")
    return Decision("accept-too-much", proposal.kind, proposal.amount, proposal.every, keepable)


def _plan(cast: Cast, state: CallState, proposal: Proposal, trusting: bool) -> Decision:
    assert proposal.amount is not None
    assert cast.persona.finances is not None
    each = monthly(proposal.amount, proposal.every)
    disposable = cast.persona.finances.disposable
    most = disposable * cast.persona.bargaining.yields_to / 100
    step = len(state.offers)
    keepable = each <= disposable * Decimal("0.9")
    if each <= max(most, Decimal(5)) and most > 0:
        if not trusting:
            return Decision("unsure", "plan", proposal.amount, proposal.every, keepable)
        comfortable = standing_figure(cast, step + 1)
        if each <= comfortable or step >= 1 or state.trust >= 60:
            return Decision("accept", "plan", proposal.amount, proposal.every, keepable)
        return _counter(cast, step)
    if cast.persona.bargaining.overpromises and each <= disposable * 3:
        return Decision("accept-too-much", "plan", proposal.amount, proposal.every, False)
    if most <= 0:
        return Decision("refuse", "plan", Decimal(0), "month", True)
    return _counter(cast, step)


def _counter(cast: Cast, step: int) -> Decision:
    figure = standing_figure(cast, step)
    return Decision("counter", "plan", figure, every_of(cast, figure), True)


def _lump(cast: Cast, state: CallState, proposal: Proposal, trusting: bool) -> Decision:
    assert proposal.amount is not None
    ready = most_at_once(cast)
    if proposal.kind == "any":  # something towards it may come out of what a month leaves
        ready = max(ready, standing_figure(cast, len(state.offers)))
    if proposal.amount <= ready:
        answer: Answer = "accept" if trusting else "unsure"
        return Decision(answer, proposal.kind, proposal.amount, "once", True)
    if cast.persona.bargaining.overpromises and proposal.amount <= ready * 3 and trusting:
        return Decision("accept-too-much", proposal.kind, proposal.amount, "once", False)
    if proposal.kind in ("full", "settlement") and trusting and "reason" in state.told and standing_figure(cast, 0) > 0:
        return _counter(cast, len(state.offers))
    return Decision("refuse", proposal.kind, Decimal(0), "once", True)
