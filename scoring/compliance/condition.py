"""Conditions: the small language of rules, a handful of temporal patterns over acts, facts and time.

After the specification patterns of Dwyer, Avrunin and Corbett (ICSE 1999) and the templates of Declare (Pesic,
Schonenberg and van der Aalst, EDOC 2007). One page of examples for trainers: docs/authoring/rules.md.

    forbidden: [acts]                              absence: never, or never while `if` holds
    required: [acts]   by: end                     existence: some time before the call ends, once `if` holds
    required: [acts]   before: [acts]              precedence: before any of these
    never: [acts]      after: [acts]               absence after: from then on not at all
    answered: [acts]   with: [acts]   within: n    response: in the agent's next n turns
    at_most: n         of: [acts]                  bounded existence: no more often than that in one call
    hours: {…}         contacts: {…}  pause: {…}   the clock, and earlier contacts in a window of days
    barred: [channels]                             no contact by these channels while `if` holds, whatever is said
    unwelcome: [channels]                          no contact by these channels at the times that the person called bad
    hold: [channels]                               no contact by these channels while `if` holds (scheduling only)
    check: name                                    a named predicate, for arithmetic

Owns the models of conditions. Never judges.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from scenarios.guard import Guard
from scenarios.model.entry import Entry, Name, Names, Whole

Count = Literal["placed", "contacts", "attempts"]
"""`placed`: telephone calls dialled, answered or not. `contacts`: made contacts by any channel (talk, voicemail, message).
`attempts`: contacts and attempts by any channel but mail."""
PATTERNS = (
    "forbidden",
    "required",
    "never",
    "answered",
    "at_most",
    "hours",
    "contacts",
    "pause",
    "barred",
    "unwelcome",
    "hold",
    "check",
)


class Span(Entry):
    """Hours of one day, `08:00-21:00`: from the first minute on, up to but not including the last."""

    first: time
    last: time

    def __str__(self) -> str:
        return f"{self.first:%H:%M}-{self.last:%H:%M}"

    def holds(self, at: time) -> bool:
        """Whether the hour lies inside; 08:00 does and 21:00 does not."""
        return self.first <= at < self.last


def _span(value: object) -> object:
    if value is None or isinstance(value, Span | dict):
        return value
    if str(value) == "none":
        return None
    found = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d)", str(value).strip())
    try:
        first, last = (time.fromisoformat(each) for each in found.groups()) if found else (None, None)
    except ValueError:
        first = last = None
    if first is None or last is None or first >= last:
        raise ValueError("hours are written like '08:00-21:00', or 'none'")
    return {"first": first, "last": last}


DayHours = Annotated[
    Span | None,
    BeforeValidator(_span),
    PlainSerializer(lambda value: str(value) if value else "none", return_type=str),
    WithJsonSchema({"type": "string", "examples": ["08:00-21:00", "none"]}),
]
"""`08:00-21:00`, or `none` for a day without contact."""


class Hours(Entry):
    """When a person may be contacted, on the clock where they are."""

    weekdays: DayHours
    saturday: DayHours
    sunday: DayHours
    holidays: Name | None = None
    """Name of a list of days in `holidays.yaml` on which nobody is contacted."""


class Contacts(Entry):
    """No more than so many in a window of days, this one counted."""

    at_most: Whole = Field(ge=0)
    count: Count
    days: Whole = Field(ge=1)
    window: Literal["rolling", "calendar-week", "calendar-month"] = "rolling"


class Pause(Entry):
    """No call for so many days after a conversation; the day of the conversation is the first."""

    days: Whole = Field(ge=1)


class Condition(Entry):
    """One pattern over acts, facts and time."""

    forbidden: Names = ()
    required: Names = ()
    before: Names = ()
    by: Literal["end"] | None = None
    never: Names = ()
    after: Names = ()
    answered: Names = ()
    with_: Names = Field((), alias="with")
    within: Whole = Field(2, ge=1)
    at_most: Whole | None = Field(None, ge=0)
    of: Names = ()
    hours: Hours | None = None
    contacts: Contacts | None = None
    pause: Pause | None = None
    barred: Names = ()
    unwelcome: Names = ()
    hold: Names = ()
    check: Name | None = None
    guard: Guard | None = Field(None, alias="if")
    """Condition over the facts of the case."""
    grace: Whole = Field(1, ge=0)
    """Agent turns after the condition first holds before an omission is due."""

    @property
    def pattern(self) -> str:
        """Which of the patterns it is."""
        return next(name for name in PATTERNS if getattr(self, name) not in ((), None))

    @model_validator(mode="after")
    def _one_pattern(self) -> Condition:
        chosen = [name for name in PATTERNS if getattr(self, name) not in ((), None)]
        if len(chosen) != 1:
            raise ValueError(f"a condition has exactly one of {', '.join(PATTERNS)}")
        if self.required and not (self.before or self.by):
            raise ValueError("'required' needs 'before' or 'by: end'")
        if self.never and not self.after:
            raise ValueError("'never' needs 'after'")
        if self.answered and not self.with_:
            raise ValueError("'answered' needs 'with'")
        if self.at_most is not None and not self.of:
            raise ValueError("'at_most' needs 'of'")
        return self

    def act_lists(self) -> dict[str, tuple[str, ...]]:
        """Every list of acts that it holds, by key."""
        lists = {"forbidden": self.forbidden, "required": self.required, "before": self.before, "never": self.never,
                 "after": self.after, "answered": self.answered, "with": self.with_, "of": self.of}  # fmt: skip
        return {key: acts for key, acts in lists.items() if acts}
