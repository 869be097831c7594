"""Identity details that a debtor gives, in one form: a birth date as ISO, four digits, a postcode, an address.

Owns reading them out of words. Never compares them with the file.
"""

from __future__ import annotations

import re
from datetime import date

from simulator.understanding.numbers import ORDINALS, find_numbers

_MONTHS = {name: number for number, names in enumerate(["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"], 1) for name in names.split()}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(sorted((each.replace("-", "[ -]") for each in ORDINALS), key=len, reverse=True))  # fmt: skip
_YEAR = r"(?:19|20)\d\d|'?\d\d|[a-z]+(?: [a-z]+){0,3}"
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.? (?:the )?({_ORDINAL})(?:,| of)? ?({_YEAR})?(?=\b|$)")
_DAY_FIRST = re.compile(rf"\b(?:the )?({_ORDINAL}) (?:of )?({_MONTH})\.?,? ?({_YEAR})?(?=\b|$)")
_NUMBERS = re.compile(r"\b(\d{1,2})[/. -](\d{1,2})[/. -]((?:19|20)?\d\d)\b")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b|(?<!\d)(?<!\d-)\d{5}(?:-\d{4})?\b(?![\d-])")
_ADDRESS = re.compile(r"\b\d{1,5}[a-z]? (?:[a-z]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|boulevard|way|place|terrace|crescent)\b")  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = {"oh": "0", "o": "0", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}  # fmt: skip
_SPELT = re.compile(rf"\b(?:(?:{'|'.join(_DIGITS)}) ?){{4}}\b")
_FOUR = re.compile(r"(?<!\d)(?<!\d-)\d{4}(?!\d)|(?<!\d)\d \d \d \d(?!\d)|(?<!\d)\d\d \d\d(?!\d)")
_TWENTY_FIRST = 10
"""Two-digit birth years up to this are in the 2000s."""


def find_detail(text: str, kind: str) -> tuple[str, str] | None:
    """Kind and value of the detail in a normalised text; None where nothing can be read out of it."""
    if kind in ("", "birth-date") and (born := _born(text)):
        return "birth-date", born
    if kind in ("", "email") and (email := _EMAIL.search(text)):
        return "email", email[0]
    if kind in ("", "address") and (address := _ADDRESS.search(text)):
        return "address", address[0].title()
    if kind in ("", "postcode") and (postcode := _POSTCODE.search(text)):
        return "postcode", postcode[0].upper()
    if kind in ("", "last-four") and (four := _four(text)):
        return "last-four", four
    return None


def _four(text: str) -> str | None:
    if found := _FOUR.search(text):
        return found[0].replace(" ", "")
    if found := _SPELT.search(text):
        return "".join(_DIGITS[word] for word in found[0].split())
    said = [number for number in find_numbers(text) if number.spelled]
    return f"{int(said[0].value):04d}" if len(said) == 1 and 1000 <= said[0].value <= 9999 else None


def _born(text: str) -> str | None:
    day = month = 0
    year: str | None = None
    if found := _DAY_FIRST.search(text):
        month, day, year = _MONTHS[found[2]], _day(found[1]), found[3]
    elif found := _MONTH_FIRST.search(text):
        month, day, year = _MONTHS[found[1]], _day(found[2]), found[3]
    elif found := _NUMBERS.search(text):
        month, day, year = int(found[1]), int(found[2]), found[3]
        if month > 12:
            month, day = day, month
    full = _year(year or "")
    try:
        return date(full, month, day).isoformat() if full else None
    except ValueError:
        return None


def _day(said: str) -> int:
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else ORDINALS[said.replace(" ", "-")]


def _year(said: str) -> int:
    """1964, 64, 'nineteen sixty four', 'seventy nine'; 0 where it is no year of birth."""
    said = said.lstrip("'")
    if said.isdigit():
        number = int(said)
        return number if number > 1900 else 2000 + number if number <= _TWENTY_FIRST else 1900 + number
    found = find_numbers(said)
    if not found or found[0].start:
        return 0
    number = int(found[0].value)
    return number if 1900 < number < 2030 else 1900 + number if 20 <= number < 100 else 0
