"""Dates said on the phone, resolved against the call's own day: "Friday", "the 3rd", "end of the month".

Owns the grammar. Never takes today's date from anywhere but its argument.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from simulator.understanding.numbers import ORDINALS

_DAYS = {name: index for index, names in enumerate(("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun")) for name in names.split()}  # fmt: skip
_MONTHS = {name: index for index, names in enumerate(("", "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec")) for name in names.split()}  # fmt: skip
_SMALL = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "thirty": 30, "sixty": 60, "ninety": 90, "couple of": 2}  # fmt: skip
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[ -]") + ")"
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("iso", r"\b(\d{4})-(\d{2})-(\d{2})\b"),
        ("month-day", rf"\b({_MONTH})\.? (?:the )?({_ORDINAL}|\d{{1,2}})\b(?!:|,?\d|%| (?:dollars|pounds|payments|months|weeks))(?:,? (\d{{4}}))?"),
        ("day-month", rf"\b(?:the )?({_ORDINAL}|\d{{1,2}}) (?:of )?({_MONTH})\b(?:,? (\d{{4}}))?"),
        ("slash", r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b"),
        ("after-next", rf"\b(?:the )?({_DAY}) after next\b"),
        ("weekday", rf"\b(?:(this|next|on|by|until|this coming) )?(?:the )?({_DAY})s?\b"),
        ("month-end", r"\b(?:the )?end of (?:the|this) month\b"),
        ("next-month-end", r"\b(?:the )?end of next month\b"),
        ("month-start", r"\b(?:the )?(?:start|beginning|first) of (?:next month|the month)\b"),
        ("ordinal-next", rf"\b(?:the )?({_ORDINAL}) of next month\b"),
        ("ordinal", rf"\b(?:the|on|by|from|starting) (?:the )?({_ORDINAL})\b(?! (?:payment|one|time|line|instal|call|name|agency|thing|place|part|three|two|few|half))"),
        ("in", r"\bin (a|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety|\d{1,2}|a couple of) (day|week|month)s?\b"),
        ("tomorrow", r"\btomorrow\b"),
        ("today", r"\b(?:today|tonight|right now|this (?:morning|afternoon|evening))\b"),
        ("week", r"\b(?:a week from today|this time next week)\b"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class DateMention:
    """A date and where it stands."""

    day: date
    start: int
    end: int
    kind: str


def find_dates(text: str, today: date | None) -> list[DateMention]:
    """All dates of a normalised text. Without `today` only full dates can be resolved."""
    found: list[DateMention] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            day = _resolve(kind, match, today)
            if day is not None:
                found.append(DateMention(day, match.start(), match.end(), kind))
    return sorted(found, key=lambda mention: mention.start)


def _resolve(kind: str, match: re.Match[str], today: date | None) -> date | None:
    try:
        if kind == "iso":
            return date(int(match[1]), int(match[2]), int(match[3]))
        if today is None:
            return None
        if kind == "month-day":
            return _future(today, _MONTHS[match[1]], _ordinal(match[2]), match[3])
        if kind == "day-month":
            return _future(today, _MONTHS[match[2]], _ordinal(match[1]), match[3])
        if kind == "slash":
            return _future(today, int(match[1]), int(match[2]), match[3])
        return _relative(kind, match, today)
    except (ValueError, KeyError):
        return None


def _relative(kind: str, match: re.Match[str], today: date) -> date | None:
    if kind == "after-next":
        return _weekday(today, _DAYS[match[1]]) + timedelta(days=7)
    if kind == "weekday":
        day = _weekday(today, _DAYS[match[2]])
        same_week = day.isocalendar()[:2] == today.isocalendar()[:2]
        return day + timedelta(days=7) if match[1] == "next" and same_week else day
    if kind == "month-end":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if kind in ("next-month-end", "month-start", "ordinal-next"):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        if kind == "next-month-end":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first if kind == "month-start" else first.replace(day=_ordinal(match[1]))
    if kind == "ordinal":
        return next_day_of_month(today, _ordinal(match[1]))
    if kind == "in":
        number = (
            int(match[1])
            if match[1].isdigit()
            else _SMALL[match[1].removeprefix("a ") if " " in match[1] else match[1]]
        )
        return (
            add_months(today, number)
            if match[2] == "month"
            else today + timedelta(days=number * (7 if match[2] == "week" else 1))
        )
    if kind == "tomorrow":
        return today + timedelta(days=1)
    return today + timedelta(days=7) if kind == "week" else today


def _weekday(today: date, wanted: int) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _ordinal(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else ORDINALS[text.replace(" ", "-")]


def _future(today: date, month: int, day: int, year: str | None) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    guess = date(today.year, month, day)
    return guess if guess >= today - timedelta(days=120) else date(today.year + 1, month, day)


def next_day_of_month(today: date, day: int) -> date:
    """The next date with that day of the month, today or later; short months end on their last day."""
    if not 1 <= day <= 31:
        raise ValueError(f"there is no {day}th of a month")
    first = today.replace(day=1)
    for _ in range(3):
        candidate = first.replace(day=min(day, calendar.monthrange(first.year, first.month)[1]))
        if candidate >= today:
            return candidate
        first = (first + timedelta(days=32)).replace(day=1)
    raise ValueError("no such day in the coming months")


def add_months(day: date, months: int) -> date:
    """The same day `months` later; short months end on their last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
