"""Who answers: the persona, what is true of their money, what they hide, and how they bargain; and voices.

Owns the models. Never speaks (`simulator.dialogue.wording` does).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from scenarios.guard import Guard
from scenarios.model.entry import Amount, Day, Entry, Line, Lines, Name, Names, Percent, Whole, YesNo

IdentityKind = Literal["birth-date", "address", "postcode", "last-four", "name", "email", "phone", "other"]
Status = Literal[
    "attorney",
    "dispute",
    "bankruptcy",
    "deceased",
    "minor",
    "military",
    "debt-adviser",
    "breathing-space",
    "identity-theft",
    "limited-language",
    "cease-request",
    "vulnerability",
    "wrong-party",
    "third-party",
]
Relation = Literal[
    "spouse", "parent", "child", "sibling", "roommate", "relative", "colleague", "neighbour", "carer", "other"
]


class Mood(Entry):
    """Where the debtor stands when the call begins; each 0–100."""

    trust: Whole = Field(40, ge=0, le=100)
    patience: Whole = Field(70, ge=0, le=100)
    stress: Whole = Field(40, ge=0, le=100)


class Finances(Entry):
    """What is true of the debtor's money, whether or not it is ever said. Amounts a month unless stated."""

    income: Amount
    essentials: Amount
    """Rent, food, energy, travel to work and the like."""
    other_debts: Amount | None = None
    """Instalments to others."""
    savings: Amount
    """Cash that could be used now."""
    payday: Whole = Field(1, ge=1, le=31)
    """Day of the month on which money comes in."""

    @property
    def disposable(self) -> Decimal:
        """Monthly income left after essentials and other debts; never below zero."""
        others = self.other_debts.amount if self.other_debts else Decimal(0)
        return max(Decimal(0), self.income.amount - self.essentials.amount - others)


class Bargaining(Entry):
    """How the debtor bargains, as shares of true disposable income and savings."""

    opens_at: Percent = Decimal(35)
    """First figure named, as a share of disposable income."""
    yields_to: Percent = Decimal(80)
    """Most that is agreed to, as a share of disposable income."""
    lump_from_savings: Percent = Decimal(50)
    """Most that is paid at once, as a share of savings."""
    steps: Whole = Field(3, ge=1, le=8)
    """Concessions made between the first figure and the last."""
    overpromises: YesNo = False
    """Agrees to figures that cannot be kept, to end the discomfort."""
    needs_trust: Whole = Field(25, ge=0, le=100)
    """Trust below which no figure is agreed."""


class Fact(Entry):
    """Something the debtor knows and tells when asked well."""

    act: Name
    """Debtor act that telling it performs, such as `hardship`."""
    kind: Name | None = None
    """The act's kind, such as `reduced-hours`."""
    amount: Amount | None = None
    asked_by: Names = ()
    """Agent acts that ask for it, besides the flow's."""
    needs: Guard | None = None
    """Condition under which it is told."""
    says: Lines
    """First telling."""
    more: Lines = ()
    """Told when asked again, detail by detail."""
    guarded: Lines = ()
    """Said when asked while the condition does not hold."""


class StatusNote(Entry):
    """A status that changes what the agent may do, and how it comes up."""

    status: Status
    when: Guard
    """Comes up once this holds."""
    says: Lines
    """The words that let it be known, plainly or by implication."""
    act: Name | None = None
    """Debtor act the words perform; the status' own name if not given."""
    kind: Name | None = None
    again: Lines = ()
    """Said when the agent carries on as if nothing had been said."""
    gives_in: YesNo = False
    """Worn down once every line of `again` has been said: then agrees to what is asked, to be left alone."""
    answers: dict[Name, Lines] = Field(default_factory=dict)
    """Replies to what a good agent asks next, by agent act."""


class Concern(Entry):
    """Something the debtor raises on their own."""

    act: Name
    """Debtor act it performs, such as `ask-consequence`."""
    when: Guard
    says: Lines
    kind: Name | None = None


class Moodful(Entry):
    """Lines that are only said in a certain mood."""

    guard: Guard = Field(alias="if")
    says: Lines


def _lines(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


SpokenLines = Annotated[tuple[Line | Moodful, ...], BeforeValidator(_lines)]
"""Lines, some of them bound to a mood."""


class Voice(Entry):
    """Everyday lines in one manner of speaking, by what they do."""

    voice: Name
    title: str
    about: str = ""
    lines: dict[Name, SpokenLines]


class Between(Entry):
    """A range of whole numbers, both ends included. Written `1600 to 1760`."""

    low: int
    high: int


def _between(value: Any) -> Any:
    if isinstance(value, Between | dict):
        return value
    found = re.fullmatch(r"(\d{1,9})%?\s+to\s+(\d{1,9})%?", str(value).strip())
    if not found:
        raise ValueError("a range is written like '1600 to 1760'")
    low, high = int(found.group(1)), int(found.group(2))
    if low > high:
        raise ValueError(f"a range goes from the lower to the higher: '{high} to {low}'")
    return {"low": low, "high": high}


Range = Annotated[Between, BeforeValidator(_between), WithJsonSchema({"type": "string", "examples": ["1600 to 1760"]})]
"""A range as written in YAML."""
MONEY_RANGES = ("income", "essentials", "other-debts", "savings")
MOOD_RANGES = ("trust", "patience", "stress")
Varying = Literal[
    "income", "essentials", "other-debts", "savings", "payday", "trust", "patience", "stress", "opens-at", "yields-to"
]
"""What may differ from seed to seed."""


class Persona(Entry):
    """One person who answers."""

    persona: Name
    name: str = Field(min_length=1, max_length=80)
    about: str
    """A sketch for trainers; never said."""
    pronoun: Literal["she", "he", "they"] = "they"
    relation: Relation | None = None
    """Relation to the account holder, when this is somebody else."""
    born: Day | None = None
    identity: dict[IdentityKind, str] = Field(default_factory=dict)
    """Details they can confirm, as they would say them."""
    voice: Name
    mood: Mood = Mood()
    finances: Finances | None = None
    """None for somebody who does not owe the debt."""
    bargaining: Bargaining = Bargaining()
    varies: dict[Varying, Range] = Field(default_factory=dict)
    """Ranges that every seed but 1 draws from; amounts in the currency of `finances`. Seed 1 is as written."""
    facts: dict[Name, Fact] = Field(default_factory=dict)
    statuses: tuple[StatusNote, ...] = ()
    concerns: tuple[Concern, ...] = ()
    lines: dict[Name, SpokenLines] = Field(default_factory=dict)
    """Said instead of the voice's lines."""

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return self.name.split()[0]
