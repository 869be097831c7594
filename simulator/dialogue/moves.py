"""What a line of dialogue does: the debtor's decisions, turned into parts of a reply and events.

Owns the table of moves. Each looks at cast, state and the heard act, and never changes either.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scenarios.model.flow import Reaction
from scenarios.model.persona import Fact
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Agreed, Event, FactTold, FlagsRaised, OfferNamed
from simulator.dialogue.facts import facts_of
from simulator.dialogue.negotiation import Decision, consider, monthly, most_at_once, proposal_of, standing_figure
from simulator.dialogue.state import CallState, Terms
from simulator.dialogue.wording import Part, Wording
from simulator.understanding.values import METHODS

_EVERY_WORDS = {
    "week": " a week",
    "two-weeks": " every two weeks",
    "half-month": " twice a month",
    "month": " a month",
}


@dataclass
class Outcome:
    """What a move comes to."""

    parts: list[Part] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """What a move may look at."""

    cast: Cast
    state: CallState
    wording: Wording
    heard: HeardAct
    reaction: Reaction


Move = Callable[[Moment], Outcome]


def perform(moment: Moment) -> Outcome:
    """Carry out one line of dialogue."""
    reaction = moment.reaction
    outcome = Outcome()
    if reaction.reveals:
        outcome = tell_fact(moment, reaction.reveals)
    if reaction.says:
        line = moment.wording.pick(reaction.says, f"{moment.heard.act}|says")
        if line is None and reaction.weight == "answer":
            line = moment.wording.remind(reaction.says, moment.heard.act)
        if line:
            outcome.parts.insert(0, Part(line, tuple(reaction.acts), reaction.weight, moment.heard.act))
    if reaction.does:
        done = _MOVES.get(reaction.does, _speak)(moment)
        outcome.parts += done.parts
        outcome.events += done.events
    return outcome


def _speak(moment: Moment, key: str | None = None, **words: str) -> Outcome:
    """A plain line of the voice; its name is the act when it is one."""
    name = key or moment.reaction.does or "backchannel"
    line = moment.wording.say(name, **words)
    if line is None and moment.reaction.weight == "answer":
        spoken = moment.cast.persona.lines.get(name) or moment.cast.voice.lines.get(name) or ()
        line = moment.wording.remind([each for each in spoken if isinstance(each, str)], name, words)
    if line is None:
        return Outcome()
    acts = moment.reaction.acts or ACTS_OF_LINES.get(name, (name,))
    return Outcome([Part(line, tuple(acts), moment.reaction.weight, moment.heard.act)])


def tell_fact(moment: Moment, name: str) -> Outcome:
    """Tell one of the persona's facts, guard it, or add a detail when it has been told before."""
    fact = moment.cast.persona.facts.get(name)
    if fact is None:
        return _speak(moment, "no-reason")
    facts = facts_of(moment.state)
    if fact.needs is not None and not fact.needs.holds(facts):
        line = moment.wording.pick(fact.guarded, f"guarded|{name}") if fact.guarded else None
        return Outcome([Part(line, (), "answer", moment.heard.act)]) if line else _speak(moment, "no-reason")
    told = moment.state.told.count(name)
    lines = fact.says if not told else fact.more
    line = moment.wording.pick(lines, f"fact|{name}") if lines else None
    if line is None:
        line = moment.wording.remind(fact.says, name)
    if line is None:
        return Outcome()
    part = Part(line, (fact.act,), "answer", moment.heard.act, _fact_slots(fact))
    return Outcome([part], [FactTold(name)])


def _fact_slots(fact: Fact) -> dict[str, str | int]:
    slots: dict[str, str | int] = {"kind": fact.kind} if fact.kind else {}
    if fact.amount:
        slots.update(amount=f"{fact.amount.amount:.2f}", currency=fact.amount.currency)
    return slots


def _give_detail(moment: Moment) -> Outcome:
    """Supply an identifying detail: the one asked for, or another that has not been given."""
    identity: dict[str, str] = {str(kind): detail for kind, detail in moment.cast.persona.identity.items()}
    wanted = str(moment.heard.slots.get("kind", ""))
    kind = wanted if wanted in identity else next(iter(identity), "")
    if not kind:
        return _speak(moment, "refuse-identity-detail")
    outcome = _speak(moment, "give-identity-detail", detail=identity[kind])
    slots: dict[str, str | int] = {"kind": kind, "value": identity[kind]}
    outcome.parts = [Part(part.line, ("give-identity-detail",), "answer", part.why, slots) for part in outcome.parts]
    outcome.events.append(FlagsRaised(("verified",)))
    return outcome


def _consider(moment: Moment) -> Outcome:
    """Answer a proposal."""
    if moment.state.agreement is not None and moment.heard.act in (
        "ask-commitment",
        "recap-arrangement",
        "ask-authorisation",
    ):
        return _confirm_terms(moment)
    if moment.heard.act in ("ask-commitment", "recap-arrangement") and "amount" not in moment.heard.slots:
        return _speak(moment, "agree-vaguely")
    if moment.heard.act == "recap-arrangement" and not moment.state.offers and not _TERMS & moment.heard.slots.keys():
        return Outcome()  # figures read out where nothing was offered and no terms are named ask for nothing
    if _bears_a_grudge(moment):
        return tell_fact(moment, "reason")
    proposal = proposal_of(moment.heard.act, moment.heard.slots, moment.cast)
    return _decided(moment, consider(moment.cast, moment.state, proposal))


def _confirm_terms(moment: Moment) -> Outcome:
    """A recap is confirmed if it says what was agreed, or less; else the debtor says what it was."""
    agreed = moment.state.agreement
    assert agreed is not None
    if _before_payday(moment):
        outcome = _give_date(moment)
        parts = [Part(part.line, ("reject", "promise"), "answer", part.why, part.slots) for part in outcome.parts]
        return Outcome(parts, outcome.events)
    if (other := _another_way(moment)) is not None:
        return other
    said = moment.heard.slots.get("amount")
    if said is not None and agreed.amount > 0:
        every = str(moment.heard.slots.get("every") or agreed.every)
        if (every == "once") != (agreed.every == "once"):  # all at once is no plan, and a plan is not all at once
            return _not_what_we_said(moment, agreed)
        more = monthly(Decimal(str(said)), every) - monthly(agreed.amount, agreed.every)
        if more >= 1:
            return _not_what_we_said(moment, agreed)
    return _speak(moment, "agreed-recap")


def _not_what_we_said(moment: Moment, agreed: Terms) -> Outcome:
    figure = moment.cast.money(agreed.amount) + _EVERY_WORDS.get(agreed.every, "")
    return _speak(moment, "not-what-we-said", amount=figure)


def _before_payday(moment: Moment) -> bool:
    """Whether a day is read back that comes before the money does, although they have said when that is."""
    start = moment.heard.slots.get("start") or moment.heard.slots.get("due")
    if "dated" not in moment.state.flags or not isinstance(start, str):
        return False
    return date.fromisoformat(start[:10]) < next_payday(moment.cast)


def next_payday(cast: Cast) -> date:
    """The next day after the call on which money comes in; the first of the next month for somebody without finances."""
    today = cast.scenario.starts_at.date()
    wanted = cast.persona.finances.payday if cast.persona.finances is not None else 1
    year, month = (
        (today.year, today.month) if today.day < wanted else (today.year + today.month // 12, today.month % 12 + 1)
    )
    return date(year, month, min(wanted, monthrange(year, month)[1]))


_TERMS = frozenset({"every", "months", "count", "date", "start", "method"})


def _bears_a_grudge(moment: Moment) -> bool:
    """Whether what made them angry has not been said yet: it comes out before any money does."""
    reason = moment.cast.persona.facts.get("reason")
    return reason is not None and reason.act == "express-anger" and "reason" not in moment.state.told


def _decided(moment: Moment, decision: Decision) -> Outcome:
    figure = moment.cast.money(decision.amount) + _EVERY_WORDS.get(decision.every, "")
    slots: dict[str, str | int] = {"amount": f"{decision.amount:.2f}", "every": decision.every}
    if decision.answer in ("accept", "accept-too-much"):
        key = "accept" if decision.answer == "accept" else "accept-unsure"
        if decision.kind == "deferral":  # there is no figure to repeat
            key = "reassured"
        outcome = _speak(moment, key, amount=figure)
        agreed = Agreed(decision.kind, f"{decision.amount:.2f}", decision.every, decision.keepable)
        named = {} if decision.kind == "deferral" else slots
        return Outcome([_with(part, "accept", named) for part in outcome.parts], [agreed])
    if decision.answer == "counter" and decision.amount > 0:
        outcome = _speak(moment, "counter-offer", amount=figure)
        parts = [Part(part.line, ("reject", "offer"), "answer", part.why, slots) for part in outcome.parts]
        return Outcome(parts, [OfferNamed(f"{decision.amount:.2f}", decision.every)])
    if decision.answer == "unsure":
        return _speak(moment, "agree-vaguely")
    if decision.answer == "no-figure":
        return _speak(moment, "no-figure")
    if decision.kind == "plan":
        return _speak(moment, "cannot-pay")
    return _speak(moment, "too-much", amount=moment.cast.money(decision.amount))


def _with(part: Part, act: str, slots: dict[str, str | int]) -> Part:
    return Part(part.line, (act,), part.weight, part.why, slots)


def _answer_ask(moment: Moment) -> Outcome:
    """Answer a question from the persona's facts, else from what is true of their money."""
    act, cast = moment.heard.act, moment.cast
    asked = [name for name, fact in cast.persona.facts.items() if act in fact.asked_by]
    fresh = [name for name in asked if name not in moment.state.told]
    if fresh or (asked and act not in _COMPUTED):
        return tell_fact(moment, (fresh or asked)[0])
    return _COMPUTED.get(act, _speak)(moment)


def _name_figure(moment: Moment) -> Outcome:
    cast, state = moment.cast, moment.state
    if cast.persona.finances is None:
        return _speak(moment, "refuse-to-pay")
    if state.trust < cast.persona.bargaining.needs_trust - 10:
        return _speak(moment, "agree-vaguely")
    if moment.heard.act == "ask-any-payment" and most_at_once(cast) >= 20 and not state.offers:
        return _decided(moment, consider(cast, state, proposal_of("ask-any-payment", {"amount": "20.00"}, cast)))
    figure = standing_figure(cast, len(state.offers))
    if figure <= 0:
        return _speak(moment, "cannot-pay")
    if state.offers and figure == state.offers[-1].amount:
        return _speak(moment, "too-much", amount=cast.money(figure))
    return _offer(moment, figure)


def _offer(moment: Moment, figure: Decimal) -> Outcome:
    words = moment.cast.money(figure) + " a month"
    slots: dict[str, str | int] = {"amount": f"{figure:.2f}", "every": "month"}
    outcome = _speak(moment, "offer", amount=words)
    return Outcome([_with(part, "offer", slots) for part in outcome.parts], [OfferNamed(f"{figure:.2f}", "month")])


def _concede(moment: Moment) -> Outcome:
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
    return _speak(moment, "too-much", amount=moment.cast.money(last)) if last else _speak(moment, "cannot-pay")


def _agree_own(moment: Moment) -> Outcome:
    """The agent took the debtor's figure."""
    if moment.state.agreement is not None or not moment.state.offers:
        return _speak(moment, "thanks-back")
    last = moment.state.offers[-1]
    outcome = _speak(moment, "promise", amount=moment.cast.money(last.amount) + _EVERY_WORDS.get(last.every, ""))
    slots: dict[str, str | int] = {"amount": f"{last.amount:.2f}", "every": last.every}
    return Outcome(
        [_with(part, "accept", slots) for part in outcome.parts],
        [Agreed("plan", f"{last.amount:.2f}", last.every, True)],
    )


def _give_date(moment: Moment) -> Outcome:
    finances = moment.cast.persona.finances
    if finances is None or (moment.state.agreement is None and not moment.state.offers):
        return _speak(moment, "agree-vaguely")
    outcome = _speak(moment, "give-date", payday=f"the {ordinal(finances.payday)}")
    slots: dict[str, str | int] = {"due": next_payday(moment.cast).isoformat()}
    return Outcome([_with(part, "promise", slots) for part in outcome.parts], [FlagsRaised(("dated",))])


def _give_finances(moment: Moment) -> Outcome:
    finances = moment.cast.persona.finances
    if finances is None or moment.state.trust < 20:
        return _speak(moment, "finances-closed")
    income, payday = moment.cast.money(finances.income.amount), f"the {ordinal(finances.payday)}"
    outcome = _speak(moment, "give-finances", amount=income, payday=payday)
    slots: dict[str, str | int] = {"amount": f"{finances.income.amount:.2f}"}
    return Outcome([_with(part, "give-finances", slots) for part in outcome.parts])


def _give_method(moment: Moment) -> Outcome:
    if "method-told" in moment.state.flags and moment.state.agreement is not None:
        return Outcome()  # a recap that names the method asks for nothing new; another way would contradict the first
    outcome = _speak(moment, "give-payment-detail")
    ways = [name for name, pattern in METHODS if any(pattern.search(part.line.lower()) for part in outcome.parts)]
    outcome.events.append(FlagsRaised(("method-told", *(f"pays-by-{way}" for way in ways))))
    slots: dict[str, str | int] = {"method": ways[0]} if ways else {}
    return Outcome([_with(part, "give-payment-detail", slots) for part in outcome.parts], outcome.events)


def _another_way(moment: Moment) -> Outcome | None:
    """What they said of how they pay, said again, when another way is read back."""
    named = moment.heard.slots.get("method")
    ways = [flag for flag in moment.state.flags if flag.startswith("pays-by-")]
    if named is None or not ways or f"pays-by-{named}" in ways:
        return None
    lines = (
        moment.cast.persona.lines.get("give-payment-detail") or moment.cast.voice.lines.get("give-payment-detail") or ()
    )
    told = [line for line in lines if isinstance(line, str) and line in moment.state.said]
    words = moment.wording.remind(told, "method")
    return (
        None if words is None else Outcome([Part(words, ("reject", "give-payment-detail"), "answer", moment.heard.act)])
    )


def ordinal(day: int) -> str:
    """3 → 3rd."""
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _goodbye(moment: Moment) -> Outcome:
    heeded = bool(moment.state.statuses) and "status-honoured" in moment.state.flags
    key = "goodbye-agreed" if moment.state.agreement else "goodbye-stopped" if heeded else "goodbye-open"
    return _speak(moment, key)


def _confirm(moment: Moment) -> Outcome:
    outcome = _speak(moment, "confirm-identity")
    outcome.events.append(FlagsRaised(("confirmed",)))
    return outcome


def _tell_reason(moment: Moment) -> Outcome:
    asked = [name for name, fact in moment.cast.persona.facts.items() if moment.heard.act in fact.asked_by]
    if not asked and moment.cast.persona.relation is not None:
        return _speak(moment, "status-answered")  # somebody else has nothing to tell of the debt
    fresh = [name for name in asked if name not in moment.state.told]
    return tell_fact(moment, (fresh or asked or ["reason"])[0])


_COMPUTED: dict[str, Move] = {
    "ask-ability": _name_figure,
    "ask-any-payment": _name_figure,
    "ask-payment-date": _give_date,
    "ask-payment-method": _give_method,
    "ask-finances": _give_finances,
    "ask-wellbeing": lambda moment: _speak(moment, "coping"),
    "ask-contact-preference": lambda moment: _speak(moment, "contact-time"),
    "reject-offer": _concede,
    "accept-offer": _agree_own,
}
_MOVES: dict[str, Move] = {
    "give-detail": _give_detail,
    "consider-offer": _consider,
    "answer-ask": _answer_ask,
    "tell-reason": _tell_reason,
    "end-call": _goodbye,
    "confirm-identity": _confirm,
}
ACTS_OF_LINES: dict[str, tuple[str, ...]] = {
    "not-understood": ("ask-repeat",),
    "too-much": ("reject",),
    "cannot-pay": ("cannot-pay",),
    "no-figure": ("ask-amount",),
    "counter-offer": ("reject", "offer"),
    "accept-unsure": ("accept",),
    "agreed-recap": ("accept",),
    "not-what-we-said": ("reject",),
    "give-date": ("promise",),
    "thanks-back": ("thank",),
    "softened": ("express-gratitude",),
    "reassured": ("express-relief",),
    "stung": ("express-anger",),
    "enough": ("hang-up",),
    "goodbye-agreed": ("goodbye",),
    "goodbye-open": ("goodbye",),
    "goodbye-stopped": ("goodbye",),
    "nothing-to-add": ("deny",),
    "no-reason": (),
    "finances-closed": (),
    "greet-back": ("answer",),
    "amount-surprise": ("backchannel",),
    "wait": ("backchannel",),
    "coping": (),
    "contact-time": (),
    "permission": ("affirm",),
    "rights": ("backchannel",),
    "met-with-silence": ("ask-repeat",),
    "status-answered": ("backchannel",),
    "not-home": ("deny-identity", "speak-as-third-party"),
    "third-party-asked": ("ask-who-calling",),
    "choice": (),
    "boundary": ("backchannel",),
    "not-until-known": ("ask-who-calling",),
}
"""Debtor acts that lines under other names perform."""
