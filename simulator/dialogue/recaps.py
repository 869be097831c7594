"""Recaps: what was agreed is read back, and the debtor says yes, or what it was.

Owns the comparison. They never agree to more, to another way or to a day before the money comes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulator.dialogue.moment import Moment, Outcome, speak
from simulator.dialogue.money_talk import give_date, next_payday, told_way
from simulator.dialogue.negotiation import monthly
from simulator.dialogue.state import Terms
from simulator.dialogue.wording import Part


def confirm_terms(moment: Moment) -> Outcome:
    """A recap is confirmed if it says what was agreed, or less; else the debtor says what it was."""
    agreed = moment.state.agreement
    assert agreed is not None
    if _before_payday(moment):
        outcome = give_date(moment)
        parts = [Part(part.line, ("reject", "promise"), "answer", part.why, part.slots) for part in outcome.parts]
        return Outcome(parts, outcome.events)
    if (other := another_way(moment)) is not None:
        return other
    said = moment.heard.slots.get("amount")
    if said is not None and agreed.amount > 0:
        every = str(moment.heard.slots.get("every") or agreed.every)
        if (every == "once") != (agreed.every == "once"):  # all at once is no plan, and a plan is not all at once
            return _not_what_we_said(moment, agreed)
        more = monthly(Decimal(str(said)), every) - monthly(agreed.amount, agreed.every)
        if more >= 1:
            return _not_what_we_said(moment, agreed)
    return speak(moment, "agreed-recap")


def _not_what_we_said(moment: Moment, agreed: Terms) -> Outcome:
    figure = moment.cast.paid(agreed.amount, agreed.every)
    return speak(moment, "not-what-we-said", amount=figure)


def _before_payday(moment: Moment) -> bool:
    """Whether a day is read back that comes before the money does, although they have said when that is."""
    start = moment.heard.slots.get("start") or moment.heard.slots.get("due")
    if "dated" not in moment.state.flags or not isinstance(start, str):
        return False
    return date.fromisoformat(start[:10]) < next_payday(moment.cast)


def another_way(moment: Moment) -> Outcome | None:
    """What they said of how they pay, said again, when another way is read back."""
    named = moment.heard.slots.get("method")
    ways = [flag for flag in moment.state.flags if flag.startswith("pays-by-")]
    if named is None or not ways or f"pays-by-{named}" in ways:
        return None
    words = told_way(moment)
    return (
        None if words is None else Outcome([Part(words, ("reject", "give-payment-detail"), "answer", moment.heard.act)])
    )
