"""From a call's events to the transcript that scoring reads.

Owns the mapping of a scenario's file onto the facts of a case. Never judges.
"""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.model.scenario import Scenario
from scoring.transcript import (
    AccountFacts,
    AuthorityFacts,
    MoneyTruth,
    PlacedCall,
    Regime,
    Speaker,
    StatusFacts,
    Transcript,
    Turn,
    WrapUpRecord,
)
from simulator.calls.call import effective
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke, Event, WrappedUp


def regime_of(scenario: Scenario) -> Regime:
    """Where the calls of a scenario stand."""
    return Regime(scenario.regime.jurisdiction, scenario.regime.collector, scenario.regime.rules)


def to_transcript(call_id: str, cast: Cast, events: Iterable[Event]) -> Transcript:
    """The annotated call, as far as it has got."""
    turns: list[Turn] = []
    wrap_up: WrapUpRecord | None = None
    ended_by: str | None = None
    for event in effective(events):
        if isinstance(event, AgentSpoke):
            turns.append(Turn(event.turn, "agent", event.text, event.acts, start=event.at))
        elif isinstance(event, DebtorSpoke):
            speaker: Speaker = "third-party" if event.speaker == "third-party" else "debtor"
            turns.append(Turn(event.turn, speaker, event.text, event.acts))
        elif isinstance(event, CallEnded):
            ended_by = event.by
        elif isinstance(event, WrappedUp):
            wrap_up = WrapUpRecord(event.disposition, event.note)
    scenario, finances = cast.scenario, cast.persona.finances
    return Transcript(
        id=call_id,
        turns=tuple(turns),
        channel=scenario.channel,
        direction=cast.flow.direction,
        regime=regime_of(scenario),
        started_at=scenario.starts_at,
        debtor_zone=scenario.debtor_zone,
        party_on_line="third-party" if cast.persona.relation is not None else "debtor",
        first_communication=scenario.first_communication,
        account=_account(scenario),
        status=_status(scenario),
        authority=_authority(scenario),
        recent_calls=tuple(PlacedCall(at) for at in scenario.recent_calls),
        wrap_up=wrap_up,
        money=None if finances is None else MoneyTruth(finances.disposable, finances.savings.amount),
        ended_by=ended_by,
        known_status=next((note.status for note in cast.persona.statuses), None),
    )


def _account(scenario: Scenario) -> AccountFacts:
    account = scenario.account
    return AccountFacts(
        balance=account.balance.amount,
        currency=account.balance.currency,
        creditor=account.creditor,
        days_past_due=account.days_past_due,
        fees_authorised=account.fees_authorised,
        limitation_expired=account.limitation_expired,
        judgment=account.judgment,
        legal_action_intended=account.legal_action_intended,
        reported_to_bureaus=account.reported_to_bureaus,
        secured=account.secured,
    )


def _status(scenario: Scenario) -> StatusFacts:
    status = scenario.status
    return StatusFacts(
        dispute=status.dispute,
        attorney=status.attorney,
        bankruptcy=status.bankruptcy,
        cease=status.cease,
        work_prohibited=status.work_prohibited,
        deceased=status.deceased,
        breathing_space=status.breathing_space,
    )


def _authority(scenario: Scenario) -> AuthorityFacts:
    authority = scenario.authority
    return AuthorityFacts(
        settlement_floor_percent=authority.settlement.floor if authority.settlement else None,
        plan_max_months=authority.plan.longest if authority.plan else None,
        plan_min_payment=authority.plan.smallest.amount if authority.plan else None,
    )
