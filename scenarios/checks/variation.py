"""Checks a persona's ranges, from which every seed but 1 draws: they must hold what is written and keep it true.

Owns the code `persona/varies`. Never draws anything (`simulator.dialogue.variation` does).
"""

from __future__ import annotations

from scenarios.model.persona import Persona
from scenarios.problems import Problems
from scenarios.source import Document


def check_variation(persona: Persona, document: Document, problems: Problems) -> None:
    """Ranges must hold what is written, need money to vary money, and never turn something left over into nothing."""

    def add(name: str, message: str, hint: str) -> None:
        mark = document.mark(("varies", name))
        problems.add("persona/varies", mark.line, mark.column, message, hint)

    written = _written(persona)
    for name, between in persona.varies.items():
        if name not in written:
            add(name, f"{persona.name} has no {name} to vary.", "Give it under 'finances', or take the range out.")
        elif not between.low <= written[name] <= between.high:
            add(name, f"What is written, {written[name]}, lies outside {between.low} to {between.high}.",
                "Seed 1 is as written, the other seeds draw from the range.")  # fmt: skip
    if persona.finances is None or persona.finances.disposable <= 0:
        return
    worst = {
        name: (persona.varies[name].low if name == "income" else persona.varies[name].high)
        if name in persona.varies else written.get(name, 0)
        for name in ("income", "essentials", "other-debts")
    }  # fmt: skip
    if worst["income"] - worst["essentials"] - worst["other-debts"] <= 0:
        add(next(iter(persona.varies)), "At the worst of these ranges nothing is left each month, as written there is.",
            "Narrow the ranges of income and essentials.")  # fmt: skip


def _written(persona: Persona) -> dict[str, int]:
    written = {
        "trust": persona.mood.trust, "patience": persona.mood.patience, "stress": persona.mood.stress,
        "opens-at": int(persona.bargaining.opens_at), "yields-to": int(persona.bargaining.yields_to),
    }  # fmt: skip
    if persona.finances is not None:
        money = persona.finances
        written |= {
            "income": int(money.income.amount), "essentials": int(money.essentials.amount),
            "savings": int(money.savings.amount), "payday": money.payday,
        }  # fmt: skip
        if money.other_debts is not None:
            written["other-debts"] = int(money.other_debts.amount)
    return written
