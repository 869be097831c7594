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
_SMALL = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "thirty": 30, "sixty": 60, "ninety": 90, "couple of": 2, "couple": 2}  # fmt: skip
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[ -]") + ")"
_FILLED = r"(?:(?:uh|um|erm?),? )?"
"""What is said while the day is looked for."""
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("iso", r"\b(\d{4})-(\d{2})-(\d{2})\b"),
        ("month-day", rf"\b({_MONTH})\.? (?:the )?{_FILLED}({_ORDINAL}|\d{{1,2}})\b(?!:|,?\d|%| (?:dollars|pounds|payments|months|weeks))(?:,? (\d{{4}}))?"),
        ("day-month", rf"\b(?:the )?({_ORDINAL}|\d{{1,2}}) (?:of )?({_MONTH})\b(?:,? (\d{{4}}))?"),
        ("slash", r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b"),
        ("weekday-week", rf"\b(?:a )?week (?:on |from )?({_DAY})\b|\b({_DAY}) week\b"),
        ("after-tomorrow", r"\b(?:the )?day after tomorrow\b"),
        ("hence", r"\b(a|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety|\d{1,2}|a couple of|couple of) (day|week|fortnight|month)s?(?:'s?)? (?:from (?:now|today|tonight)|time|today)\b"),
        ("after-next", rf"\b(?:the )?({_DAY}) after next\b"),
        ("weekday", rf"\b(?:(this|next|on|by|until|this coming) )?(?:the )?({_DAY})s?\b"),
        ("of-month", rf"\b(?:the )?(start|beginning|middle|end) of ({_MONTH})\b"),
        ("month-end", r"\b(?:the )?end of (?:the|this) month\b|\b(?:at |by )?month[ -]?end\b|\bmonth'?s (?:out|end)\b|\b(?:end of month|eom)\b"),
        ("month-middle", r"\b(?:the )?middle of (?:the|this) month\b|\bmid[ -]?month\b"),
        ("week-end", r"\b(?:the )?end of (?:the|this) week\b|\bby the weekend\b"),
        ("next-month-end", r"\b(?:the )?end of next month\b"),
        ("month-start", r"\b(?:the )?(?:start|beginning|first|1st) of (?:next month|the month)\b"),
        ("ordinal-next", rf"\b(?:the )?({_ORDINAL}) of next month\b"),
        ("ordinal", rf"\b(?:the|on|by|from|starting|til|till|until|before|after|around) (?:the )?{_FILLED}({_ORDINAL})\b(?! (?:payment|one|time|line|instal|call|name|agency|thing|place|part|three|two|few|half|party|letter|visit|job|bill|notice|card|person|chance|option))"),
        ("digit-ordinal", r"\b(\d{1,2}(?:st|nd|rd|th))\b(?! (?:payment|time|call|letter|floor|street|avenue|grade|instal|notice|birthday))"),
        ("span", r"\bfor (?:another |the next |a further |up to )?(a|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety|\d{1,2}|a couple of|couple of) (day|week|fortnight)s?\b"),
        ("stretch", r"\b(?:needs?|give me|have|get|get me|wait|another|extra|hold off) (?:about |maybe |like |just |at least |only )?(?:another |the next |a further |an extra )?(a|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety|\d{1,2}|a couple of|couple of|couple) (?:more |extra |further )?(day|week|fortnight|month)s?\b(?! (?:ago|late|behind|old|notice|off|left|\w+ (?:ago|late|behind)))|\banother ()(day|week|fortnight|month)\b"),
        ("in", r"\b(?:in|within) (a|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety|\d{1,2}|a couple of|a couple) (day|week|fortnight|month)s?\b"),
        ("tomorrow", r"\b(?:tomorrow|tmrw|tomoz|2mor+ow?|2moro)\b"),
        ("today", r"\b(?:today|2day|tonight|2nite|right now|this (?:morning|afternoon|evening|arvo))\b"),
        ("week", r"\b(?:a week from today|this time next week)\b"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class DateMention:
    """A date and where it stands. Kinds `span` and `stretch` are ends of a stretch of time: "for 30 days", "I need two weeks"."""

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
            month, day = int(match[1]), int(match[2])
            return _future(today, day, month, match[3]) if month > 12 else _future(today, month, day, match[3])
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
    if kind == "weekday-week":
        return _weekday(today, _DAYS[match[1] or match[2]]) + timedelta(days=7)
    if kind == "after-tomorrow":
        return today + timedelta(days=2)
    if kind == "of-month":
        return _part_of_month(today, match[1], _MONTHS[match[2]])
    if kind == "month-middle":
        return next_day_of_month(today, 15)
    if kind == "week-end":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if kind == "month-end":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if kind in ("next-month-end", "month-start", "ordinal-next"):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        if kind == "next-month-end":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first if kind == "month-start" else first.replace(day=_ordinal(match[1]))
    if kind in ("ordinal", "digit-ordinal"):
        return next_day_of_month(today, _ordinal(match[1]))
    if kind == "stretch":
        return _later(today, match[1] or "one", match[2] or match[4])
    if kind in ("in", "hence", "span"):
        return _later(today, match[1], match[2])
    if kind == "tomorrow":
        return today + timedelta(days=1)
    return today + timedelta(days=7) if kind == "week" else today


def _later(today: date, count: str, unit: str) -> date:
    number = int(count) if count.isdigit() else _SMALL[count.removeprefix("a ") if " " in count else count]
    if unit == "month":
        return add_months(today, number)
    return today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _part_of_month(today: date, part: str, month: int) -> date:
    first = _future(today, month, 1, None)
    if part == "middle":
        return first.replace(day=15)
    return first if part != "end" else first.replace(day=calendar.monthrange(first.year, first.month)[1])


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
