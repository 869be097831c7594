"""Runs the cases that stand beside each rule: what must break it, and what is tempting and fine.

Owns turning a case into a call. Shipped, so that authors of packs test theirs the same way. Never prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from scenarios.model.entry import parse_moment
from scoring.compliance.judge import judge
from scoring.compliance.rule import CaseTurn, Pack, Rule, RuleCase
from scoring.transcript import (
    AccountFacts,
    AuthorityFacts,
    PlacedCall,
    Regime,
    Speaker,
    StatusFacts,
    Transcript,
    Turn,
    WrapUpRecord,
)
from simulator.evaluation.annotation import annotate
from simulator.understanding.hearing import Hearing

OPENING: tuple[tuple[Speaker, str], ...] = (
    ("agent", "Hello, this is Lee Park on a recorded line. May I speak with Sam Ortiz?"),
    ("debtor", "Yes, this is Sam."),
    ("agent", "To protect your privacy, could you confirm your date of birth?"),
    ("debtor", "It's June 3rd, 1980."),
    (
        "agent",
        "Thank you. I'm calling from Harbor Recovery Group. This is an attempt to collect a debt, and any information"
        " obtained will be used for that purpose.",
    ),
    ("debtor", "Okay."),
)
"""Before a case of one line: a proper opening."""


@dataclass(frozen=True)
class CaseResult:
    """What one case came to."""

    rule: str
    number: int
    passed: bool
    message: str


def run_cases(packs: Iterable[Pack], hearing: Hearing) -> Iterator[CaseResult]:
    """Every case of every rule."""
    for pack in packs:
        for rule in pack.rules:
            for number, case in enumerate(rule.cases):
                yield run_case(pack, rule, number, case, hearing)


def run_case(pack: Pack, rule: Rule, number: int, case: RuleCase, hearing: Hearing) -> CaseResult:
    """One case, judged by its rule alone with the rest of its pack."""
    call = annotate(case_call(pack, case), hearing)
    assert call.regime is not None
    findings, _ = judge(call, call.regime, [pack])
    hits = [finding for finding in findings if finding.rule == rule.rule or rule.rule in finding.secondary]
    wanted = case.breaks is not None
    passed = bool(hits) == wanted
    if passed and wanted and case.turn is not None:
        passed = any(hit.turn == case.turn for hit in hits)
    acts = [heard.act for heard in call.turns[-1].acts]
    words = case.breaks or case.fine
    what = (
        words
        if isinstance(words, str)
        else " / ".join(turn.agent or turn.debtor or turn.third_party or "" for turn in words or ())
    )
    message = "" if passed else f"{'found nothing in' if wanted else 'accused'}: {what} (last turn heard as {acts})"
    return CaseResult(rule.rule, number, passed, message)


def case_call(pack: Pack, case: RuleCase) -> Transcript:
    """The call that a case stands for."""
    words = case.breaks if case.breaks is not None else case.fine
    said = [*OPENING, ("agent", words)] if isinstance(words, str) else [_said(turn) for turn in words or ()]
    turns = tuple(Turn(index, speaker, text) for index, (speaker, text) in enumerate(said))
    facts: dict[str, Any] = dict(case.facts)
    start = parse_moment(facts.get("started_at", "2026-03-04T14:00 America/New_York"))
    placed = tuple(
        PlacedCall(start - timedelta(hours=5 + 20 * each)) for each in range(int(facts.get("recent_calls", 0)))
    )
    collectors = pack.collectors or ("third-party",)
    floor = facts.get("settlement_floor_percent")
    third = any(speaker == "third-party" for speaker, _ in said)
    return Transcript(
        id="case",
        turns=turns,
        regime=Regime(pack.jurisdiction if pack.jurisdiction != "any" else "us", collectors[0]),
        started_at=start,
        debtor_zone=facts.get("debtor_zone"),
        party_on_line="third-party" if third else "debtor",
        first_communication=bool(facts.get("first_communication", True)),
        account=AccountFacts(
            balance=Decimal("412.00"),
            currency="GBP" if pack.jurisdiction == "uk" else "USD",
            creditor="Lakeview Clinic",
            days_past_due=60,
            fees_authorised=bool(facts.get("fees_authorised", False)),
            limitation_expired=bool(facts.get("limitation_expired", False)),
            judgment=bool(facts.get("judgment", False)),
            legal_action_intended=bool(facts.get("legal_action_intended", False)),
            reported_to_bureaus=True,
            secured=bool(facts.get("secured", False)),
        ),
        status=StatusFacts(
            dispute=facts.get("dispute", "none"),
            cease=facts.get("cease", "none"),
            breathing_space=bool(facts.get("breathing_space", False)),
        ),
        authority=AuthorityFacts(settlement_floor_percent=Decimal(floor) if floor else None),
        recent_calls=placed,
        wrap_up=WrapUpRecord(facts.get("disposition"), case.note or "") if case.note is not None else None,
        ended_by="debtor" if said[-1][0] == "debtor" else "agent",
    )


def _said(turn: CaseTurn) -> tuple[Speaker, str]:
    if turn.agent is not None:
        return "agent", turn.agent
    if turn.debtor is not None:
        return "debtor", turn.debtor
    return "third-party", turn.third_party or ""
