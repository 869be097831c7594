"""Money talk: figures named, offers answered, days, means and ways of paying.

Owns what the debtor says of money. Whether a figure can be borne is `negotiation`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Agreed, FlagsRaised, OfferNamed
from simulator.dialogue.moment import Moment, Outcome, performing, speak
from simulator.dialogue.negotiation import Decision, consider, every_of, most_at_once, proposal_of, standing_figure
from simulator.dialogue.wording import Part
from simulator.understanding.values import METHODS


def decided(moment: Moment, decision: Decision) -> Outcome:
    """A decision about a proposal, in words: yes, yes with doubts, another figure, or no."""
    figure = moment.cast.paid(decision.amount, decision.every)
    slots: dict[str, str | int] = {"amount": f"{decision.amount:.2f}", "every": decision.every}
    if decision.answer in ("accept", "accept-too-much"):
        key = "accept" if decision.answer == "accept" else "accept-unsure"
        if decision.kind == "deferral":  # there is no figure to repeat
            key = "reassured"
        outcome = speak(moment, key, amount=figure)
        agreed = Agreed(decision.kind, f"{decision.amount:.2f}", decision.every, decision.keepable)
        named = {} if decision.kind == "deferral" else slots
        return Outcome([performing(part, "accept", named) for part in outcome.parts], [agreed])
    if decision.answer == "counter" and decision.amount > 0:
        outcome = speak(moment, "counter-offer", amount=figure)
        parts = [Part(part.line, ("reject", "offer"), "answer", part.why, slots) for part in outcome.parts]
        return Outcome(parts, [OfferNamed(f"{decision.amount:.2f}", decision.every)])
    if decision.answer == "unsure":
        return speak(moment, "agree-vaguely")
    if decision.answer == "no-figure":
        return speak(moment, "no-figure")
    if decision.kind == "plan":
        return speak(moment, "cannot-pay")
    return speak(moment, "too-much", amount=moment.cast.money(decision.amount))


def name_figure(moment: Moment) -> Outcome:
    """What they could pay, if they trust enough to say it."""
    cast, state = moment.cast, moment.state
    if cast.persona.finances is None:
        return speak(moment, "refuse-to-pay")
    if state.trust < cast.persona.bargaining.needs_trust - 10:
        return speak(moment, "agree-vaguely")
    if moment.heard.act == "ask-any-payment" and "amount" in moment.heard.slots:
        return decided(moment, consider(cast, state, proposal_of("ask-any-payment", moment.heard.slots, cast)))
    if moment.heard.act == "ask-any-payment" and most_at_once(cast) >= 20 and not state.offers:
        return decided(moment, consider(cast, state, proposal_of("ask-any-payment", {"amount": "20.00"}, cast)))
    figure = standing_figure(cast, len(state.offers))
    if figure <= 0:
        return speak(moment, "cannot-pay")
    if state.offers and figure == state.offers[-1].amount:
        return speak(moment, "too-much", amount=cast.money(figure))
    return _offer(moment, figure)


def _offer(moment: Moment, figure: Decimal) -> Outcome:
    every = every_of(moment.cast, figure)
    words = moment.cast.paid(figure, every)
    slots: dict[str, str | int] = {"amount": f"{figure:.2f}", "every": every}
    outcome = speak(moment, "offer", amount=words)
    return Outcome([performing(part, "offer", slots) for part in outcome.parts], [OfferNamed(f"{figure:.2f}", every)])


def concede(moment: Moment) -> Outcome:
    """After a no: a better figure while there is room, else the last one stands."""
    step = len(moment.state.offers)
    figure = standing_figure(moment.cast, step)
    if (
        step
        and figure > moment.state.offers[-1].amount
        and moment.state.trust >= moment.cast.persona.bargaining.needs_trust
    ):
        return _offer(moment, figure)
    last = moment.state.offers[-1].amount if moment.state.offers else Decimal(0)
    return speak(moment, "too-much", amount=moment.cast.money(last)) if last else speak(moment, "cannot-pay")


def agree_own(moment: Moment) -> Outcome:
    """The agent took the debtor's figure."""
    if moment.state.agreement is not None or not moment.state.offers:
        return speak(moment, "thanks-back")
    last = moment.state.offers[-1]
    outcome = speak(moment, "promise", amount=moment.cast.paid(last.amount, last.every))
    slots: dict[str, str | int] = {"amount": f"{last.amount:.2f}", "every": last.every}
    return Outcome(
        [performing(part, "accept", slots) for part in outcome.parts],
        [Agreed("promise" if last.every == "once" else "plan", f"{last.amount:.2f}", last.every, True)],
    )


def give_date(moment: Moment) -> Outcome:
    """When they will pay: the day on which money comes in."""
    finances = moment.cast.persona.finances
    if finances is None or (moment.state.agreement is None and not moment.state.offers):
        return speak(moment, "agree-vaguely")
    outcome = speak(moment, "give-date", payday=moment.cast.tongue.payday(finances.payday))
    slots: dict[str, str | int] = {"due": next_payday(moment.cast).isoformat()}
    return Outcome([performing(part, "promise", slots) for part in outcome.parts], [FlagsRaised(("dated",))])


def next_payday(cast: Cast) -> date:
    """The next day after the call on which money comes in; the first of the next month for somebody without finances."""
    today = cast.scenario.starts_at.date()
    wanted = cast.persona.finances.payday if cast.persona.finances is not None else 1
    year, month = (
        (today.year, today.month) if today.day < wanted else (today.year + today.month // 12, today.month % 12 + 1)
    )
    return date(year, month, min(wanted, monthrange(year, month)[1]))


def give_finances(moment: Moment) -> Outcome:
    """What comes in and when, if they trust enough to say it."""
    finances = moment.cast.persona.finances
    if finances is None or moment.state.trust < 20:
        return speak(moment, "finances-closed")
    income, payday = moment.cast.money(finances.income.amount), moment.cast.tongue.payday(finances.payday)
    outcome = speak(moment, "give-finances", amount=income, payday=payday)
    slots: dict[str, str | int] = {"amount": f"{finances.income.amount:.2f}"}
    return Outcome([performing(part, "give-finances", slots) for part in outcome.parts])


def told_way(moment: Moment) -> str | None:
    """What they said of how they pay, as a repetition; None when that is used up."""
    ways = (
        moment.cast.persona.lines.get("give-payment-detail") or moment.cast.voice.lines.get("give-payment-detail") or ()
    )
    told = [line for line in ways if isinstance(line, str) and line in moment.state.said]
    return moment.wording.remind(told, "method")


def give_method(moment: Moment) -> Outcome:
    """How they will pay: one way in a call, said again as a repetition."""
    if "method-told" in moment.state.flags:
        again = None if moment.state.agreement is not None else told_way(moment)
        # a recap that names the method asks for nothing new; another way would contradict the first
        return (
            Outcome() if again is None else Outcome([Part(again, ("give-payment-detail",), "answer", moment.heard.act)])
        )
    outcome = speak(moment, "give-payment-detail")
    ways = [name for name, pattern in METHODS if any(pattern.search(part.line.lower()) for part in outcome.parts)]
    outcome.events.append(FlagsRaised(("method-told", *(f"pays-by-{way}" for way in ways))))
    slots: dict[str, str | int] = {"method": ways[0]} if ways else {}
    return Outcome([performing(part, "give-payment-detail", slots) for part in outcome.parts], outcome.events)
