"""What a call came to, read from the talk itself: both sides' last word on amounts and dates, or a correct stop.

Owns the extraction, the same for practised and recorded calls. Never values an outcome (`negotiation.py` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.stops import right_stop
from scoring.transcript import HeardAct, Transcript

KINDS = ("plan", "settlement", "paid-in-full", "promise", "deferral", "callback", "correct-stop", "none")
"""What a call can come to."""
_SWEEPS = frozenset(
    ["dispute", "refuse-to-pay", "attorney", "bankruptcy", "breathing-space", "identity-theft", "deceased", "self-harm",
     "claim-time-barred", "cease-request"]
)  # fmt: skip
"""Debtor acts that take the agent's proposal off the table: a later yes answers something else."""
_PROPOSALS = {
    "offer-plan": "plan", "offer-settlement": "settlement", "ask-full-payment": "paid-in-full",
    "ask-down-payment": "promise", "ask-any-payment": "promise", "offer-deferral": "deferral",
    "ask-commitment": "promise", "recap-arrangement": "promise", "ask-authorisation": "promise", "offer-callback": "callback",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """The result of a call."""

    kind: str
    """One of KINDS."""
    amount: Decimal | None = None
    every: str | None = None
    start: str | None = None
    months: int | None = None
    method: str | None = None
    turn: int | None = None
    """Where it was agreed, or where the stop was honoured."""
    status: str | None = None
    """What made stopping right."""
    firm: bool = False
    """Agreed in so many words, with amount and date."""

    def as_json(self, expected_kept: Decimal | None) -> dict[str, object]:
        """The object of the contract."""
        return {
            "kind": self.kind,
            "amount": None if self.amount is None else f"{self.amount:.2f}",
            "every": self.every,
            "start": self.start,
            "expected_kept": None if expected_kept is None else f"{expected_kept:.2f}",
        }


@dataclass(frozen=True)
class _Terms:
    kind: str
    slots: Mapping[str, str | int]
    by_agent: bool


def extract_outcome(transcript: Transcript) -> Outcome:
    """Read the outcome of a call."""
    stop = right_stop(transcript)
    if stop is not None:
        return Outcome("correct-stop", turn=stop.turn, status=stop.status, firm=stop.firm)
    agreed: _Terms | None = None
    at: int | None = None
    firm = False
    table: _Terms | None = None
    extras: dict[str, str | int] = {}
    troubled = False
    for turn in transcript.turns:
        mine = turn.speaker == "agent"
        if not mine and turn.has(*_SWEEPS) and not turn.has("accept", "promise", "offer"):
            table = None
        for heard in turn.acts:
            _collect(extras, heard)
            if mine and heard.act == "pause-collection" and troubled:
                agreed, at, firm = _Terms("deferral", dict(heard.slots), True), turn.index, True
            terms = _terms(heard, mine, table)
            if terms is not None:
                confirms = heard.act in ("recap-arrangement", "ask-commitment") and agreed is not None
                table = _merge(agreed, terms) if confirms and agreed is not None else terms
            if table is None and not mine and heard.act == "accept" and "amount" in heard.slots:
                kind = "plan" if heard.slots.get("every") not in (None, "once") else "promise"
                table = _Terms(kind, dict(heard.slots), True)  # what was agreed is in the yes itself
            if _takes(heard, mine, table):
                agreed, at = _settled(heard, table, agreed), turn.index
                firm = firm or heard.act in ("accept", "promise", "accept-offer")
            elif heard.act in ("reject", "reject-offer", "refuse-to-pay") and not turn.has("accept"):
                table = terms if terms is not None else table
        troubled = troubled or (not mine and turn.has("hardship", "vulnerability", "cannot-pay", "express-distress"))
        if not mine and turn.has("agree-vaguely") and not turn.has("accept", "promise"):
            firm = False
    last = transcript.turns[-1] if transcript.turns else None
    if agreed is None or (
        last is not None and last.speaker != "agent" and last.has("hang-up") and transcript.ended_by != "agent"
    ):
        return Outcome("none")  # who hangs up in anger has agreed to nothing
    slots = {**extras, **agreed.slots}
    return _outcome(agreed, slots, at, firm, transcript)


def _outcome(
    agreed: _Terms, slots: Mapping[str, str | int], at: int | None, firm: bool, transcript: Transcript
) -> Outcome:
    amount = Decimal(str(agreed.slots["amount"])) if "amount" in agreed.slots else None
    every = str(agreed.slots.get("every") or "") or None
    kind = agreed.kind
    balance = transcript.account.balance
    if kind == "promise" and every not in (None, "once"):
        kind = "plan"
    if kind in ("promise", "paid-in-full") and amount is not None and balance is not None and every in (None, "once"):
        kind = "paid-in-full" if amount >= balance else "promise" if kind == "promise" else kind
    if kind == "paid-in-full" and amount is None:
        amount = balance
    months = agreed.slots.get("months") or agreed.slots.get("count")
    start = slots.get("start") or slots.get("due")
    return Outcome(
        kind,
        amount,
        every or ("month" if kind == "plan" else "once" if amount is not None else None),
        str(start) if start else None,
        int(months) if months else None,
        str(slots["method"]) if "method" in slots else None,
        at,
        None,
        firm and (kind in ("deferral", "callback") or amount is not None),
    )


def _collect(extras: dict[str, str | int], heard: HeardAct) -> None:
    for key in ("start", "due", "method"):
        if key in heard.slots and heard.act in (
            "offer-plan",
            "promise",
            "recap-arrangement",
            "ask-commitment",
            "give-payment-detail",
            "offer",
            "ask-authorisation",
            "offer-settlement",
        ):
            extras[key] = heard.slots[key]


def _terms(heard: HeardAct, mine: bool, table: _Terms | None) -> _Terms | None:
    """Terms that an act puts on the table."""
    if mine and heard.act in _PROPOSALS:
        kind = _PROPOSALS[heard.act]
        if heard.act in ("ask-commitment", "recap-arrangement", "ask-authorisation"):
            if "amount" not in heard.slots:
                return table
            kind = table.kind if table is not None and table.kind in ("plan", "settlement", "paid-in-full") else kind
            if table is not None:
                return _Terms(kind, {**table.slots, **heard.slots}, True)
        return _Terms(kind, dict(heard.slots), True)
    if not mine and heard.act in ("offer", "promise") and "amount" in heard.slots:
        return _Terms("plan" if heard.slots.get("every") not in (None, "once") else "promise", dict(heard.slots), False)
    return None


def _takes(heard: HeardAct, mine: bool, table: _Terms | None) -> bool:
    if table is None:
        return False
    if mine:
        return heard.act == "accept-offer" and not table.by_agent
    if heard.act in ("express-relief", "express-gratitude"):
        return table.by_agent and table.kind == "deferral"
    if heard.act == "affirm":
        return table.by_agent and table.kind in (
            "plan",
            "settlement",
            "paid-in-full",
            "promise",
            "deferral",
            "callback",
        )
    return (heard.act == "accept" and table.by_agent) or (
        heard.act == "promise" and ("amount" in heard.slots or table.by_agent)
    )


def _settled(heard: HeardAct, table: _Terms | None, agreed: _Terms | None) -> _Terms:
    assert table is not None
    if heard.act == "promise" and "amount" not in heard.slots and agreed is not None:
        return _Terms(agreed.kind, {**agreed.slots, **heard.slots}, agreed.by_agent)
    return table


def _merge(agreed: _Terms, recap: _Terms) -> _Terms:
    return _Terms(agreed.kind, {**agreed.slots, **recap.slots}, True)


__all__ = ["KINDS", "Outcome", "extract_outcome"]
