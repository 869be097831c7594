"""What a line of dialogue does: the debtor's decisions, turned into parts of a reply and events.

Owns the table of moves. Each looks at cast, state and the heard act, and never changes either. Money is `money_talk`, recaps are `recaps`.
"""

from __future__ import annotations

from scenarios.model.persona import Fact
from simulator.dialogue.events import FactTold, FlagsRaised
from simulator.dialogue.facts import facts_of
from simulator.dialogue.moment import Moment, Move, Outcome, speak
from simulator.dialogue.money_talk import (
    agree_own,
    concede,
    decided,
    give_date,
    give_finances,
    give_method,
    name_figure,
)
from simulator.dialogue.negotiation import consider, proposal_of
from simulator.dialogue.recaps import confirm_terms
from simulator.dialogue.wording import Part


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
        done = _MOVES.get(reaction.does, speak)(moment)
        outcome.parts += done.parts
        outcome.events += done.events
    return outcome


def tell_fact(moment: Moment, name: str) -> Outcome:
    """Tell one of the persona's facts, guard it, or add a detail when it has been told before."""
    fact = moment.cast.persona.facts.get(name)
    if fact is None:
        return speak(moment, "no-reason")
    told = moment.state.told.count(name)
    if fact.needs is not None and not told and not fact.needs.holds(facts_of(moment.state)):
        line = moment.wording.pick(fact.guarded, f"guarded|{name}") if fact.guarded else None
        closed = "finances-closed" if "reason" in moment.state.told else "no-reason"
        return Outcome([Part(line, (), "answer", moment.heard.act)]) if line else speak(moment, closed)
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
    if wanted == "name" and identity and moment.cast.persona.relation is None:
        identity.setdefault("name", moment.cast.persona.name)
    kind = wanted if wanted in identity else next(iter(identity), "")
    if not kind:
        return speak(moment, "refuse-identity-detail")
    known = wanted in ("", "other", kind) or "give-other-detail" not in moment.cast.voice.lines
    outcome = speak(moment, "give-identity-detail" if known else "give-other-detail", detail=identity[kind])
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
        return confirm_terms(moment)
    if moment.heard.act in ("ask-commitment", "recap-arrangement") and "amount" not in moment.heard.slots:
        return speak(moment, "agree-vaguely")
    if moment.heard.act == "recap-arrangement" and not moment.state.offers and not _TERMS & moment.heard.slots.keys():
        return Outcome()  # figures read out where nothing was offered and no terms are named ask for nothing
    if _bears_a_grudge(moment):
        return tell_fact(moment, "reason")
    proposal = proposal_of(moment.heard.act, moment.heard.slots, moment.cast)
    return decided(moment, consider(moment.cast, moment.state, proposal))


_TERMS = frozenset({"every", "months", "count", "date", "start", "method"})


def _bears_a_grudge(moment: Moment) -> bool:
    """Whether what made them angry has not been said yet: it comes out before any money does."""
    reason = moment.cast.persona.facts.get("reason")
    return reason is not None and reason.act == "express-anger" and "reason" not in moment.state.told


def _answer_ask(moment: Moment) -> Outcome:
    """Answer a question from the persona's facts, else from what is true of their money."""
    act, cast = moment.heard.act, moment.cast
    asked = [name for name, fact in cast.persona.facts.items() if act in fact.asked_by]
    fresh = [name for name in asked if name not in moment.state.told]
    if fresh or (asked and act not in _COMPUTED):
        return tell_fact(moment, (fresh or asked)[0])
    return _COMPUTED.get(act, speak)(moment)


def _goodbye(moment: Moment) -> Outcome:
    flags = moment.state.flags
    heeded = bool(moment.state.statuses) and "status-honoured" in flags and "pressed" not in flags
    key = "goodbye-agreed" if moment.state.agreement else "goodbye-stopped" if heeded else "goodbye-open"
    return speak(moment, key)


def _confirm(moment: Moment) -> Outcome:
    outcome = speak(moment, "confirm-identity")
    outcome.events.append(FlagsRaised(("confirmed",)))
    return outcome


def _tell_reason(moment: Moment) -> Outcome:
    asked = [name for name, fact in moment.cast.persona.facts.items() if moment.heard.act in fact.asked_by]
    if not asked and moment.cast.persona.relation is not None:
        return speak(moment, "status-answered")  # somebody else has nothing to tell of the debt
    fresh = [name for name in asked if name not in moment.state.told]
    return tell_fact(moment, (fresh or asked or ["reason"])[0])


_COMPUTED: dict[str, Move] = {
    "ask-ability": name_figure,
    "ask-any-payment": name_figure,
    "ask-payment-date": give_date,
    "ask-payment-method": give_method,
    "ask-finances": give_finances,
    "ask-wellbeing": lambda moment: speak(moment, "coping"),
    "ask-contact-preference": lambda moment: speak(moment, "contact-time"),
    "reject-offer": concede,
    "accept-offer": agree_own,
}
_MOVES: dict[str, Move] = {
    "give-detail": _give_detail,
    "consider-offer": _consider,
    "answer-ask": _answer_ask,
    "tell-reason": _tell_reason,
    "end-call": _goodbye,
    "confirm-identity": _confirm,
}
