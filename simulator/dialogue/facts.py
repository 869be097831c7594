"""The facts of a call that guards look at, and what each agent act makes true.

Owns that table. Never moves the mood and never speaks.
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring import stops as scoring
from simulator.dialogue.state import CallState

PROPOSES = frozenset(
    [
        "offer-plan",
        "offer-settlement",
        "ask-full-payment",
        "ask-down-payment",
        "ask-any-payment",
        "offer-deferral",
        "ask-authorisation",
    ]
)
"""Agent acts that put terms on the table."""
COLLECTS = scoring.COLLECTS | {"ask-payment-date", "ask-payment-method", "ask-finances"}
"""Agent acts that go on collecting, questions about money included."""
HONOURS = scoring.HONOURS | {"offer-deferral"}
"""Agent acts that take a status that was raised seriously."""
KIND = frozenset(
    [
        "acknowledge-hardship",
        "reflect-feeling",
        "reflect-content",
        "validate",
        "apologise",
        "condole",
        "affirm",
        "reassure",
        "offer-choice",
        "ask-permission",
        "ask-wellbeing",
    ]
)
WORN_DOWN = "worn-down"
"""Raised when somebody pressed past what they told has said it as often as they could."""
_RAISES = {
    "identify-self": "identified",
    "identify-company": "company-named",
    "ask-for-person": "asked-for-person",
    "disclose-recording": "recording-told",
    "mini-miranda": "mini-miranda",
    "state-debt": "debt-told",
    "ask-reason": "asked-reason",
    "ask-ability": "asked-ability",
    "recap-arrangement": "recapped",
    "offer-callback": "callback",
    "hold": "asked-to-hold",
    "deny-threat": "threat-denied",
    "insult": "rude",
    "blame": "rude",
    "dismiss": "rude",
}


def raised_by(act: str, state: CallState) -> Iterable[str]:
    """Flags that an agent act raises."""
    if act in _RAISES:
        yield _RAISES[act]
    if act in PROPOSES:
        yield "offer-made"
        yield "debt-told"
    if act in KIND:
        yield "empathised"
    if state.statuses and act in HONOURS:
        yield "status-honoured"
    if state.statuses and act in COLLECTS:
        yield "pressed"
    if act.startswith(("threaten-", "claim-", "accuse-")):
        yield "rude"


def facts_of(state: CallState) -> dict[str, int]:
    """Every fact that a guard may look at; yes is 1, missing is 0."""
    facts = dict.fromkeys(state.flags, 1)
    facts.update(trust=state.trust, patience=state.patience, stress=state.stress, turn=state.turn)
    if state.statuses:
        facts["status-raised"] = 1
    if state.offers:
        facts["offer-made"] = 1
    for fact in state.told:
        facts[f"told-{fact}"] = facts.get(f"told-{fact}", 0) + 1
        if fact == "reason":
            facts["reason-told"] = 1
    return facts
