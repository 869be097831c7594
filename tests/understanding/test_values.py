"""Values: money, dates, counts and details told apart from other digits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.source import read_file
from simulator.understanding.clocks import find_clock
from simulator.understanding.details import find_detail
from simulator.understanding.kinds import DISPUTE, HARDSHIP, IDENTITY, find_relation, first_kind
from simulator.understanding.names import find_company, find_creditor, find_person
from simulator.understanding.values import find_values
from simulator.understanding.words import normalise

TODAY = date(2026, 3, 4)
CASES: list[dict[str, Any]] = read_file(Path(__file__).with_name("values.yaml")).data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"])
def test_values_are_what_was_said(case: dict[str, Any]) -> None:
    """Every value in the words is found, and nothing else is taken for one."""
    values = find_values(normalise(case["said"]), TODAY)
    if "money" in case:
        assert [money.amount.normalize() for money in values.money] == [
            Decimal(each).normalize() for each in case["money"]
        ]
    if "dates" in case:
        assert [mention.day.isoformat() for mention in values.dates] == case["dates"]
    if "percents" in case:
        assert [f"{share.normalize():f}" for share, _, _ in values.percents] == case["percents"]
    for name in ("every", "method", "phone"):
        if name in case:
            assert getattr(values, name) == case[name]
    for name in ("count", "months"):
        if name in case:
            assert getattr(values, name) == int(case[name])


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("ring me after six", "18:00"),
        ("would half five suit", "17:30"),
        ("at half past seven in the evening", "19:30"),
        ("quarter to nine", "08:45"),
        ("call at 5:15pm", "17:15"),
        ("between 5 and 8pm", "17:00/20:00"),
        ("9 in the morning", "09:00"),
        ("around noon", "12:00"),
        ("after 20 days", None),
        ("a hundred dollars", None),
    ],
)
def test_clock_times_are_read_as_people_say_them(said: str, clock: str | None) -> None:
    """Hours without am or pm are the working day's."""
    assert find_clock(said) == clock


@pytest.mark.parametrize(
    ("kind", "said", "detail"),
    [
        ("birth-date", "june 4th 1982", ("birth-date", "1982-06-04")),
        ("birth-date", "7th of march 79", ("birth-date", "1979-03-07")),
        ("birth-date", "twelfth of november nineteen sixty four", ("birth-date", "1964-11-12")),
        ("birth-date", "13/2/71", ("birth-date", "1971-02-13")),
        ("", "it's 4471", ("last-four", "4471")),
        ("last-four", "ninety nine twenty", ("last-four", "9920")),
        ("last-four", "four four seven one", ("last-four", "4471")),
        ("postcode", "ls6 2qt", ("postcode", "LS6 2QT")),
        ("postcode", "45402-1234", ("postcode", "45402-1234")),
        ("", "it's 25-31877", None),
        ("", "po 44-0193", None),
        ("birth-date", "the 31st of february 1980", None),
        ("", "i'd rather not", None),
    ],
)
def test_identity_details_have_one_form(kind: str, said: str, detail: tuple[str, str] | None) -> None:
    """However a detail is said, it comes out the same; days that never were come out as nothing."""
    assert find_detail(normalise(said), kind) == detail


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("my shifts got cut to two a week", "reduced-hours"),
        ("they shut the plant so that's me done", "job-loss"),
        ("we buried my mum last month", "bereavement"),
        ("hubby left and took the car", "separation"),
        ("i've been in and out of hospital", "illness"),
        ("rent went up three hundred", "bills"),
        ("the flood took the ground floor", "disaster"),
    ],
)
def test_hardship_has_the_kind_named_first(said: str, kind: str) -> None:
    """The cause that the words begin with counts."""
    assert first_kind(HARDSHIP, said) == kind


def test_other_closed_lists_are_told_by_their_words() -> None:
    """Disputes, identity details and relations."""
    assert first_kind(DISPUTE, "my insurance paid for that") == "insurance"
    assert first_kind(DISPUTE, "i already paid it in march") == "paid"
    assert first_kind(DISPUTE, "half the order never arrived") == "service"
    assert first_kind(IDENTITY, "can you confirm the first line of your address") == "address"
    assert find_relation("this is his wife") == "spouse"
    assert find_relation("my mom's not home") == "child"
    assert find_relation("no idea what you mean") is None


def test_names_are_found_with_and_without_capitals() -> None:
    """Titles stay; the name of the one who speaks is not the name of the one who is asked for."""
    said = "Good afternoon sir, my name is Bola from Crestline Credit, please is this Mr Eze?"
    assert find_person("identify-self", said) == "Bola"
    assert find_person("ask-for-person", said) == "Mr Eze"
    assert find_company(said) == "Crestline Credit"
    assert find_person("ask-for-person", "am i speaking with rosa delgado") == "Rosa Delgado"
    assert find_creditor("You owe St. Anselm Hospital 1840 dollars") == "St. Anselm Hospital"


@given(st.text(max_size=200))
def test_values_never_raise(text: str) -> None:
    """Nothing typed can break the grammar."""
    low = normalise(text)
    find_values(low, TODAY)
    find_clock(low)
    find_detail(low, "")
    find_relation(low)
    find_company(text)
