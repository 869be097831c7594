"""What a bot's lines are filled with: figures it may offer, days and ways of paying that were named, the other side's own words.

Owns that. Never decides what is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.tongue import ordinal

_TURN_ROUND = {"i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "i": "you", "my": "your", "me": "you", "mine": "yours",
               "am": "are", "we": "you", "we're": "you're", "we've": "you've", "our": "your", "us": "you", "myself": "yourself"}  # fmt: skip
_METHODS = {"card": "debit card", "bank": "bank transfer", "online": "the website"}
EVERY = {"month": "a month", "week": "a week", "two-weeks": "every two weeks", "half-month": "twice a month"}
_MONTHS = (
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
)


def fill_line(line: str, cast: Cast, done: Collection[str], agreed: str | None) -> str:
    """A line with its placeholders filled; `done` holds what was named (`due …`, `start …`, `method …`)."""
    scenario, money = cast.scenario, cast.money
    balance = scenario.account.balance.amount
    plan, settlement = scenario.authority.plan, scenario.authority.settlement
    least = max(plan.smallest.amount, (balance / plan.longest).quantize(Decimal(1)) + 1) if plan else balance
    opening = min(balance, max(least, (balance / 6).quantize(Decimal(1))))
    floor = balance * settlement.floor / 100 if settlement else balance
    starts = scenario.starts_at
    date = next((spoken_day(each.split(" ", 1)[1]) for each in done if each.startswith(("due ", "start "))), "")
    method = next((each.split(" ", 1)[1] for each in done if each.startswith("method ")), "card")
    words = {
        **cast.words(),
        "name": (scenario.account.holder or cast.persona.name) if cast.persona.relation else cast.persona.name,
        "plan": money(opening), "least": money(least), "floor": money(floor.quantize(Decimal(1))),
        "month": _MONTHS[(starts.month + 1) % 12], "agreed": agreed or f"{money(opening)} a month",
        "date": date or f"the 1st of {_MONTHS[starts.month % 12]}", "method": _METHODS.get(method, method),
    }  # fmt: skip
    for key, value in words.items():
        line = line.replace("{" + key + "}", value)
    return line


def spoken_day(day: str) -> str:
    """`2026-04-02` as people say it; anything else as it is."""
    found = re.fullmatch(r"\d{4}-(\d\d)-(\d\d)", day)
    return f"{_MONTHS[int(found[1]) - 1]} {ordinal(int(found[2]))}" if found else day


def echo(text: str, voiced: HeardAct) -> str:
    """The fullest of the debtor's own sentences turned round: `my hours were cut` becomes `your hours were cut`."""
    said = text[slice(*voiced.span)].strip() or text
    sentence = max(re.split(r"(?<=[.!?…])\s", said), key=lambda each: len(each.split())).rstrip(".!?… ")
    words = [_TURN_ROUND.get(word.lower().replace("’", "'"), word) for word in sentence.split()]
    line = " ".join(words)
    return line[:1].lower() + line[1:] if not line.startswith("I ") else line
