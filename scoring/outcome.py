"""What a call came to, read from the talk itself: both sides' last word on amounts and dates, or a correct stop.

Owns the extraction, the same for practised and recorded calls. Never values an outcome (`negotiation.py` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.compliance.written import TELLS
from scoring.transcript import HeardAct, Transcript

KINDS = ("plan", "settlement", "paid-in-full", "promise", "deferral", "callback", "correct-stop", "none")
"""What a call can come to."""
STOPS = {
    "attorney": "attorney", "dispute": "dispute", "bankruptcy": "bankruptcy", "cease-request": "cease",
    "breathing-space": "breathing-space", "deceased": "deceased", "minor": "minor", "self-harm": "self-harm",
    "identity-theft": "identity-theft", "deny-identity": "wrong-party", "speak-as-third-party": "third-party",
    "debt-adviser": "debt-adviser", "military": "military", "inconvenient": "inconvenient", "at-work": "at-work",
    "voicemail-greeting": "voicemail",
}  # fmt: skip
"""Debtor acts after which stopping is right."""
GOODBYE_DOES = frozenset(["third-party", "wrong-party", "minor", "inconvenient", "at-work"])
"""Statuses for which ending the call is all there is to do; after any other something has to be asked, noted or offered."""
COLLECTS = frozenset(
    [
        "ask-full-payment",
        "offer-settlement",
        "offer-plan",
        "ask-down-payment",
        "ask-any-payment",
        "ask-ability",
        "ask-commitment",
        "ask-authorisation",
    ]
)
HONOURS = frozenset(
    [
        "ask-attorney",
        "ask-bankruptcy-details",
        "ask-estate-contact",
        "acknowledge-dispute",
        "pause-collection",
        "honour-cease",
        "leave-callback",
        "offer-callback",
        "offer-validation",
        "ask-dispute-details",
        "state-purpose-neutral",
        "ask-contact-preference",
        "close-call",
        "ask-wellbeing",
        "transfer",
        "offer-support",
        "signpost-advice",
        "honour-contact-preference",
    ]
)
_WEAK = ("third-party", "wrong-party", "inconvenient", "at-work", "voicemail")
"""Statuses that a stronger one replaces."""
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
    stop = _stop(transcript)
    if stop is not None:
        return stop
    agreed: _Terms | None = None
    at: int | None = None
    firm = False
    table: _Terms | None = None
    extras: dict[str, str | int] = {}
    troubled = False
    for turn in transcript.turns:
        mine = turn.speaker == "agent"
        for heard in turn.acts:
            _collect(extras, heard)
            if mine and heard.act == "pause-collection" and troubled:
                agreed, at, firm = _Terms("deferral", dict(heard.slots), True), turn.index, True
            terms = _terms(heard, mine, table)
            if terms is not None:
                confirms = heard.act in ("recap-arrangement", "ask-commitment") and agreed is not None
                table = _merge(agreed, terms) if confirms and agreed is not None else terms
            if _takes(heard, mine, table):
                agreed, at = _settled(heard, table, agreed), turn.index
                firm = firm or heard.act in ("accept", "promise", "accept-offer")
            elif heard.act in ("reject", "reject-offer", "refuse-to-pay") and not turn.has("accept"):
                table = terms if terms is not None else table
        troubled = troubled or (not mine and turn.has("hardship", "vulnerability", "cannot-pay"))
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


def _stop(transcript: Transcript) -> Outcome | None:
    """A stop that was right and honoured: no collecting after it came up, and something done about it."""
    status: str | None = None
    honoured: int | None = None
    acted = False
    pressed = 0
    for turn in transcript.turns:
        if turn.speaker != "agent":
            named = next((STOPS[heard.act] for heard in turn.acts if heard.act in STOPS), None)
            if named is None and transcript.account.limitation_expired and turn.has("claim-time-barred"):
                named = "time-barred"
            if turn.speaker == "third-party" and named is None and status is None:
                named = "third-party"
            if named and (status is None or named not in _WEAK):
                status = named if status is None or status in _WEAK else status
        elif status is not None:
            if turn.has(*COLLECTS):
                pressed += 1
            if turn.has(*HONOURS) or (
                status == "time-barred" and turn.has("deny-threat", "explain-rights", "offer-choice")
            ):
                honoured = turn.index if honoured is None else honoured
            acted = acted or turn.has(*(HONOURS - {"close-call"})) or (status == "time-barred" and honoured is not None)
    if status == "voicemail" and not transcript.agent_turns():
        honoured = 0  # leaving no message is lawful too
    told_third = status in ("third-party", "wrong-party", "voicemail") and _told_debt(transcript)
    told_third = told_third or (
        status == "voicemail" and any(TELLS.search(turn.text) for turn in transcript.agent_turns())
    )
    if status is None or honoured is None or pressed or told_third or _brushed_off(transcript):
        return None
    return Outcome("correct-stop", turn=honoured, status=status, firm=acted or status in GOODBYE_DOES)


def _brushed_off(transcript: Transcript) -> bool:
    return any(turn.has("refuse-dispute", "refuse-cease") for turn in transcript.agent_turns())


def _told_debt(transcript: Transcript) -> bool:
    return any(
        turn.has("state-debt", "ask-third-party-to-pay", "disclose-collector", "mini-miranda")
        for turn in transcript.agent_turns()
    )


__all__ = ["COLLECTS", "HONOURS", "KINDS", "STOPS", "Outcome", "extract_outcome"]
