"""Rules and packs as written in YAML: who is bound, under which condition, why, what to say instead, and the cases.

Owns the models. The condition language (patterns after Dwyer's specification patterns and Declare):
  forbidden: [acts]              never, or never while `if` holds
  required: [acts] by: end       some time before the call ends, once `if` holds
  required: [acts] before: [acts]
  answered: [debtor acts] with: [agent acts] within: n   (agent turns)
  check: name                    a named predicate of `predicates.py`
Never judges.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from scenarios.guard import Guard
from scenarios.model.entry import Day, Entry, Name, Names, Whole, YesNo
from scoring.finding import Severity

Collector = Literal["third-party", "debt-buyer", "first-party", "b2b"]


class Binds(Entry):
    """Whom a rule binds; empty means all."""

    collectors: tuple[Collector, ...] = ()
    channels: Names = ()


class Condition(Entry):
    """One pattern over acts and facts."""

    forbidden: Names = ()
    required: Names = ()
    before: Names = ()
    by: Literal["end"] | None = None
    answered: Names = ()
    with_: Names = Field((), alias="with")
    within: Whole = 2
    check: Name | None = None
    guard: Guard | None = Field(None, alias="if")
    """Condition over the facts of the case."""
    grace: Whole = 1
    """Agent turns after the condition first holds before an omission is due."""

    @model_validator(mode="after")
    def _one_pattern(self) -> Condition:
        patterns = [bool(self.forbidden), bool(self.required), bool(self.answered), self.check is not None]
        if sum(patterns) != 1:
            raise ValueError("a condition has exactly one of forbidden, required, answered and check")
        if self.required and not (self.before or self.by):
            raise ValueError("'required' needs 'before' or 'by: end'")
        if self.answered and not self.with_:
            raise ValueError("'answered' needs 'with'")
        return self


class CaseTurn(Entry):
    """One turn of a case."""

    agent: str | None = None
    debtor: str | None = None
    third_party: str | None = None


class RuleCase(Entry):
    """A short call that breaks the rule, or is tempting and fine."""

    breaks: str | tuple[CaseTurn, ...] | None = None
    """One line of the agent after a proper opening, or whole turns."""
    fine: str | tuple[CaseTurn, ...] | None = None
    facts: dict[str, YesNo | str] = Field(default_factory=dict)
    """What the file says, other than usual."""
    note: str | None = None
    """The wrap-up note, for rules that read it."""
    turn: Whole | None = None
    """Where the finding is expected."""

    @model_validator(mode="after")
    def _one_kind(self) -> RuleCase:
        if (self.breaks is None) == (self.fine is None):
            raise ValueError("a case either 'breaks' the rule or is 'fine'")
        return self


class Rule(Entry):
    """One rule."""

    rule: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")
    """Stable code; retired codes are never reused."""
    title: str
    cite: str
    severity: Severity
    severity_for: dict[Name, Severity] = Field(default_factory=dict)
    """Another severity for single acts."""
    binds: Binds = Binds()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    retractable: YesNo = False
    """A slip that is put right at once counts one level less."""
    yields_to: tuple[str, ...] = ()
    """Rules that take precedence when the same words break both."""
    why: str
    """Why it is a breach, in words a trainee understands."""
    instead: str
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
    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        """`us-federal@2026-11`"""
        return f"{self.pack}@{self.version}"
