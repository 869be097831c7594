"""How a bot bargains: what it asks first, what it proposes, what it takes, how it closes.

Owns that, by the bot's traits and the authority of the scenario. Never says what a debtor could keep: a bot does not know.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.arrangement import PER_MONTH
from simulator.evaluation.filling import EVERY

if TYPE_CHECKING:
    from simulator.evaluation.play import Play


def bargain(play: Play, named: set[str], reacted: bool) -> str | None:
    """What is said about money next; None where the bot leaves it at its answer."""
    taken = "accept" in named or ("promise" in named and play.offered is None) or "closing" in play.done
    if taken or ("affirm" in named and "recap" in play.done):
        play.done.add("closing")
        return _close(play)
    if play.has("pushes"):
        return play.in_turn("push") if play.pushes < 6 else play.take_leave()
    if play.has("sneers") and reacted and play.pushes < 4:
        return None
    if play.offered is not None and not play.has("gives-away"):
        return _weigh(play)
    authority = play.cast.scenario.authority
    if play.has("asks-means") and "means" not in play.done:
        play.done.add("means")
        return play.line("means") if reacted or named & {"hardship", "cannot-pay"} else play.line("full")
    if "asked-means" not in play.done and play.has("asks-means"):
        play.done.add("asked-means")
        return play.line("means")
    if "proposed" not in play.done:
        play.done.add("proposed")
        return play.line("propose")
    if play.has("shapes") and "held" not in play.done and (authority.deferral is not None):
        play.done.add("held")
        uk = not play.cast.scenario.regime.jurisdiction.startswith("us")
        return " ".join((play.line("hold"), play.line("signpost") if uk else "")).strip()
    return play.take_leave()


def _weigh(play: Play) -> str | None:
    assert play.offered is not None
    plan = play.cast.scenario.authority.plan
    amount = Decimal(str(play.offered.slots["amount"]))
    every = str(play.offered.slots.get("every") or "once")
    monthly = amount * PER_MONTH.get(every, Decimal(1))
    enough = plan is None or monthly >= max(
        plan.smallest.amount, play.cast.scenario.account.balance.amount / plan.longest
    )
    if enough or every == "once":
        play.agreed = f"{play.cast.money(amount)} {EVERY.get(every, '')}".strip()
        play.offered = None
        play.done.update(("closing", "dated"))
        return play.line("accept").replace("{offer}", play.agreed)
    play.offered = None
    if "countered" in play.done:
        return play.take_leave()
    play.done.add("countered")
    play.agreed = f"{play.fill('{least}')} a month"
    return play.line("counter")


def _close(play: Play) -> str | None:
    if not play.has("recaps"):
        if "dated" not in play.done:
            play.done.add("dated")
            return play.line("date")
        return play.take_leave()
    if not any(each.startswith(("due ", "start ", "method ")) for each in play.done) and "dated" not in play.done:
        play.done.add("dated")
        return play.line("date")
    if "recap" not in play.done:
        play.done.add("recap")
        return play.line("recap")
    if "else" not in play.done and play.has("thanks"):
        play.done.add("else")
        return play.line("else")
    return play.take_leave()
