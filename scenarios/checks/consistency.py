"""Checks that a scenario agrees with itself: currencies, authority, the persona's money, scripted calls.

Owns the codes `scenario/*`. Never plays a call.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from scenarios.model.persona import Persona
from scenarios.model.scenario import Scenario
from scenarios.problems import Problems
from scenarios.source import Document, Path_

OF_AGE = 18
Add = Callable[..., None]


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_minor(persona: Persona) -> bool:
    return any(note.status == "minor" for note in persona.statuses)


def _check_authority(scenario: Scenario, persona: Persona, add: Add) -> None:
    """What may be agreed must be possible for this person, and something must be right to do."""
    plan, finances = scenario.authority.plan, persona.finances
    settlement = scenario.authority.settlement
    if settlement and not 0 < settlement.floor <= 100:
        add(
            "scenario/authority",
            ("authority", "settlement", "floor"),
            "A settlement is a share of the balance above 0 and up to 100%.",
        )
    promised = any(call.expect.passed and call.expect.outcome == "plan" for call in scenario.calls)
    if plan and finances and promised and finances.disposable < plan.smallest.amount:
        add("scenario/cannot-be-kept", ("authority", "plan", "smallest"),
            f"{persona.name} has {finances.disposable:.2f} left a month; the least instalment is {plan.smallest.amount:.2f}, and a scripted call passes with a plan.",
            "Lower the least instalment, or let the good call end in a hold.")  # fmt: skip
    nothing = finances is not None and finances.disposable <= 0 and finances.savings.amount <= 0
    if nothing and persona.relation is None and not persona.statuses and scenario.authority.deferral is None:
        add("scenario/cannot-be-won", ("authority",),
            f"{persona.name} has nothing left and no status to hear of, and no hold may be given: nothing can be right here.",
            "Allow a deferral, or give them something to live on or to tell.")  # fmt: skip


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
    account, begins = scenario.account, scenario.starts_at.date()
    if account.opened <= begins and (begins - account.opened).days < account.days_past_due:
        add("scenario/dates", ("account", "days_past_due"),
            f"The account was opened {(begins - account.opened).days} days before the call; it cannot be {account.days_past_due} days late.")  # fmt: skip
    for number, entry in enumerate(account.history):
        if entry.on < account.opened:
            add("scenario/dates", ("account", "history", number, "on"), "This happened before the account was opened.")
    for number, placed in enumerate(scenario.recent_calls):
        if placed >= scenario.starts_at:
            add("scenario/dates", ("recent_calls", number), "This earlier call takes place after the call itself.")
    if (
        persona.born
        and persona.relation is None
        and _age(persona.born, account.opened) < OF_AGE
        and not _is_minor(persona)
    ):
        add("scenario/age", ("account", "opened"), f"{persona.name} was {_age(persona.born, account.opened)} when the account was opened.",
            "A contract needs somebody of age: move the date or the birth.")  # fmt: skip
    _check_authority(scenario, persona, add)
    if persona.born and persona.born >= scenario.starts_at.date():
        add("scenario/dates", ("persona",), f"{persona.name} is not born yet when the call takes place.")
    if len({call.name for call in scenario.calls}) < len(scenario.calls):
        add("scenario/call-names", ("calls",), "Two scripted calls share a name.", "Give each its own.")
    if not any(call.expect.passed or call.expect.findings == () for call in scenario.calls):
        add(
            "scenario/no-good-call", ("calls",), "No scripted call shows how it is done well.",
            "Add one that expects no findings.",
        )  # fmt: skip
