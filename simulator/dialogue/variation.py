"""Another seed is another day: the same person with figures and mood drawn within the ranges their author gave.

Owns the drawing. Seed 1 is the person exactly as written, which scripted calls rely on; any other seed always gives the same
person again. Never draws outside a range, and never touches what has no range.
"""

from __future__ import annotations

from decimal import Decimal

from scenarios.model.entry import Money
from scenarios.model.persona import MONEY_RANGES, MOOD_RANGES, Between, Persona
from simulator.dialogue.choice import choose

AS_WRITTEN = 1
"""The seed that draws nothing."""


def vary(persona: Persona, seed: int) -> Persona:
    """The persona as this seed meets them."""
    if seed == AS_WRITTEN or not persona.varies:
        return persona
    drawn: dict[str, int] = {
        name: _draw(between, seed, f"{persona.persona}/{name}") for name, between in persona.varies.items()
    }
    mood = {name: drawn[name] for name in MOOD_RANGES if name in drawn}
    shares = {
        name.replace("-", "_"): Decimal(value) for name, value in drawn.items() if name in ("opens-at", "yields-to")
    }
    changed: dict[str, object] = {
        "mood": persona.mood.model_copy(update=mood),
        "bargaining": persona.bargaining.model_copy(update=shares),
    }
    if persona.finances is not None:
        currency = persona.finances.income.currency
        money: dict[str, object] = {
            name.replace("-", "_"): Money(amount=Decimal(value), currency=currency)
            for name, value in drawn.items()
            if name in MONEY_RANGES
        }
        if "payday" in drawn:
            money["payday"] = drawn["payday"]
        changed["finances"] = persona.finances.model_copy(update=money)
    return persona.model_copy(update=changed)


def _draw(between: Between, seed: int, question: str) -> int:
    """A whole number within the range; large ranges go by fives and tens, as figures are told on the phone."""
    width = between.high - between.low
    step = 10 if width >= 100 else 5 if width >= 40 else 1
    return choose(seed, question, range(between.low, between.high + 1, step))
