"""Checks that a scenario agrees with itself: currencies, authority, the persona's money, scripted calls.

Owns the codes `scenario/*`. Never plays a call.
"""

from __future__ import annotations

from scenarios.model.persona import Persona
from scenarios.model.scenario import Scenario
from scenarios.problems import Problems
from scenarios.source import Document, Path_


def check_consistency(scenario: Scenario, persona: Persona, document: Document, problems: Problems) -> None:
    """What one scenario says in two places must agree."""

    def add(code: str, place: Path_, message: str, hint: str = "") -> None:
        mark = document.mark(place)
        problems.add(code, mark.line, mark.column, message, hint)

    currency = scenario.account.balance.currency
    plan = scenario.authority.plan
    if plan and plan.smallest.currency != currency:
        add(
            "scenario/currency",
            ("authority", "plan", "smallest"),
            f"The balance is in {currency}, this is not.",
        )
    if plan and plan.smallest.amount > scenario.account.balance.amount:
        add(
            "scenario/authority",
            ("authority", "plan", "smallest"),
            "The least instalment exceeds the balance.",
        )
    if persona.finances and persona.finances.income.currency != currency:
        add("scenario/currency", ("persona",), f"{persona.name} is paid in another currency than {currency}.")
    if scenario.account.opened > scenario.starts_at.date():
        add("scenario/dates", ("account", "opened"), "The account was opened after the call takes place.")
    for number, entry in enumerate(scenario.account.history):
        if entry.on > scenario.starts_at.date():
            add(
                "scenario/dates",
                ("account", "history", number, "on"),
                "This happened after the call takes place.",
            )
    if persona.born and persona.born >= scenario.starts_at.date():
        add("scenario/dates", ("persona",), f"{persona.name} is not born yet when the call takes place.")
    if len({call.name for call in scenario.calls}) < len(scenario.calls):
        add("scenario/call-names", ("calls",), "Two scripted calls share a name.", "Give each its own.")
    if not any(call.expect.passed or call.expect.findings == () for call in scenario.calls):
        add(
            "scenario/no-good-call", ("calls",), "No scripted call shows how it is done well.",
            "Add one that expects no findings.",
        )  # fmt: skip
