"""One recorded call out of its JSON object: names for speakers, moments with zones, money as decimals.

Owns the form of the contract and what is said of a call that breaks it. Never opens a file and never scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from scenarios.model.entry import parse_moment
from scoring.compliance.bad_times import parse_bad_time
from scoring.transcript import (
    AccountFacts,
    AuthorityFacts,
    ContactFacts,
    PlacedCall,
    Regime,
    Speaker,
    StatusFacts,
    Transcript,
    Turn,
    WrapUpRecord,
)

SPEAKERS: dict[str, Speaker] = {
    **dict.fromkeys(("agent", "collector", "rep", "representative", "operator", "advisor", "adviser", "caller-agent", "a"), "agent"),
    **dict.fromkeys(("debtor", "consumer", "customer", "client", "borrower", "user", "caller", "d", "c"), "debtor"),
    **dict.fromkeys(("third-party", "third_party", "third party", "other", "relative", "spouse", "roommate"), "third-party"),
    **dict.fromkeys(("voicemail", "machine", "ivr"), "voicemail"),
}  # fmt: skip
MOST_MONEY = Decimal(10) ** 12
"""Larger sums are slips of the pen."""


def parse_call(data: Any) -> Transcript:
    """One call from its JSON object. Raises ValueError with a sentence for a trainer."""
    if not isinstance(data, dict):
        raise ValueError("a call is a JSON object")
    if "id" not in data or "turns" not in data:
        raise ValueError(f"a call needs 'id' and 'turns'; '{'id' if 'id' not in data else 'turns'}' is missing")
    if not isinstance(data["turns"], list):
        raise ValueError("'turns' must be a list")
    regime = data.get("regime")
    started = data.get("started_at")
    return Transcript(
        id=str(data["id"]),
        turns=tuple(_turn(number, each) for number, each in enumerate(data["turns"])),
        channel=str(data.get("channel") or "phone"),
        direction=str(data.get("direction") or "outbound"),
        regime=_regime(regime) if regime else None,
        started_at=_moment(started, "started_at") if started else None,
        debtor_zone=data.get("debtor_zone"),
        party_on_line=data.get("party_on_line"),
        first_communication=data.get("first_communication"),
        account=_account(data.get("account") or {}),
        status=_status(data.get("status") or {}),
        authority=_authority(data.get("authority") or {}),
        contact=_contact(data.get("contact") or {}),
        recent_calls=tuple(_placed(each) for each in data["recent_calls"])
        if data.get("recent_calls") is not None
        else None,
        wrap_up=_wrap_up(data.get("wrap_up")),
        ended_by=data.get("ended_by"),
    )


def _turn(number: int, data: Any) -> Turn:
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError(f"turn {number} needs 'speaker' and 'text'")
    speaker = SPEAKERS.get(str(data.get("speaker", "")).strip().lower())
    if speaker is None:
        raise ValueError(
            f"turn {number}: '{data.get('speaker')}' is not a speaker (agent, debtor, third-party, voicemail)"
        )
    return Turn(number, speaker, data["text"], (), data.get("start"), data.get("end"))


def _regime(data: Any) -> Regime:
    if not isinstance(data, Mapping):
        raise ValueError("'regime' must be an object with 'jurisdiction' and 'collector'")
    collector = str(data.get("collector") or "third-party").replace("_", "-")
    return Regime(str(data.get("jurisdiction") or "us").lower(), collector, tuple(data.get("rules") or ()))


def _moment(value: Any, name: str) -> datetime:
    try:
        return parse_moment(value)
    except ValueError as error:
        raise ValueError(f"'{name}': {error}") from None


def _decimal(value: Any, name: str) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > MOST_MONEY:
        raise ValueError(f"'{name}' is not an amount: {str(value)[:40]}")
    return number


def _account(data: Mapping[str, Any]) -> AccountFacts:
    return AccountFacts(
        balance=_decimal(data.get("balance"), "account.balance"),
        currency=str(data.get("currency") or "USD"),
        creditor=data.get("creditor"),
        days_past_due=data.get("days_past_due"),
        fees_authorised=data.get("fees_authorised"),
        limitation_expired=data.get("limitation_expired"),
        judgment=data.get("judgment"),
        legal_action_intended=data.get("legal_action_intended"),
        reported_to_bureaus=data.get("reported_to_bureaus"),
        secured=data.get("secured"),
        debt_type=data.get("debt_type"),
        in_validation_window=data.get("in_validation_window"),
        reported_before_contact=data.get("reported_before_contact"),
    )


def _status(data: Mapping[str, Any]) -> StatusFacts:
    known = StatusFacts.__dataclass_fields__
    lists = ("opted_out", "inconvenient")
    values: dict[str, Any] = {name: value for name, value in data.items() if name in known}
    values.update({name: tuple(values[name] or ()) for name in lists if name in values})
    for written in values.get("inconvenient", ()):
        try:
            parse_bad_time(written)
        except ValueError as error:
            raise ValueError(f"'status.inconvenient': {error}") from None
    return StatusFacts(**values)


def _contact(data: Mapping[str, Any]) -> ContactFacts:
    known = ContactFacts.__dataclass_fields__
    return ContactFacts(**{name: value for name, value in data.items() if name in known})


def _authority(data: Mapping[str, Any]) -> AuthorityFacts:
    return AuthorityFacts(
        _decimal(data.get("settlement_floor_percent"), "authority.settlement_floor_percent"),
        data.get("plan_max_months"),
        _decimal(data.get("plan_min_payment"), "authority.plan_min_payment"),
        int(data.get("verification_items") or 1),
    )


def _placed(data: Any) -> PlacedCall:
    if isinstance(data, Mapping):
        return PlacedCall(
            _moment(data.get("at"), "recent_calls"), data.get("conversation"), data.get("consented_callback"),
            str(data.get("channel") or "phone"), data.get("contact"), data.get("connected"),
        )  # fmt: skip
    return PlacedCall(_moment(data, "recent_calls"))


def _wrap_up(data: Any) -> WrapUpRecord | None:
    if not isinstance(data, Mapping):
        return None
    disposition = data.get("disposition")
    return WrapUpRecord(str(disposition) if disposition is not None else None, str(data.get("note") or ""))
