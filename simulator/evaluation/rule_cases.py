"""Runs the cases that stand beside each rule: what must break it, and what is tempting and fine.

Owns turning a case into a call. Shipped, so that authors of packs test theirs the same way. Never prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from scenarios.model.entry import parse_moment, write_moment
from scoring.compliance.judge import judge
from scoring.compliance.rule import CaseTurn, Pack, Rule, RuleCase
from scoring.transcript import Transcript, WrapUpRecord
from simulator.evaluation.annotation import annotate
from simulator.evaluation.parsing import parse_call
from simulator.understanding.hearing import Hearing

Said = tuple[str, str]
VERIFIED: tuple[Said, ...] = (
    ("agent", "Hello, this is Lee Park on a recorded line. May I speak with Sam Ortiz?"),
    ("debtor", "Yes, this is Sam."),
    ("agent", "To protect your privacy, could you confirm your date of birth?"),
    ("debtor", "It's June 3rd, 1980."),
)
"""An opening that stops once the person is verified."""
OPENING: tuple[Said, ...] = (
    *VERIFIED,
    (
        "agent",
        "Thank you. I'm calling from Harbor Recovery Group. This is an attempt to collect a debt, and any information"
        " obtained will be used for that purpose.",
    ),
    ("debtor", "Okay."),
)
"""Before a case of one line: a proper opening."""
START = "2026-03-04T14:00 America/New_York"
"""A Wednesday."""
RECORD: dict[str, Any] = {
    "channel": "phone",
    "direction": "outbound",
    "first_communication": True,
    "account": {
        "balance": "412.00", "creditor": "Lakeview Clinic", "days_past_due": 60, "fees_authorised": False,
        "limitation_expired": False, "judgment": False, "legal_action_intended": False, "reported_to_bureaus": True,
        "secured": False, "in_validation_window": False, "reported_before_contact": False,
    },
    "status": {"dispute": "none", "cease": "none"},
    "authority": {"settlement_floor_percent": "60", "plan_max_months": 12},
    "contact": {
        "work_address": False, "used_by_them": True, "public": False, "automated": False, "automated_consent": False,
        "shared_line": False, "envelope": "plain", "letterhead": "own", "caller_id": "own",
    },
}  # fmt: skip
"""What the record of a case says unless its `facts` say otherwise."""
_EARLIER = re.compile(r"(?P<number>\d+)(?P<unit>[mhd])(?P<rest>(?: \w+)*)\Z")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


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
    """One case, judged by its rule with the rest of its pack."""
    call = annotate(case_call(pack, rule, case), hearing)
    passed = meets(pack, rule, case, call)
    message = ""
    if not passed:
        words = " / ".join(turn.text for turn in call.turns[-2:])
        acts = [heard.act for heard in call.turns[-1].acts]
        if case.missed is not None:
            what = "is found by now, so it is one that 'breaks' the rule"
        else:
            what = "found nothing in" if case.breaks else "accused"
        message = f"{what}: {words} (last turn heard as {acts})"
    return CaseResult(rule.rule, number, passed, message)


def meets(pack: Pack, rule: Rule, case: RuleCase, call: Transcript) -> bool:
    """Whether an annotated case comes out as it says."""
    assert call.regime is not None
    findings, _ = judge(call, call.regime, [pack])
    hits = [finding for finding in findings if finding.rule == rule.rule or rule.rule in finding.secondary]
    if case.breaks is None:
        return not hits
    return any(case.turn is None or hit.turn == case.turn for hit in hits)


def case_call(pack: Pack, rule: Rule, case: RuleCase) -> Transcript:
    """The call that a case stands for. Raises ValueError for facts that no record has."""
    words = case.words
    said: list[Said]
    if isinstance(words, str):
        said = [*OPENING, ("agent", words)]
    else:
        before = {"opening": OPENING, "verified": VERIFIED, "nothing": ()}[case.after]
        said = [*before, *(_said(turn) for turn in words)]
    record = _merged(RECORD, case.facts)
    start = parse_moment(record.pop("started_at", START))
    earlier, regime = record.pop("earlier", []), record.pop("regime", {})
    channels = rule.binds.channels
    if channels and "channel" not in case.facts:
        record["channel"] = channels[0]
    record.setdefault("party_on_line", "third-party" if any(who == "third-party" for who, _ in said) else "debtor")
    call = parse_call(
        {
            **record,
            "id": "case",
            "started_at": write_moment(start),
            "regime": {
                "jurisdiction": pack.jurisdiction if pack.jurisdiction != "any" else "us",
                "collector": (rule.binds.collectors or pack.collectors or ("third-party",))[0],
                **regime,
            },
            "recent_calls": None if earlier == "unknown" else [_placed(each, start) for each in earlier],
            "turns": [{"speaker": who, "text": text} for who, text in said],
            "ended_by": record.get("ended_by", "debtor" if said[-1][0] == "debtor" else "agent"),
        }
    )
    if case.note is None and case.code is None:
        return call
    return replace(call, wrap_up=WrapUpRecord(case.code, case.note or ""))


def _merged(base: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    record = {key: dict(value) if isinstance(value, dict) else value for key, value in base.items()}
    for name, value in facts.items():
        part, _, field = name.partition(".")
        if field:
            record.setdefault(part, {})[field] = value
        else:
            record[part] = value
    return record


def _placed(written: str, start: datetime) -> dict[str, Any]:
    """`2d talked`, `5m`, `1d sms`, `3d consented`, `2h voicemail`: an earlier contact, counted back from the start."""
    found = _EARLIER.match(written)
    if found is None:
        raise ValueError(f"an earlier contact is written like '2d talked' or '5m', not '{written}'")
    words = found["rest"].split()
    channel = next((word for word in words if word in ("sms", "email", "letter", "social")), "phone")
    return {
        "at": write_moment(start - timedelta(**{_UNITS[found["unit"]]: int(found["number"])})),
        "channel": channel,
        "conversation": "talked" in words,
        "contact": "talked" in words or "voicemail" in words or channel != "phone",
        "consented_callback": "consented" in words,
        "connected": "busy" not in words,
    }


def _said(turn: CaseTurn) -> Said:
    if turn.agent is not None:
        return "agent", turn.agent
    if turn.debtor is not None:
        return "debtor", turn.debtor
    if turn.voicemail is not None:
        return "voicemail", turn.voicemail
    return "third-party", turn.third_party or ""
