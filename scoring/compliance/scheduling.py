"""May this person be contacted now, by this channel? Answered from the packs' rules before any word is said.

Owns the answer: allowed or not, which rule says so, why, and the next lawful moment. Pure: the moment is given, nothing
is dialled. Never judges what is said (`judge.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scoring.compliance.bad_times import bad_time_at
from scoring.compliance.because import explain
from scoring.compliance.case import Case
from scoring.compliance.condition import Condition
from scoring.compliance.judge import binds
from scoring.compliance.monitor import decide
from scoring.compliance.rule import Pack, Rule
from scoring.compliance.timing import (
    after_pause,
    known_zones,
    last_talk,
    next_free,
    next_inside,
    outside_hours,
    too_many,
    unlisted_holidays,
)
from scoring.finding import Severity
from scoring.transcript import Regime, Transcript

FURTHEST = timedelta(days=120)
"""A next moment later than this is none."""


@dataclass(frozen=True)
class Refusal:
    """One rule that says no."""

    rule: str
    cite: str
    why: str
    until: datetime | None
    """When it stops saying no by itself; None: not by waiting."""
    severity: Severity = "major"

    def as_json(self) -> dict[str, object]:
        """For commands."""
        until = self.until.isoformat() if self.until else None
        return {"rule": self.rule, "severity": self.severity, "cite": self.cite, "why": self.why, "until": until}


@dataclass(frozen=True)
class Permission:
    """The answer."""

    allowed: bool
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Refusal, ...] = ()
    """Rules that only warn."""
    next_moment: datetime | None = None
    """The first lawful moment from the asked one on; None: waiting does not help."""
    unknown: tuple[str, ...] = ()
    """Fields that the record lacks, so that a rule could not be asked."""

    def as_json(self) -> dict[str, object]:
        """For commands."""
        return {
            "allowed": self.allowed,
            "refusals": [each.as_json() for each in self.refusals],
            "warnings": [each.as_json() for each in self.warnings],
            "next_moment": self.next_moment.isoformat() if self.next_moment else None,
            "unknown": list(self.unknown),
        }  # fmt: skip


def may_contact(planned: Transcript, packs: Sequence[Pack], regime: Regime | None = None) -> Permission:
    """Whether the planned contact may be made at its `started_at`, and if not, when.

    `planned` is a call without turns: channel, zones, status, recent calls. Raises ValueError without a moment.
    """
    if planned.started_at is None:
        raise ValueError("a planned contact needs the moment it is planned for")
    found, unknown = _ask(planned, packs, regime)
    warnings = tuple(each for each in found if each.severity == "risk")
    refusals = tuple(each for each in found if each.severity != "risk")
    if not refusals:
        return Permission(True, (), warnings, planned.started_at, unknown)
    return Permission(False, refusals, warnings, _next(planned, packs, regime), unknown)


def _next(planned: Transcript, packs: Sequence[Pack], regime: Regime | None) -> datetime | None:
    at = planned.started_at
    assert at is not None
    latest = at + FURTHEST
    while at <= latest:
        found, _ = _ask(replace(planned, started_at=at), packs, regime)
        refusals = [each for each in found if each.severity != "risk"]
        if not refusals:
            return at
        untils = [each.until for each in refusals]
        if any(until is None for until in untils):
            return None
        later = max(until for until in untils if until is not None)
        if later <= at:
            return None
        at = later
    return None


def _ask(
    planned: Transcript, packs: Sequence[Pack], regime: Regime | None
) -> tuple[tuple[Refusal, ...], tuple[str, ...]]:
    regime = regime or planned.regime or Regime()
    case = Case(planned, regime)
    day = planned.started_at.date() if planned.started_at else None
    refusals: dict[str, Refusal] = {}
    unknown: set[str] = set()
    for pack in packs:
        for rule in pack.rules:
            if binds(rule, regime, planned) and rule.in_force(day):
                for condition in rule.when:
                    for refusal in _refuse(rule, condition, planned, case, unknown):
                        refusals.setdefault(rule.rule, replace(refusal, severity=rule.severity))
    return _primary(refusals, packs), tuple(sorted(unknown))


def _refuse(rule: Rule, condition: Condition, planned: Transcript, case: Case, unknown: set[str]) -> Iterator[Refusal]:
    at = planned.started_at
    assert at is not None
    guard = condition.guard
    if condition.pattern not in ("hold", "barred", "unwelcome", "hours", "contacts", "pause"):
        return
    holds, lacking = decide(guard, case.facts)
    unknown.update(lacking)
    if not holds:
        return
    zones = known_zones((planned.debtor_zone, planned.contact.number_zone))
    if condition.hold or condition.barred:
        if planned.channel in (*condition.hold, *condition.barred):
            yield Refusal(rule.rule, rule.cite, f"{rule.why} {explain(guard, case.facts, case)}".strip(), None)
        return
    if planned.contact.consented_callback:
        return
    if condition.unwelcome:
        found = bad_time_at(at, planned.status.inconvenient, zones[0] if zones else at.tzinfo)
        if found and planned.channel in condition.unwelcome:
            yield Refusal(rule.rule, rule.cite, f"They called this time bad: {found[0].written}.", found[1])
    elif condition.hours is not None:
        why = outside_hours(condition.hours, at, zones)
        if why:
            later = next_inside(condition.hours, at + timedelta(minutes=1), zones)
            yield Refusal(rule.rule, rule.cite, why, later)
        else:
            unknown.update(unlisted_holidays(condition.hours, at, zones))
    elif condition.contacts is not None or condition.pause is not None:
        if planned.recent_calls is None:
            unknown.add("recent_calls")
            return
        if condition.contacts is not None:
            why = too_many(condition.contacts, at, planned.recent_calls, zones)
            if why:
                later = next_free(condition.contacts, at, planned.recent_calls, zones)
                yield Refusal(rule.rule, rule.cite, why, later)
        elif condition.pause is not None:
            talk = last_talk(condition.pause, at, planned.recent_calls, zones)
            if talk is not None:
                why = f"There was a conversation on {talk:%A} {talk.day} {talk:%B}."
                yield Refusal(rule.rule, rule.cite, why, after_pause(condition.pause, talk, zones))


def _primary(refusals: dict[str, Refusal], packs: Sequence[Pack]) -> tuple[Refusal, ...]:
    """Without those that yield to another that says no as well, as in judging."""
    yields = {rule.rule: rule.yields_to for pack in packs for rule in pack.rules}
    return tuple(
        each for each in refusals.values() if not any(other in refusals for other in yields.get(each.rule, ()))
    )
