"""The annotated call that every scorer reads: turns, acts, slots, and the facts of the case.

Owns the types and nothing else: it neither hears words nor reads files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

Speaker = Literal["agent", "debtor", "third-party", "voicemail"]
Slots = Mapping[str, str | int]
Span = tuple[int, int]


@dataclass(frozen=True)
class HeardAct:
    """One act that an utterance performs, the words it rests on, and how sure we are."""

    act: str
    slots: Slots = field(default_factory=dict)
    span: Span = (0, 0)
    """Characters of the utterance, from 0, end not included."""
    confidence: float = 1.0
    """0–1."""

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "act": self.act,
            "slots": dict(self.slots),
            "span": list(self.span),
            "confidence": round(self.confidence, 2),
        }


@dataclass(frozen=True)
class Turn:
    """One speaker's go."""

    index: int
    """From 0."""
    speaker: Speaker
    text: str
    acts: tuple[HeardAct, ...] = ()
    start: float | None = None
    """Seconds since the call began, or unknown."""
    end: float | None = None

    def has(self, *acts: str) -> bool:
        """Whether the turn performs any of `acts`."""
        return any(heard.act in acts for heard in self.acts)

    def first(self, *acts: str) -> HeardAct | None:
        """The first of `acts` that the turn performs."""
        return next((heard for heard in self.acts if heard.act in acts), None)

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]


@dataclass(frozen=True)
class Regime:
    """Under which law and in which role the agent speaks."""

    jurisdiction: str = "us"
    collector: str = "third-party"
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class AccountFacts:
    """What is owed and what is true of it. None: the file does not say."""

    balance: Decimal | None = None
    currency: str = "USD"
    creditor: str | None = None
    days_past_due: int | None = None
    fees_authorised: bool | None = None
    limitation_expired: bool | None = None
    judgment: bool | None = None
    legal_action_intended: bool | None = None
    reported_to_bureaus: bool | None = None
    secured: bool | None = None
    debt_type: str | None = None
    """`medical`, `credit-card`, `secured-auto` …"""
    in_validation_window: bool | None = None
    """Whether the time to dispute (12 CFR 1006.34) still runs at the start of the call."""
    reported_before_contact: bool | None = None
    """Whether it was reported to a bureau before the person was spoken to or written to."""


@dataclass(frozen=True)
class StatusFacts:
    """What the file says of the debtor before the call. None: it does not say."""

    dispute: str | None = None
    attorney: bool | None = None
    bankruptcy: bool | None = None
    cease: str | None = None
    work_prohibited: bool | None = None
    deceased: bool | None = None
    breathing_space: bool | None = None
    military: bool | None = None
    minor: bool | None = None
    identity_theft: bool | None = None
    debt_adviser: bool | None = None
    opted_out: tuple[str, ...] = ()
    """Channels that they asked not to be contacted on."""
    inconvenient: tuple[str, ...] = ()
    """Times that they called bad: `monday 09:00-12:00`, `daily 09:00-16:00`, `sunday`, `until 2026-03-20`."""


@dataclass(frozen=True)
class AuthorityFacts:
    """What the agent may agree to. None: not known."""

    settlement_floor_percent: Decimal | None = None
    plan_max_months: int | None = None
    plan_min_payment: Decimal | None = None
    verification_items: int = 1
    """Details beside the name that must match before the person counts as verified."""


@dataclass(frozen=True)
class ContactFacts:
    """How this person was reached. None: the record does not say."""

    number_zone: str | None = None
    """Time zone of the number, where it may differ from that of the address."""
    consented_callback: bool | None = None
    """They asked for, or agreed to, this contact at this time."""
    work_address: bool | None = None
    """An address or number that their employer gave them."""
    used_by_them: bool | None = None
    """They wrote to us from this address, or agreed to it."""
    public: bool | None = None
    """Others can read it (social media)."""
    envelope: str | None = None
    """`plain`, `postcard` or `marked`."""
    letterhead: str | None = None
    """`own`, or made up to look like a `court` or a `law-office`."""
    caller_id: str | None = None
    """The number that shows: `own`, or `borrowed` from somebody else."""
    automated: bool | None = None
    """An autodialler, a recorded or an artificial voice."""
    automated_consent: bool | None = None
    """Prior express consent to that."""
    shared_line: bool | None = None
    """Somebody else may hear the message."""


@dataclass(frozen=True)
class PlacedCall:
    """One earlier contact about this debt with this person."""

    at: datetime
    conversation: bool | None = None
    consented_callback: bool | None = None
    channel: str = "phone"
    contact: bool | None = None
    """Whether a contact was made: talk, a voicemail left, a message sent. None: taken from `conversation`."""
    connected: bool | None = None
    """False for busy and not-in-service, which count as no call."""


@dataclass(frozen=True)
class WrapUpRecord:
    """What the agent recorded after the call."""

    disposition: str | None = None
    note: str = ""


@dataclass(frozen=True)
class MoneyTruth:
    """What the debtor could really pay; known for practised calls only."""

    disposable: Decimal
    """Monthly, after essentials."""
    cash: Decimal
    """Usable at once."""


@dataclass(frozen=True)
class Transcript:
    """A whole call, ready to be judged."""

    id: str
    turns: tuple[Turn, ...]
    channel: str = "phone"
    direction: str = "outbound"
    regime: Regime | None = None
    """None: the call does not say; US third-party is then assumed and the scorecard says so."""
    started_at: datetime | None = None
    debtor_zone: str | None = None
    party_on_line: str | None = None
    first_communication: bool | None = None
    account: AccountFacts = AccountFacts()
    status: StatusFacts = StatusFacts()
    authority: AuthorityFacts = AuthorityFacts()
    contact: ContactFacts = ContactFacts()
    recent_calls: tuple[PlacedCall, ...] | None = None
    wrap_up: WrapUpRecord | None = None
    money: MoneyTruth | None = None
    ended_by: str | None = None
    """Who hung up: agent or debtor; None when the record does not say."""
    known_status: str | None = None
    """The status the persona really has, in practised calls."""

    def agent_turns(self) -> tuple[Turn, ...]:
        """The agent's turns in order."""
        return tuple(turn for turn in self.turns if turn.speaker == "agent")
