"""Numbers said or written: digits, number words, ordinals, with their places.

Owns number words of English as spoken on the phone ("a hundred and fifty", "two fifty", "twelve hundred"). Never
decides whether a number is money, a date or an account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "lakh": 100_000, "lakhs": 100_000}
_COINS = {"fiver": 5, "tenner": 10}
"""Names of notes; "a tenner" is ten."""
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25,
    "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirty-first": 31,
}  # fmt: skip
_FILLERS = frozenset({"uh", "um", "er", "erm"})
"""Said between the words of one number: "a hundred uh twenty"."""
_TOKEN = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?k?)|(?P<word>[a-z]+)|(?P<gap>[\s-]+)|(?P<other>.)", re.S)


@dataclass(frozen=True)
class Number:
    """A number and where it stands."""

    value: Decimal
    start: int
    end: int
    spelled: bool
    """Said in words."""


def find_numbers(text: str) -> list[Number]:
    """All numbers of a normalised text, from left to right; ordinals are left out."""
    found: list[Number] = []
    run: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "gap":
            continue
        if run and kind == "word" and match.group() in _FILLERS:
            continue
        if kind == "word" and _is_number_word(match.group(), run):
            run.append((match.group(), match.start(), match.end()))
            continue
        _close(run, found)
        if kind == "digits":
            number = _digits(match.group())
            if number is not None:
                found.append(Number(number, match.start(), match.start() + len(match.group().rstrip(",")), False))
    _close(run, found)
    return _scale(text, found)


def _digits(text: str) -> Decimal | None:
    text = text.rstrip(",")
    thousands = text.endswith("k")
    text = text.removesuffix("k")
    if "," in text and not re.fullmatch(r"\d{1,3}(,\d{2,3})+(\.\d+)?", text):
        return None
    number = Decimal(text.replace(",", ""))
    return number * 1000 if thousands else number


def _is_number_word(word: str, run: list[tuple[str, int, int]]) -> bool:
    if word in _SMALL or word in _TENS:
        return True
    if word in _BIG or word in _COINS:
        return True
    last = run[-1][0] if run else ""
    if word == "a":
        return not run or last == "and"
    if word == "couple":
        return last == "a"
    if word == "k":
        return bool(run)
    return (word == "and" and bool(run)) or (word == "half" and last in ("and", "a") and len(run) > 1)


def _close(run: list[tuple[str, int, int]], found: list[Number]) -> None:
    while run and run[-1][0] in ("and", "a", "couple"):
        run.pop()
    if run and run[0][0] == "a" and (len(run) < 2 or run[1][0] not in (*_BIG, *_COINS, "couple")):
        run.pop(0)
    for part in _parts(run):
        value = _value([word for word, _, _ in part])
        if value is not None:
            found.append(Number(value, part[0][1], part[-1][2], True))
    run.clear()


def _parts(run: list[tuple[str, int, int]]) -> list[list[tuple[str, int, int]]]:
    """Cut where "and" joins two numbers and not one: "sixty and forty", but "a hundred and forty"."""
    parts: list[list[tuple[str, int, int]]] = [[]]
    for place, said in enumerate(run):
        halves = [word for word, _, _ in run[place + 1 : place + 3]]
        if said[0] == "and" and parts[-1] and parts[-1][-1][0] not in _BIG and halves[-1:] != ["half"]:
            parts.append([])
        else:
            parts[-1].append(said)
    return [part for part in parts if part]


def _value(said: list[str]) -> Decimal | None:
    """'two fifty' is 250, 'thirty four fifty' 3450, 'a hundred and a half' 150."""
    total = current = 0
    last = ""
    groups: list[int] = []
    for word in said:
        if word in _COINS:
            return Decimal(max(current, 1) * _COINS[word])
        if word == "and" or (word == "a" and last):
            continue
        if word == "a":
            current = 1
        elif word == "couple":
            current = 2
        elif word == "half":
            return _and_a_half(total + current, said)
        elif word in _SMALL or word in _TENS:
            number = _SMALL.get(word, _TENS.get(word, 0))
            fits = not last or last in _BIG or last == "a" or (last in _TENS and 0 < number < 10)
            if not fits:
                groups.append(current)
                current = 0
            current += number
        elif word == "hundred":
            current = max(current, 1) * 100
            if groups:
                return None
        else:
            total += max(current, 1) * _BIG[word]
            current = 0
        last = word
    if groups:  # said in pairs, like years: two fifty, thirty-four fifty
        if len(groups) > 2 or any(group > 99 for group in [*groups, current]):
            return None
        for group in groups:
            total = total * 100 + group
        return Decimal(total * 100 + current)
    return Decimal(total + current)


def _and_a_half(value: int, said: list[str]) -> Decimal:
    """'a hundred and a half' is 150, 'two and a half grand' 2500, 'two and a half' 2.5."""
    after = said[said.index("half") + 1 :]
    if after and after[0] in _BIG:
        return (Decimal(value) + Decimal("0.5")) * _BIG[after[0]]
    unit = next((_BIG[word] for word in reversed(said) if word in _BIG), 1)
    return Decimal(value) + Decimal(unit) / 2


def _scale(text: str, found: list[Number]) -> list[Number]:
    """'2 hundred', '3 grand': digits before a big word."""
    merged: list[Number] = []
    for number in found:
        last = merged[-1] if merged else None
        if (
            last
            and not last.spelled
            and number.spelled
            and text[number.start : number.end].split()[0] in _BIG
            and text[last.end : number.start].strip() == ""
        ):
            merged[-1] = Number(last.value * number.value, last.start, number.end, False)
        else:
            merged.append(number)
    return merged
