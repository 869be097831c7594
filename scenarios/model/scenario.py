"""One exercise: who, what is owed, under which regime, within which authority, and the calls that prove it.

Owns the models and their cross-checks within one file. Never resolves names to other files (`scenarios.packs` does).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from scenarios.model.entry import Amount, Day, Entry, Line, Moment, Months, Name, Names, Percent, Whole, YesNo
from scenarios.model.flow import Phase, Reaction

Language = Literal["en", "es"]
"""Languages that a call can be in. In any but English the agent is heard by the scenario's own phrases alone."""
LANGUAGES: dict[Language, str] = {"en": "English", "es": "Spanish"}
"""What they are called."""
JUDGED_IN: Language = "en"
"""The one language in which breaches are heard: the ear learnt it, and the rules rest on what it hears."""
Channel = Literal["phone", "sms", "email", "letter", "voicemail", "social"]
Disposition = Literal[
    "BK", "DEC", "ATY", "C&D", "IDT", "DSP", "MNR", "MIL", "BSP", "PIF", "SIF", "PMT", "PPA", "PTP", "CB", "VUL",
    "HRD", "RFS", "RPC", "TP", "WPC", "LM", "NA",
]  # fmt: skip
DISPOSITIONS: dict[str, str] = {
    "BK": "Bankruptcy",
    "DEC": "Deceased",
    "ATY": "Attorney represents",
    "C&D": "Asked to stop contact",
    "IDT": "Identity theft",
    "DSP": "Disputes",
    "MNR": "Minor",
    "MIL": "Military service",
    "BSP": "Breathing space",
    "PIF": "Paid in full",
    "SIF": "Settled",
    "PMT": "Payment taken",
    "PPA": "Payment plan agreed",
    "PTP": "Promise to pay",
    "CB": "Callback agreed",
    "VUL": "Vulnerability or support need",
    "HRD": "Hardship",
    "RFS": "Refuses to pay",
    "RPC": "Right party, no commitment",
    "TP": "Third party spoke",
    "WPC": "Wrong party or number",
    "LM": "Left a message",
    "NA": "No answer",
}
"""Codes in order of precedence, strongest first, with what they mean."""


class Regime(Entry):
    """Under which law and in which role the agent calls."""

    jurisdiction: Name
    """`us`, `uk`, … a state or city may follow: `us-ca`."""
    collector: Literal["third-party", "debt-buyer", "first-party", "b2b"]
    rules: Names = ()
    """Rule packs; chosen by jurisdiction and collector when none are named."""


class Item(Entry):
    """One line of what the balance is made of."""

    label: str
    amount: Amount


class HistoryEntry(Entry):
    """One line of the account's history."""

    on: Day
    what: str


class Account(Entry):
    """The account file: what an officer reads before dialling. It is the truth against which words are judged."""

    creditor: str
    agency: str | None = None
    """The company the agent calls for, when it is not the creditor."""
    holder: str | None = None
    """Who owes; the persona when not given."""
    reference: str = ""
    kind: Name = "other"
    """Kind of debt: medical, card, telecom, utility, loan, invoice, …"""
    balance: Amount
    opened: Day
    days_past_due: Whole = Field(ge=0)
    itemised: tuple[Item, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    fees_authorised: YesNo = False
    limitation_expired: YesNo = False
    judgment: YesNo = False
    legal_action_intended: YesNo = False
    reported_to_bureaus: YesNo = False
    secured: YesNo = False

    @field_validator("itemised")
    @classmethod
    def _adds_up(cls, items: tuple[Item, ...], info: ValidationInfo) -> tuple[Item, ...]:
        balance = info.data.get("balance")
        if items and balance is not None:
            total = sum((item.amount.amount for item in items), Decimal(0))
            if total != balance.amount:
                raise ValueError(f"the items add up to {total:.2f}, the balance is {balance.amount:.2f}")
        return items


class PlanAuthority(Entry):
    """Plans the agent may agree to."""

    longest: Months
    smallest: Amount
    """Least instalment a month."""


class SettlementAuthority(Entry):
    """Settlements the agent may agree to."""

    floor: Percent
    """Least share of the balance that may be accepted."""


class DeferralAuthority(Entry):
    """Holds the agent may grant."""

    longest: Months


class Authority(Entry):
    """What the agent may agree to; None means not allowed."""

    plan: PlanAuthority | None = None
    settlement: SettlementAuthority | None = None
    deferral: DeferralAuthority | None = None


class StatusFile(Entry):
    """What the file says of the debtor's status before the call."""

    dispute: Literal["none", "oral", "written", "written-late", "verified"] = "none"
    attorney: YesNo = False
    bankruptcy: YesNo = False
    cease: Literal["none", "oral", "written"] = "none"
    work_prohibited: YesNo = False
    deceased: YesNo = False
    breathing_space: YesNo = False


class Expected(Entry):
    """What a scripted call must come to."""

    outcome: Name | None = None
    findings: Names | tuple[str, ...] | None = None
    """Rule codes, exactly these, in any order; an empty list means none."""
    phase: Phase | None = None
    ended_by: Literal["agent", "debtor"] | None = None
    passed: YesNo | None = None
    empathy_at_least: Whole | None = None


class WrapUp(Entry):
    """What the agent records after the call."""

    disposition: Disposition
    note: str = ""


class ScriptedCall(Entry):
    """One call written out: the agent's lines and what must come of them."""

    name: str
    agent: tuple[Line, ...] = Field(min_length=1)
    wrap_up: WrapUp | None = None
    seed: Whole = 1
    expect: Expected


class Scenario(Entry):
    """One exercise."""

    scenario: Name
    title: str
    brief: str
    """What the officer knows before dialling, in a few sentences."""
    goal: str
    """What a good call achieves here."""
    teaches: Names
    level: Whole = Field(ge=1, le=5)
    regime: Regime
    channel: Channel = "phone"
    language: Language = "en"
    starts_at: Moment
    debtor_zone: str | None = None
    """The debtor's own time zone when it is not the one of `starts_at`."""
    persona: Name
    account: Account
    authority: Authority = Authority()
    status: StatusFile = StatusFile()
    first_communication: YesNo = True
    recent_calls: tuple[Moment, ...] = ()
    flow: Name
    begins: Name | None = None
    """State in which this story starts, when it is not the flow's."""
    agent_name: str = "Lee Park"
    """The desk name the trainee uses."""
    rubric: Name | None = None
    """Rubric; chosen by the regime when not given."""
    pass_mark: Percent | None = None
    """Overall score from which a call of this scenario is passed, 0 to 100; the rubric's when not given."""
    dialogue: tuple[Reaction, ...] = ()
    phrases: dict[Name, tuple[Line, ...]] = Field(default_factory=dict)
    """Agent acts and further ways of performing them that belong to this story; heard by nearness, without training."""
    hints: dict[Phase, Line] = Field(default_factory=dict)
    calls: tuple[ScriptedCall, ...] = Field(min_length=2)

    @property
    def judged(self) -> bool:
        """Whether breaches are heard in its language and rules judged on them."""
        return self.language == JUDGED_IN

    @property
    def company(self) -> str:
        """Who the agent calls for."""
        return self.account.agency or self.account.creditor
