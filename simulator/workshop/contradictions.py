"""What somebody said in a call that contradicts their file, or what they said before.

Owns the list of what may not happen: figures from nowhere, another day or way of paying, another detail, a taken-back identity, a fact
told and then refused, another figure than was agreed. Looks only at what was said and what happened, never at how the debtor decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from simulator.calls.call import Call, effective
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, Agreed, CallEnded, DebtorSpoke, FactTold, OfferNamed
from simulator.understanding.values import find_values
from simulator.understanding.words import normalise

_DAY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b")
_A_MONTH = {
    "month": Decimal(1),
    "week": Decimal(52) / 12,
    "two-weeks": Decimal(26) / 12,
    "half-month": Decimal(2),
    "once": Decimal(1),
}
AFTER = {"no-reason": "reason", "finances-closed": "give-finances"}
"""Lines of the voice that refuse something, and what must not have been told before."""
OURS = ("offer", "accept", "promise", "counter-offer")
"""Acts with which the debtor names terms of their own."""


def find_contradictions(call: Call) -> list[str]:
    """Everything contradictory in a call, in words that name the turn; nothing for a person who keeps their story straight."""
    return list(_Ear(call.cast).listen(effective(call.events)))


class _Ear:
    """Listens to one call and remembers."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.today = cast.scenario.starts_at.date()
        self.figures = set(_figures_of(cast))
        self.days = {int(day) for line in _written(cast) for day in _DAY.findall(line.lower())}
        if cast.persona.finances is not None:
            self.days.add(cast.persona.finances.payday)
        given = {str(kind): value for kind, value in cast.persona.identity.items()}
        self.identity: dict[str, str] = {"name": cast.persona.name, **given}
        self.told: set[str] = set()
        self.known = False
        self.method: str | None = None
        self.agreed: Agreed | None = None
        self.fresh = False
        """Whether terms were agreed or named since the debtor last spoke."""
        self.over = False

    def listen(self, events: Iterable[Any]) -> Iterator[str]:
        """Every event in turn."""
        for event in events:
            if isinstance(event, AgentSpoke):
                self.figures |= {mention.amount for mention in find_values(normalise(event.text), self.today).money}
                self.figures |= {Decimal(str(act.slots["amount"])) for act in event.acts if "amount" in act.slots}
                self.days |= {int(day) for day in _DAY.findall(event.text.lower())}
            elif isinstance(event, OfferNamed):
                self.figures.add(Decimal(event.amount))
                self.fresh = True
            elif isinstance(event, Agreed):
                self.figures.add(Decimal(event.amount))
                self.agreed, self.fresh = event, True
            elif isinstance(event, FactTold):
                self.told.add(event.fact)
            elif isinstance(event, DebtorSpoke):
                if self.over:
                    yield f"turn {event.turn}: speaks after hanging up"
                yield from self._hear(event)
                self.fresh = False
            elif isinstance(event, CallEnded):
                self.over = True

    def _hear(self, event: DebtorSpoke) -> Iterator[str]:
        at = f"turn {event.turn}:"
        for mention in find_values(normalise(event.text), self.today).money:
            if not _near(mention.amount, self.figures):
                yield f"{at} {mention.amount} is in no file and nobody has named it: {event.text}"
        for day in _DAY.findall(event.text.lower()):
            if int(day) not in self.days:
                yield f"{at} the {day}. is not their payday and nobody has named it: {event.text}"
        for act in event.acts:
            yield from self._hear_act(at, act.act, dict(act.slots), event.text)
        yield from self._hear_lines(at, event)

    def _hear_act(self, at: str, act: str, slots: dict[str, Any], text: str) -> Iterator[str]:
        if act == "give-identity-detail" and "kind" in slots:
            if slots.get("value") not in (self.identity.get(str(slots["kind"])), None):
                yield f"{at} gives a {slots['kind']} that is not in their file: {text}"
            self.known = True
        elif act == "confirm-identity":
            self.known = True
        elif act == "deny-identity" and self.known:
            yield f"{at} says that it is not them, and said before that it is: {text}"
        elif act == "give-payment-detail" and "method" in slots:
            if self.method not in (None, slots["method"]):
                yield f"{at} pays by {slots['method']} and said before by {self.method}: {text}"
            self.method = self.method or str(slots["method"])
        elif act == "give-finances":
            self.told.add(act)
        if act in OURS and "amount" in slots and self.agreed is not None and not self.fresh:
            named, agreed = Decimal(str(slots["amount"])), Decimal(self.agreed.amount)
            if (
                named * _A_MONTH.get(str(slots.get("every", "month")), Decimal(1))
                > agreed * _A_MONTH.get(self.agreed.every, Decimal(1)) + 1
            ):
                yield f"{at} names {named} although {agreed} was agreed: {text}"

    def _hear_lines(self, at: str, event: DebtorSpoke) -> Iterator[str]:
        for refused, told in AFTER.items():
            lines = {line for line in self.cast.voice.lines.get(refused, ()) if isinstance(line, str)}
            if told in self.told and lines & set(event.lines):
                yield f"{at} refuses what was told already ({told}): {event.text}"


def _figures_of(cast: Cast) -> Iterator[Decimal]:
    """Every amount that the file, the person's money, or a written line gives."""
    account, finances = cast.scenario.account, cast.persona.finances
    yield account.balance.amount
    for item in account.itemised:
        yield abs(item.amount.amount)
    if finances is not None:
        yield from (finances.income.amount, finances.essentials.amount, finances.savings.amount, finances.disposable)
    for line in _written(cast):
        yield from (mention.amount for mention in find_values(normalise(line), cast.scenario.starts_at.date()).money)


def _written(cast: Cast) -> Iterator[str]:
    """Every text that an author wrote for this call."""
    for part in (cast.persona, cast.voice, cast.scenario, cast.flow):
        yield from _texts(part.model_dump())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)


def _near(amount: Decimal, figures: Iterable[Decimal]) -> bool:
    """Whether somebody would say that figure for one of these: rounded to whole units."""
    return any(abs(amount - each) < 1 for each in figures)
