"""Values in an utterance: money, shares, how often, how many, methods, phones; told apart from other digits.

Owns which number is what. Card, account, phone and identity digits are never money. Never fills an act's slots
(`slots.py` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.understanding.dates import DateMention, find_dates
from simulator.understanding.numbers import Number, find_numbers

_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR"}
_UNITS = {"dollar": "USD", "dollars": "USD", "bucks": "USD", "buck": "USD", "pounds": "GBP", "pound": "GBP", "quid": "GBP", "euros": "EUR", "rupees": "INR"}  # fmt: skip
_UNIT = re.compile(r"\s*(dollars?|bucks?|pounds?|quid|euros?|rupees)\b")
_PERIOD = re.compile(
    r"\s*(?:a|per|each|every|an|/)\s*(?:other )?(?:two )?(?:month|week|fortnight|fortnightly|paycheck|pay day|payday)s?\b|\s*(?:monthly|weekly|fortnightly|biweekly)\b"
)
_BEFORE = re.compile(
    r"(?:pay|paying|paid|do|afford|manage|owe|owes|owing|balance (?:of|is)|amount (?:of|is|due is)|settle (?:for|at)|accept|take|down|with|about|around|offer(?:ed)?|at|of|for|put|send|maybe|like|only|even|just|spare|least|left|make|making|earn|earning|get|rent is|is|another|first|cover|find|try|say|than|to|or|clear|the full|bring|brings|waive|fee|charge|on|authori[sz]e|and|yes|how about|what about|does|would|there's|theres|there is|showing|shows?|stretch to|get to|up to|go with|let's say|lets say|and)\s+(?:(?:you|us|me|about)\s+)?(?:the\s+|a\s+|an\s+|some\s+|about\s+|around\s+|maybe\s+|just\s+|only\s+|like\s+|say\s+|full\s+|first\s+|payment of\s+)*$"
)
_AFTER = re.compile(
    r"\s*(?:a|per|each|every|down|now|today|upfront|up front|monthly|weekly|on|by|from|starting|to (?:close|settle|start)|toward|towards|off|flat|left|or so|max|tops|in full|would|is|could|ish|and the rest|until|instead|for now|please|work|works|then|at|before|when|with|this|next|i think|maybe|for|with|outstanding|owed|owing|due|unpaid|overdue|short|past|left|debit|credit card|by|should|was|has|$|[.,?!])"
)
_NOT_MONEY = re.compile(
    r"\s*(?:%|percent|per cent|payments?|instal?lments?|months?|weeks?|days?|years?|hours?|minutes?|o'?clock|am\b|pm\b|times|calls?|checks|cheques|of us|kids|children|people|letters|(?:st|nd|rd|th)\b|:\d|/\d|-\d)"
)
_IDENTITY = re.compile(
    r"(?:ending(?: in)?|number|no\.?|#|zip|zip code|postcode|last four(?: digits)?(?: are)?|social|account|card|case|docket|reference|confirmation|invoice|order|po|extension|ext|room|apartment|flat|unit|born|chapter|code(?: is)?|is there a|suite)\s*(?:is|was|are|:|#|no\.?|number)?\s*$"
)
_STREET = re.compile(
    r"\s+(?:[a-z]+\s+){1,2}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|way|close|terrace|place|boulevard)\b|\s+(?:elm|oak|alder|maple)\b"
)
_LONG = re.compile(
    r"(?:\d[ -]?){7,}|\b\d{3}[ -]\d{3,4}\b(?:[ -]\d{3,4})?|\b[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b|\b(?:19|20)\d\d\b(?=\s*(?:[.,?!]|$))"
)
_EVERY = (
    ("two-weeks", re.compile(r"\b(?:every (?:two|2|other|second) (?:weeks?|fri|mon|tues|wednes|thurs)\w*|fortnight(?:ly)?|bi-?weekly|every other week|every paycheck)")),
    ("half-month", re.compile(r"\b(?:twice a month|two times a month|semi-?monthly)\b")),
    ("week", re.compile(r"\b(?:a week|per week|each week|every week|weekly|every (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|/\s?w(?:k|eek)\b")),
    ("month", re.compile(r"\b(?:a month|per month|each month|every month|monthly|of (?:each|every) month)\b|/\s?mo(?:nth)?\b")),
)  # fmt: skip
_COUNT = re.compile(r"\s*(?:equal |monthly |weekly |easy )*(?:payments|instal?lments|checks|cheques)\b")
_MONTHS = re.compile(r"[\s-]*months?\b")
_YEARS = re.compile(r"\s*years?\b")
_PERCENT = re.compile(r"\s*(?:%|percent|per cent)(\s*(?:off|discount|reduction|knocked off|less))?")
METHODS = (
    ("card", re.compile(r"\b(?:debit|credit|visa|mastercard|card)\b")),
    (
        "bank",
        re.compile(r"\b(?:bank|checking|ach|direct debit|transfer|wire|standing order|account ending)\b"),
    ),
    ("cheque", re.compile(r"\b(?:check|cheque)\b(?! (?:that|with|if|on|the|your|my|for|whether|in))")),
    ("cash", re.compile(r"\bcash\b")),
    ("online", re.compile(r"\b(?:online|portal|website|web site|app)\b")),
    ("payroll", re.compile(r"\b(?:payroll|out of my wages)\b")),
)
_PHONE = re.compile(r"\+?\d[\d ()-]{6,}\d")


@dataclass(frozen=True)
class MoneyMention:
    """An amount and where it stands."""

    amount: Decimal
    currency: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Values:
    """Everything found in one utterance."""

    money: tuple[MoneyMention, ...]
    percents: tuple[tuple[Decimal, int, int], ...]
    """Share paid, with its place: '40% off' is 60."""
    dates: tuple[DateMention, ...]
    every: str | None
    count: int | None
    months: int | None
    method: str | None
    phone: str | None


NO_VALUES = Values((), (), (), None, None, None, None, None)
VALUED = frozenset({"amount", "percent", "every", "count", "months", "start", "due", "until", "method", "phone"})
"""Slots that are filled from values."""


def find_values(text: str, today: date | None) -> Values:
    """Find the values of a normalised text."""
    dates = tuple(find_dates(text, today))
    numbers = find_numbers(text)
    money: list[MoneyMention] = []
    percents: list[tuple[Decimal, int, int]] = []
    count = months = None
    for number in numbers:
        rest = text[number.end :]
        share = _PERCENT.match(rest)
        if share and number.value <= 100:
            value = 100 - number.value if share.group(1) else number.value
            percents.append((value, number.start, number.end + share.end()))
        elif _COUNT.match(rest) and number.value <= 400:
            count = int(number.value)
        elif _MONTHS.match(rest) and number.value <= 400:
            months = int(number.value)
        elif _YEARS.match(rest) and number.value <= 30 and re.search(r"\bover\b|\bspread", text):
            months = int(number.value) * 12
        else:
            mention = _as_money(text, number, dates)
            if mention:
                money.append(mention)
    half = re.search(
        r"\bhalf (?:of )?(?:the balance|it|the bill|the debt|of it|what)\b|\bfor half\b|\bpay half\b", text
    )
    if half and not percents:
        percents.append((Decimal(50), half.start(), half.end()))
    every = next((name for name, pattern in _EVERY if pattern.search(text)), None)
    method = next((name for name, pattern in METHODS if pattern.search(text)), None)
    phone = _PHONE.search(text)
    return Values(tuple(money), tuple(percents), dates, every, count, months, method, phone.group() if phone else None)


def _as_money(text: str, number: Number, dates: tuple[DateMention, ...]) -> MoneyMention | None:
    before, after = text[: number.start], text[number.end :]
    sign = _SIGNS.get(before.rstrip()[-1:]) if before else None
    unit = _UNIT.match(after)
    start = number.start - (1 if sign else 0)
    if sign or unit:
        end = number.end + (unit.end() if unit else 0)
        value = number.value
        cents = re.match(r"\s*and (\d{1,2}|[a-z]+(?:[ -][a-z]+)?) cents", text[end:])
        if cents and cents.group(1).isdigit():
            value += Decimal(cents.group(1)) / 100
            end += cents.end()
        return MoneyMention(value, sign or _UNITS.get(unit.group(1) if unit else ""), start, end)
    if any(number.start < date.end and date.start < number.end for date in dates):
        return None
    if _NOT_MONEY.match(after) or _IDENTITY.search(before) or _STREET.match(after):
        return None
    for run in _LONG.finditer(text):
        if run.start() <= number.start < run.end() and not _PERIOD.match(after):
            return None
    if number.value < 5 and not _PERIOD.match(after):
        return None
    if _PERIOD.match(after) or (number.value >= 5 and _BEFORE.search(before) and _AFTER.match(after)):
        return MoneyMention(number.value, None, number.start, number.end)
    if before.strip(" ,.-") == "" and _AFTER.match(after) and number.value >= 10:
        return MoneyMention(number.value, None, number.start, number.end)
    return None
