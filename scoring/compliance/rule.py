"""Rules and packs as written in YAML: who is bound, under which condition, why, what to say instead, and the cases.

Owns the models. Conditions are in `condition.py`. Never judges.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from scenarios.model.entry import Day, Entry, Line, Name, Names, Whole, YesNo
from scoring.compliance.condition import Condition
from scoring.finding import Severity

Collector = Literal["third-party", "debt-buyer", "first-party", "b2b"]
FEWEST_CASES = 3
"""Breaches and near-misses that each shipped rule has at least."""


class Binds(Entry):
    """Whom a rule binds; empty means all."""

    collectors: tuple[Collector, ...] = ()
    channels: Names = ()
    debts: Names = ()
    """Kinds of debt (`medical`, `secured-auto` …); a call that does not say is bound."""


class CaseTurn(Entry):
    """One turn of a case."""

    agent: str | None = None
    debtor: str | None = None
    third_party: str | None = None
    voicemail: str | None = None

    @model_validator(mode="after")
    def _one_speaker(self) -> CaseTurn:
        if sum(each is not None for each in (self.agent, self.debtor, self.third_party, self.voicemail)) != 1:
            raise ValueError("a turn of a case has one speaker: agent, debtor, third_party or voicemail")
        return self


class RuleCase(Entry):
    """A short call that breaks the rule, or is tempting and fine, or breaks it in words that are not heard yet."""

    breaks: str | tuple[CaseTurn, ...] | None = None
    """One line of the agent after a proper opening, or whole turns."""
    fine: str | tuple[CaseTurn, ...] | None = None
    missed: str | tuple[CaseTurn, ...] | None = None
    """A breach that is known not to be found: shown with the rule, so that whoever signs it knows. Once it is found, it is one that `breaks`."""
    after: Literal["opening", "verified", "nothing"] = "nothing"
    """What comes before whole turns: a proper opening, one that stops once the person is verified, or nothing."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What the record says other than usual, named as in recorded calls: `account.judgment: true`."""
    note: str | None = None
    """The wrap-up note, for rules that read it."""
    code: str | None = None
    """The disposition, beside a note."""
    turn: Whole | None = None
    """Where the finding is expected, counted over the whole call."""

    @model_validator(mode="after")
    def _one_kind(self) -> RuleCase:
        if sum(each is not None for each in (self.breaks, self.fine, self.missed)) != 1:
            raise ValueError("a case 'breaks' the rule, is 'fine', or is known to be 'missed'")
        return self

    @property
    def words(self) -> str | tuple[CaseTurn, ...]:
        """What is said in it, of whichever kind it is."""
        return next(each for each in (self.breaks, self.fine, self.missed) if each is not None)


class Rule(Entry):
    """One rule."""

    rule: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
    """Stable code; retired codes are never reused."""
    title: str
    cite: str
    severity: Severity
    severity_for: dict[Name, Severity] = Field(default_factory=dict)
    """Another severity for single acts."""
    worse_if: str | None = None
    """A fact that makes a major breach critical, such as `told-before`."""
    binds: Binds = Binds()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    retractable: YesNo = False
    """A slip that is put right at once counts one level less."""
    yields_to: tuple[str, ...] = ()
    """Rules that take precedence when the same words break both."""
    why: Line
    """Why it is a breach, in words a trainee understands."""
    instead: Line
    """What to say instead; `{company}`, `{creditor}`, `{name}` are filled."""
    when: tuple[Condition, ...] = Field(min_length=1)
    cases: tuple[RuleCase, ...] = Field(min_length=2)

    def in_force(self, day: date | None) -> bool:
        """Whether the rule applies on `day`; an unknown day counts as today's law."""
        return day is None or ((self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until))


class Pack(Entry):
    """A rule pack."""

    pack: Name
    version: str
    as_of: Day
    title: str
    jurisdiction: Name
    collectors: tuple[Collector, ...] = ()
    """For whom the pack is chosen when a call names none."""
    notice: str
    includes: Names = ()
    """Packs that are judged along with this one."""
    groups: dict[Name, Names] = Field(default_factory=dict)
    """Named lists of acts for this pack's conditions, beside the shared ones of `groups.yaml`."""
    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        """`us-federal@2026-11`"""
        return f"{self.pack}@{self.version}"


class Groups(Entry):
    """The file of shared lists of acts."""

    groups: dict[Name, Names]


class Holidays(Entry):
    """The file of days on which some rules allow no contact."""

    as_of: Day
    holidays: dict[Name, tuple[Day, ...]]
