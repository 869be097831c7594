"""Values in an utterance: money, shares, how often, how many, methods, phones; told apart from other digits.

Owns which number is what. Whatever has another owner (a date, a clock, a count, a card, an address) is no money.
Never fills an act's slots (`slots.py` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulator.understanding.dates import DateMention, find_dates
from simulator.understanding.mending import mend
from simulator.understanding.numbers import Number, find_numbers
from simulator.understanding.owned import find_owned, is_owned

_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR"}
_UNITS = {"dollar": "USD", "dollars": "USD", "bucks": "USD", "buck": "USD", "usd": "USD", "pounds": "GBP", "pound": "GBP", "quid": "GBP", "gbp": "GBP", "euros": "EUR", "euro": "EUR", "rupees": "INR", "rupee": "INR", "rs": "INR", "inr": "INR", "naira": "NGN", "rand": "ZAR"}  # fmt: skip
_UNIT = re.compile(r"\s*(dollars?|bucks?|pounds?|quid|euros?|rupees?|naira|rand|usd|gbp|inr)\b")
_UNIT_BEFORE = re.compile(r"\b(rupees|rs|inr|usd|gbp|naira)\.? ?$")
_AND = re.compile(r" (?P<and>and )?")
_CENTS = re.compile(r" ?(?:cents|pence|p)\b(?! ?/| ?\.m| on the | to the | in the )")
PERIOD = re.compile(
    r"\s*(?:(?:a|per|each|every|an|/|p)\s*/?\s*(?:other )?(?:two |2 )?(?:months?|mo|mth|weeks?|wk|fortnights?|fortnightly|paychecks?|pay ?days?|checks?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b|(?:monthly|weekly|fortnightly|bi-?weekly|pcm|pm\b(?= from| start))\b|(?:twice|two times) a (?:month|week))"
)
_LEAST = 5
"""Bare numbers under this are money only with a sign, a unit or a period beside them."""
_EVERY = (
    ("two-weeks", re.compile(r"\b(?:every (?:two|2|other|second|couple of) (?:weeks?|wks?|fri|mon|tues|wednes|thurs|satur|sun|pay)\w*|(?:a |per |each |every )?fortnight(?:ly)?|bi-?weekly|every other week|every 14 days)\b")),
    ("half-month", re.compile(r"\b(?:twice (?:a|per|each) month|two times a month|semi-?monthly|(?:1st|first) and (?:the )?(?:15th|fifteenth)|twice monthly)\b")),
    ("week", re.compile(r"(?:\b(?:a week|per week|each week|every week|weekly|by the week|(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:a|per|each|every) wk)\b|/\s?w(?:k|eek)\b|\bp/?w\b)(?! from (?:now|today)| later| ago|end| on | today)")),
    ("month", re.compile(r"\bmonths?,? (?:at|of) [^,.?!]{1,20} (?:each|apiece)\b|\b(?:a month|per month|each month|every month|monthly|of (?:each|every) month|(?:a|per|each|every) (?:mo|mth|mnth)|every (?:\d{1,2}(?:st|nd|rd|th))|pcm|month by month)\b(?! from (?:now|today)| later| ago)|/\s?mo?n?th?\b|\b\d{1,2}(?:st|nd|rd|th) of (?:the|each|every) month\b")),
    ("once", re.compile(r"\b(?:one[- ]off|one[- ]time|once only|just (?:the )?once|single|lump sum)\b(?! (?:fee|charge|mum|mom|dad|parent|mother|father))")),
)  # fmt: skip
_COUNT = re.compile(
    r"\s*(?:equal |monthly |weekly |easy |smaller |little )*(?:payments?|instal?lments?|emis?\b|parts|bits|checks|cheques|lots)\b"
)
_IN_GOES = (re.compile(r"\bin $"), re.compile(r"\s*goes\b"))
"""What stands before and after the count in "in three goes"."""
_MONTHS = re.compile(r"[\s-]*(?:months?|mths?|mos?)\b")
_YEARS = re.compile(r"[\s-]*years?\b")
_SPREAD = re.compile(
    r"\b(?:over|spread|across) (?:out )?(?:it )?(?:over )?(?:a|one) (year)\b|\bover (?:the )?(?:next )?year\b"
)
_PERCENT = re.compile(
    r"\s*(?:%|percent|per cent|pc\b|cents (?:on|in|to) the (?:dollar|pound))(\s*(?:off|discount|reduction|knocked off|less|cut|write[ -]?off))?"
)
_OFF_BEFORE = re.compile(
    r"\b(?:discount (?:of )?|(?:reduce|cut|drop|lower|slash)(?:ed|ing)?(?: (?:it|that|the (?:balance|bill)))?(?: (?:off|down))?(?: by)? |reduction of |waive |forgive |write off )(?:about |up to |another )?$"
)
_OFF_AFTER = re.compile(r"\s*(?:(?:from|on|of) (?:it|that|the (?:balance|bill|total)))?\s*off\b")
_HALF = re.compile(
    r"\bhalf (?:of )?(?:the (?:balance|amount|bill|debt|full)|it|of it|what|price|now)\b|\b(?:for|pay|accept|take|do|offer|settle (?:for|at)|to) half\b(?! (?:a|an|past|of (?:that|this)|hour|day|now))|\bhalf off\b"
)
METHODS = (
    ("bank", re.compile(r"\b(?:direct debits?|standing orders?|bank(?: account| transfer)?|checking|savings account|ach|transfer|wire|netbanking|routing|account ending|sort code)\b")),
    ("card", re.compile(r"\b(?:debit|credit card|visa|mastercard|amex|cards?)\b")),
    ("cheque", re.compile(r"\bby che(?:ck|que)\b|\b(?:money orders?|cheques?)\b|\bchecks?\b(?! (?:that|with|if|on|the|your|my|for|whether|in\b(?! the)|back|again))")),
    ("cash", re.compile(r"\bcash\b(?! ?flow)")),
    ("online", re.compile(r"\b(?:online|portal|website|web site|app|link|upi|gpay|paypal|zelle|venmo)\b")),
    ("payroll", re.compile(r"\b(?:payroll deduction|through payroll|out of my (?:wages|pay))\b")),
)  # fmt: skip
_PHONE = re.compile(
    r"\+?\(?\d[\d ().-]{5,}\d|(?:\b(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple)\b[ ,-]*){7,}"
)
_DIGIT_WORDS = {"oh": "0", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}  # fmt: skip


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
    owned = find_owned(text)
    money: list[MoneyMention] = []
    percents: list[tuple[Decimal, int, int]] = []
    count = months = None
    taken = 0
    for number in find_numbers(text):
        if number.start < taken:
            continue  # the cents of the amount before
        rest = text[number.end :]
        share = _PERCENT.match(rest)
        if share and number.value <= 100:
            off = share[1] or _OFF_BEFORE.search(text[: number.start]) or _OFF_AFTER.match(rest[share.end() :])
            percents.append((100 - number.value if off else number.value, number.start, number.end + share.end()))
        elif number.value <= 400 and (
            _COUNT.match(rest) or (_IN_GOES[0].search(text[: number.start]) and _IN_GOES[1].match(rest))
        ):
            count = int(number.value)
        elif _MONTHS.match(rest) and number.value <= 400:
            months = int(number.value)
        elif _YEARS.match(rest) and number.value <= 10:
            months = int(number.value * 12)
        elif mention := _as_money(text, number, dates, owned):
            money.append(mention)
            taken = mention.end
    if months is None and _SPREAD.search(text):
        months = 12
    if not percents and (half := _HALF.search(text)):
        percents.append((Decimal(50), half.start(), half.end()))
    if count is None:
        count = 2 if re.search(r"\bin (?:half|two)\b", text) else 3 if re.search(r"\bin thirds\b", text) else None
    every = next((name for name, pattern in _EVERY if pattern.search(text)), None)
    method = next((name for name, pattern in METHODS if pattern.search(text)), None)
    return Values(
        tuple(mend(text, money)), tuple(percents), tuple(mend(text, dates)), every, count, months, method, _phone(text)
    )


def _as_money(
    text: str, number: Number, dates: tuple[DateMention, ...], owned: list[tuple[int, int]]
) -> MoneyMention | None:
    before, after = text[: number.start], text[number.end :]
    sign = _SIGNS.get(before.rstrip()[-1:]) if before else None
    unit_before = _UNIT_BEFORE.search(before)
    unit = _UNIT.match(after)
    if sign or unit or unit_before:
        start = number.start - 1 if sign else unit_before.start() if unit_before else number.start
        value, end = _with_cents(text, number, unit)
        currency = sign or _UNITS.get(unit[1] if unit else unit_before[1] if unit_before else "")
        return MoneyMention(value, currency, start, end)
    if any(number.start < day.end and day.start < number.end for day in dates):
        return None
    if coins := _CENTS.match(after):
        return MoneyMention(number.value / 100, None, number.start, number.end + coins.end())
    period = PERIOD.match(after)
    if is_owned(number.start, number.end, owned) and not period:
        return None
    if number.value < _LEAST and not period:
        return None
    value = number.value
    if period and number.spelled and 1000 <= value < 10_000 and value % 100 and " " in text[number.start : number.end]:
        value = value / 100 if not re.search(r"hundred|thousand|grand", text[number.start : number.end]) else value
    return MoneyMention(value, None, number.start, number.end)


def _with_cents(text: str, number: Number, unit: re.Match[str] | None) -> tuple[Decimal, int]:
    """'eighty-eight pounds forty' and '12 dollars and 50 cents'."""
    end = number.end + (unit.end() if unit else 0)
    if unit and number.value == int(number.value) and (gap := _AND.match(text[end:])):
        begin = end + gap.end()
        said = find_numbers(text[begin : begin + 24])
        if said and said[0].start == 0 and 10 <= said[0].value < 100:
            after = text[begin + said[0].end :]
            if _CENTS.match(after) or not (gap["and"] or _UNIT.match(after) or PERIOD.match(after)):
                return number.value + said[0].value / 100, begin + said[0].end
    return number.value, end


def _phone(text: str) -> str | None:
    found = _PHONE.search(text)
    if not found:
        return None
    said = found.group().strip(" ,.-")
    if said[:1].isdigit() or said[:1] in "+(":
        return said if sum(char.isdigit() for char in said) >= 7 else None
    digits, times = "", 1
    for word in re.findall(r"[a-z]+", said):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        else:
            digits += _DIGIT_WORDS[word] * times
            times = 1
    return digits
