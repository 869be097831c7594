"""Values for the places of a written line: {amt}, {date}, {first} …, in the many ways people say them.

Owns surface forms of money, days, names, numbers. Never knows acts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from corpus import names, things

_PLACE = re.compile(r"\{([a-z]+\d?)\}")
_TWO_ARTICLES = re.compile(r"\b(my|the|your) (?:an?|the|your|my) ")
"""What a thing with its article leaves behind another one: "my an ulcer"."""
FIRST = ["Maria", "James", "Priya", "Kwame", "Denise", "Tom", "Aisha", "Carlos", "Siobhan", "Wei", "Fatima", "Jack", "Nkechi", "Rahul", "Brenda", "Darnell", "Olga", "Ahmed", "Grace", "Hamish", "Lucia", "Terry", "Joyce", "Mateo", "Sandra", "Emeka", "Sunita", "Pete", "Gloria", "Ivan", "Yusuf", "Carol", "Dwayne", "Megan", "Tunde", "Arjun", "Sheila", "Bruce", "Lorraine", "Omar", "Rosa", "Kyle", "Bridget", "Samir", "Tanya", "Winston", "Paula", "Deshawn", "Irene", "Callum"]  # fmt: skip
LAST = ["Lopez", "Okafor", "Patel", "Smith", "Nguyen", "Murphy", "Johnson", "Garcia", "Khan", "Brown", "Chen", "Williams", "Adeyemi", "Kowalski", "Singh", "Evans", "Hernandez", "Mensah", "Davies", "Sharma", "Thompson", "Reyes", "Walker", "Ivanov", "Bello", "MacDonald", "Rossi", "Baker", "Hussain", "Jones", "Kim", "Turner", "Ortiz", "O'Brien", "Robinson", "Das", "Cooper", "Morales", "Wright", "Silva"]  # fmt: skip
COMPANIES = ["Northgate Recovery", "Summit Receivables", "Harbour Credit Services", "Alder Collections", "Brightwater Group", "Fairline Recovery", "Keystone Financial", "Meridian Credit", "Oakfield Collections", "Pinnacle Recovery", "Riverside Credit Management", "Lakeview Financial Services", "the accounts team", "Crown Debt Services", "Tri-State Collections", "Westbury Finance", "Halcyon Bank", "Metro Utilities", "ABC Recovery", "Sterling and Moore"]  # fmt: skip
CREDITORS = ["St. Anselm Hospital", "Lakeside Dental", "Capital Furniture", "Midwest Electric", "City Telecom", "First County Bank", "QuickLoans", "Greenleaf Energy", "Anglian Water", "Apex Gym", "Hillcrest Auto Finance", "Orchard Mobile", "Maple Street Clinic", "the hospital", "the bank", "the gas company", "Barrow Council", "Delta Cards", "Ace Appliances", "Reliance Finance", "State University", "the phone company", "Harlow Cable", "Beacon Stores"]  # fmt: skip
STREETS = ["Elm Street", "Oak Avenue", "Church Road", "High Street", "Maple Drive", "Victoria Road", "Cedar Lane", "Park Avenue", "Station Road", "Mill Lane", "Birch Close", "Sunset Boulevard", "King Street", "MG Road", "Ring Road", "Allen Avenue", "Bridge Street", "Hill Crescent", "Jackson Street", "Queens Road"]  # fmt: skip
CITIES = ["Tampa", "Leeds", "Dallas", "Mumbai", "Lagos", "Sydney", "Cleveland", "Bristol", "Atlanta", "Glasgow", "Phoenix", "Delhi", "Accra", "Brisbane", "Memphis"]  # fmt: skip
SHORT_LISTS = 0.4
"""Share of names that come from the lists above; the others from the long ones of `names.py`."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"]  # fmt: skip
_MALE = {"James", "Kwame", "Tom", "Carlos", "Wei", "Jack", "Rahul", "Darnell", "Ahmed", "Hamish", "Terry", "Mateo", "Emeka", "Ivan", "Pete", "Yusuf", "Dwayne", "Tunde", "Arjun", "Bruce", "Omar", "Kyle", "Samir", "Winston", "Deshawn", "Callum"}  # fmt: skip


def in_words(number: int) -> str:
    """A whole number below ten thousand in English words, hyphens left out as transcribers do."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    rest = number % 1000
    return f"{in_words(number // 1000)} thousand" + (f" {in_words(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd …"""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _known(r: Random, few: list[str], many: Callable[[Random], str]) -> str:
    return r.choice(few) if r.random() < SHORT_LISTS else _capital(many(r))


def _capital(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def _first(r: Random) -> str:
    return _known(r, FIRST, names.first)


def _last(r: Random) -> str:
    return _known(r, LAST, names.last)


def _street(r: Random) -> str:
    return _known(r, STREETS, names.street)


def _city(r: Random) -> str:
    return _known(r, CITIES, names.city)


def _money(r: Random) -> str:
    amount = r.choice([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 65, 75, 80, 90, 100, 110, 120, 125, 150, 175, 180, 200, 220, 240, 250, 275, 300, 350, 400, 425, 450, 500, 560, 600, 642, 700, 712, 750, 800, 880, 900, 940, 1000, 1125, 1200, 1340, 1500, 1840, 2000, 2310, 2600, 3000, 3450, 4120, 5000, 7200, 9800])  # fmt: skip
    cents = f".{r.choice([17, 25, 40, 50, 63, 75, 90, 99]):02d}"
    words = in_words(amount)
    if 100 < amount < 1000 and amount % 100 and not amount % 10 and r.random() < 0.5:
        words = f"{_ONES[amount // 100]} {in_words(amount % 100)}"
    if amount == 100:
        words = r.choice(["a hundred", "one hundred", "a hundred"])
    return r.choice([
        f"${amount}", f"${amount}", f"${amount}{cents}", f"{amount} dollars", f"{amount} bucks", f"£{amount}", f"£{amount}{cents}",
        f"{amount} pounds", f"{amount} quid", f"{amount}", f"{amount}", f"{amount}", f"{words}", f"{words} dollars", f"{words} pounds",
        f"${amount:,}", f"{amount:,}", f"{amount} rupees", f"Rs {amount}", f"{amount}{cents}", f"€{amount}", f"{words} quid", f"{amount} naira",
    ])  # fmt: skip


def _date(r: Random) -> str:
    day, month, weekday = r.randint(1, 28), r.choice(_MONTHS), r.choice(_DAYS)
    return r.choice([
        weekday, weekday, f"this {weekday}", f"next {weekday}", f"the {ordinal(day)}", f"the {ordinal(day)}", f"{month} {day}",
        f"{month} {ordinal(day)}", f"the {ordinal(day)} of {month}", f"{day} {month}", "tomorrow", "the end of the month", "month end",
        "the first", "the fifteenth", "next week", "next month", "payday", f"{weekday} week", f"{weekday[:3]}", f"{month[:3]} {day}",
        "the first of the month", f"the {_ORDINALS[day % 15]}", f"{r.randint(1, 12)}/{day}", "today", "a week from today",
    ])  # fmt: skip


def _digits(r: Random, count: int) -> str:
    return "".join(str(r.randint(0, 9)) for _ in range(count))


def _phone(r: Random) -> str:
    return r.choice([
        f"{r.randint(201, 989)}-555-01{_digits(r, 2)}", f"{r.randint(201, 989)} 555 01{_digits(r, 2)}", f"555-01{_digits(r, 2)}",
        f"0161 496 0{_digits(r, 3)}", f"020 7946 0{_digits(r, 3)}", f"({r.randint(201, 989)}) 555-01{_digits(r, 2)}", f"0800 555 0{_digits(r, 3)}",
        " ".join(_ONES[int(digit)] for digit in f"55501{_digits(r, 2)}"),
    ])  # fmt: skip


def _born(r: Random) -> str:
    day, month, year = r.randint(1, 28), r.randint(1, 12), r.randint(1940, 2003)
    return r.choice([
        f"{_MONTHS[month - 1]} {ordinal(day)} {year}", f"{_MONTHS[month - 1]} {day}, {year}", f"{month}/{day}/{year}", f"{day}/{month}/{year % 100:02d}",
        f"the {ordinal(day)} of {_MONTHS[month - 1]} {year}", f"{day} {_MONTHS[month - 1][:3]} {year}", f"{_MONTHS[month - 1]} {ordinal(day)}",
        f"{day} {month} {year % 100:02d}", f"the {ordinal(day)} of the {ordinal(month)} {in_words(year % 100)}", f"{_MONTHS[month - 1]} the {ordinal(day)}, nineteen {in_words(max(13, year % 100))}",
    ])  # fmt: skip


def _postcode(r: Random) -> str:
    letters = "ABCDEGHJLMNPRSTUWY"
    return r.choice([_digits(r, 5), _digits(r, 5), f"{r.choice(letters)}{r.choice(letters)}{r.randint(1, 20)} {r.randint(1, 9)}{r.choice(letters)}{r.choice(letters)}"])  # fmt: skip


def _person(r: Random) -> str:
    first, last = _first(r), _last(r)
    others = ["Mrs", "Ms", "Miss"]
    title = "Mr" if first in _MALE else r.choice(others if first in FIRST else ["Mr", "Mr", *others, "Dr"])
    return r.choice(
        [
            first,
            first,
            f"{first} {last}",
            f"{first} {last}",
            f"{title} {last}",
            f"{title}. {last}",
            f"{title} {first} {last}",
        ]
    )


def _card(r: Random) -> str:
    groups = [f"4{_digits(r, 3)}", *(_digits(r, 4) for _ in range(3))]
    return r.choice([" ".join(groups), "".join(groups), "-".join(groups)])


def _weekday(r: Random) -> str:
    return r.choice([*_DAYS, "tomorrow", "next week"])


PLACES: dict[str, Callable[[Random], str]] = {
    "amt": _money,
    "date": _date,
    "day": _weekday,
    "month": lambda r: r.choice([*_MONTHS, *_MONTHS, "the spring", "the summer", "last month"]),
    "ordinal": lambda r: r.choice([ordinal(r.randint(1, 28)), ordinal(r.randint(1, 28)), r.choice(_ORDINALS)]),
    "n": lambda r: r.choice([str(r.choice([2, 3, 4, 5, 6, 8, 10, 12, 18, 24, 30, 60, 90])), in_words(r.choice([2, 3, 4, 5, 6, 10, 12, 18, 30, 60]))]),
    "pct": lambda r: str(r.choice([10, 15, 20, 25, 30, 40, 50, 55, 60, 65, 70, 75, 80])),
    "first": _first,
    "last": _last,
    "person": _person,
    "namesake": lambda r: _capital(names.namesake(r)),
    "callsake": lambda r: _capital(names.namesake_first(r)),
    "him": lambda r: r.choice(["him", "her", "him", "her", "them"]),
    "he": lambda r: r.choice(["he", "she"]),
    "his": lambda r: r.choice(["his", "her"]),
    "company": lambda r: _known(r, COMPANIES, names.agency),
    "creditor": lambda r: _known(r, CREDITORS, names.creditor),
    "phone": _phone,
    "digits": lambda r: _digits(r, r.choice([4, 5, 6, 7])),
    "four": lambda r: r.choice([_digits(r, 4), _digits(r, 4), " ".join(_ONES[r.randint(0, 9)] for _ in range(4))]),
    "dob": _born,
    "address": lambda r: f"{r.randint(1, 940)} {_street(r)}",
    "street": _street,
    "city": _city,
    "postcode": _postcode,
    "zip": lambda r: _digits(r, 5),
    "email": lambda r: f"{_first(r).lower()}{r.choice(['.', '_', ''])}{_last(r).lower().replace(chr(39), '')}@{r.choice(['example.com', 'example.org', 'mail.example'])}",
    "time": lambda r: r.choice([f"{r.randint(1, 12)}", f"{r.randint(1, 12)}pm", f"{r.randint(8, 11)}am", f"{r.randint(1, 11)}:30", "noon", "half past five", f"{_ONES[r.randint(1, 12)]}", "six o'clock", f"{r.randint(1, 9)} pm"]),
    "relative": lambda r: r.choice(["husband", "wife", "mother", "father", "mum", "mom", "dad", "brother", "sister", "son", "daughter", "grandmother"]),
    "advice": lambda r: r.choice(["StepChange", "National Debtline", "Citizens Advice", "a debt charity", "MoneyHelper", "PayPlan", "a nonprofit credit counselor", "the NFCC", "Christians Against Poverty", "Money Advice Scotland", "Business Debtline"]),
    "lawyer": lambda r: r.choice([f"{_first(r)} {_last(r)}'s office", f"{_last(r)} and {_last(r)}", f"{_first(r)} {_last(r)}", f"attorney {_last(r)}", f"Mr {_last(r)} at the law firm"]),
    "benefit": lambda r: r.choice(["Social Security", "SSI", "disability", "unemployment", "Universal Credit", "PIP", "Centrelink", "my pension", "benefits", "food stamps", "VA benefits"]),
    "chapter": lambda r: r.choice(["7", "13", "seven", "thirteen"]),
    "minorage": lambda r: r.choice(["9", "11", "13", "14", "15", "16", "17", "fourteen", "fifteen", "sixteen", "seventeen", "twelve"]),
    "card": _card,
    "cvv": lambda r: _digits(r, 3),
    "exp": lambda r: f"0{r.randint(1, 9)}/{r.randint(26, 30)}",
    "sort": lambda r: f"{_digits(r, 2)}-{_digits(r, 2)}-{_digits(r, 2)}",
    "daypart": lambda r: r.choice(["morning", "afternoon", "evening"]),
    "event": lambda r: r.choice(["accident", "divorce", "surgery", "layoff", "move", "flood", "baby"]),
    "visit": lambda r: r.choice(["hospital visit", "emergency room visit", "dental work", "MRI", "stay in hospital", "car repair"]),
    "team": lambda r: r.choice(["Cowboys", "Arsenal", "Yankees", "Lakers", "Chiefs", "Broncos"]),
    "word": lambda r: r.choice(["sunflower", "blue42", "rover", "tiger"]),
    "spell": lambda r: " ".join(_last(r).replace("'", "").upper()),
}  # fmt: skip


def fill(text: str, choose: Random) -> str:
    """The text with a value in each place; {amt2} is a second amount. Raises KeyError for a place that is not known."""

    def value(match: re.Match[str]) -> str:
        place = match[1].rstrip("0123456789")
        return PLACES[place](choose) if place in PLACES else things.draw(place, choose)

    filled = _PLACE.sub(value, text)
    listed = any(match[1].rstrip("0123456789") not in PLACES for match in _PLACE.finditer(text))
    return _TWO_ARTICLES.sub(r"\1 ", filled) if listed else filled
