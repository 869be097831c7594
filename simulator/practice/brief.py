"""What an officer reads before dialling, as text and as JSON.

Owns the brief's contents. Never tells what the persona hides.
"""

from __future__ import annotations

from typing import Any

from scenarios.model.persona import Persona
from scenarios.model.scenario import LANGUAGES, Scenario


def brief_json(scenario: Scenario, persona: Persona) -> dict[str, Any]:
    """The brief as data."""
    account, authority = scenario.account, scenario.authority
    return {
        "type": "brief",
        "scenario": scenario.scenario,
        "title": scenario.title,
        "brief": scenario.brief,
        "goal": scenario.goal,
        "level": scenario.level,
        "channel": scenario.channel,
        "language": scenario.language,
        "direction": "inbound" if scenario.flow.startswith("inbound") else "outbound",
        "starts_at": scenario.starts_at.isoformat(),
        "agent_name": scenario.agent_name,
        "company": scenario.company,
        "person": account.holder or persona.name,
        "verify_with": sorted(persona.identity) if persona.relation is None else [],
        "first_communication": scenario.first_communication,
        "account": {
            "creditor": account.creditor,
            "reference": account.reference,
            "kind": account.kind,
            "balance": f"{account.balance.amount:.2f}",
            "currency": account.balance.currency,
            "opened": account.opened.isoformat(),
            "days_past_due": account.days_past_due,
            "itemised": [{"label": item.label, "amount": f"{item.amount.amount:.2f}"} for item in account.itemised],
            "history": [{"on": entry.on.isoformat(), "what": entry.what} for entry in account.history],
        },
        "authority": {
            "plan_max_months": authority.plan.longest if authority.plan else None,
            "plan_min_payment": f"{authority.plan.smallest.amount:.2f}" if authority.plan else None,
            "settlement_floor_percent": f"{authority.settlement.floor.normalize():f}" if authority.settlement else None,
            "deferral_max_months": authority.deferral.longest if authority.deferral else None,
        },
    }


def account_lines(scenario: Scenario, persona: Persona) -> list[tuple[str, str]]:
    """The account file as label and value."""
    account, authority = scenario.account, scenario.authority
    lines = [
        ("Person", account.holder or persona.name),
        ("Creditor", account.creditor),
        ("You call for", scenario.company),
        ("Balance", account.balance.spoken),
        ("Past due", f"{account.days_past_due} days"),
        ("Opened", account.opened.isoformat()),
        ("Reference", account.reference or "none"),
    ]
    if authority.plan:
        lines.append(
            (
                "Plan",
                f"up to {authority.plan.longest} months, {authority.plan.smallest.spoken} a month or more",
            )
        )
    lines.append(
        (
            "Settlement",
            f"{authority.settlement.floor.normalize():f} % or more" if authority.settlement else "not allowed",
        )
    )
    if authority.deferral:
        lines.append(("Hold", f"up to {authority.deferral.longest} months"))
    lines.append(("Contact", "first communication" if scenario.first_communication else "spoken to before"))
    if scenario.pass_mark is not None:
        lines.append(("To pass", f"{scenario.pass_mark.normalize():f} points of 100"))
    if not scenario.judged:
        spoken = (
            f"{LANGUAGES[scenario.language]}; you are heard by this scenario's phrases alone, and no rules are judged"
        )
        lines.append(("Language", spoken))
    return lines


def brief_text(scenario: Scenario, persona: Persona) -> str:
    """The brief as plain text."""
    account = scenario.account
    lines = [
        f"{scenario.title}  (level {scenario.level})",
        "",
        scenario.brief.strip(),
        "",
        f"Goal: {scenario.goal}",
        "",
    ]
    lines.append(f"It is {scenario.starts_at:%A, %d %B %Y, %H:%M}. Your desk name is {scenario.agent_name}.")
    if persona.identity and persona.relation is None:
        lines.append(f"They can be verified by: {', '.join(kind.replace('-', ' ') for kind in persona.identity)}.")
    lines.append("")
    width = max(len(label) for label, _ in account_lines(scenario, persona))
    lines += [f"  {label.ljust(width)}  {value}" for label, value in account_lines(scenario, persona)]
    if account.itemised:
        lines += ["", "  Made up of:"] + [f"    {item.label}: {item.amount.spoken}" for item in account.itemised]
    if account.history:
        lines += ["", "  History:"] + [f"    {entry.on}  {entry.what}" for entry in account.history]
    return "\n".join(lines)
