"""People, agencies and creditors whose names the ear has never met are heard by where their names stand."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import yaml

from corpus import filling, names
from corpus.written import FOLDER, read_lines
from tests.conftest import HEARING

STRANGERS = yaml.safe_load(Path(__file__).with_name("strangers.yaml").read_text(encoding="utf-8"))
KINDS = ("first", "last", "company", "creditor")
EACH = 25
"""Fillings of each line."""


def test_names_are_strangers() -> None:
    """None stands in a list that the corpus is filled with or that names are swapped for, nor in a written line."""
    lists = (FOLDER.parent / "names.txt").read_text(encoding="utf-8").split("\n")
    known = {name for line in lists for name in re.split(r"[ |]", line)}
    known |= {name.lower() for name in (*filling.FIRST, *filling.LAST, *filling.COMPANIES, *filling.CREDITORS)}
    written = " ".join(line.pattern.lower() for folder in (FOLDER, FOLDER / "late") for line in read_lines(folder))
    words = set(re.findall(r"[\w'&]+", written))
    assert not [name for kind in ("first", "last") for name in STRANGERS[kind] if name.lower() in known | words]
    assert not [name for kind in ("company", "creditor") for name in STRANGERS[kind] if name.lower() in known]


@pytest.mark.parametrize("case", STRANGERS["said"], ids=lambda case: str(case["act"]))
def test_names_that_were_never_met_are_heard_by_where_they_stand(case: dict[str, str | list[str]]) -> None:
    """Of each act at least eight in ten; before names were swapped in learning it was four in ten of who says who they are."""
    r = Random(5)
    said = [
        str(line).format(**{kind: r.choice(STRANGERS[kind]) for kind in KINDS})
        for line in case["lines"]
        for _ in range(EACH)
    ]
    speaker = str(case["speaker"])
    heard = sum(case["act"] in {each.act for each in HEARING.hear(line, speaker)} for line in said)
    assert heard / len(said) >= 0.8


def test_namesakes_are_in_no_list_of_them() -> None:
    """They are words, and words stand everywhere; as names the ear has not met them."""
    learnt = {*names.listed("first that is a word"), *names.listed("last that is a word"), *names.listed("first"), *names.listed("last")}  # fmt: skip
    assert not [name for kind in ("first", "last") for name in STRANGERS["namesakes"][kind] if name.lower() in learnt]


@pytest.mark.parametrize("case", STRANGERS["namesakes"]["said"], ids=lambda case: "+".join(case["acts"]))
def test_names_that_are_words_are_heard_as_names(case: dict[str, list[str]]) -> None:
    """ "Hi its Grace Long is Bill Marsh there" says who is speaking and who is wanted, in nine of ten, and no breach."""
    r, listed = Random(7), STRANGERS["namesakes"]
    given, family = listed["first"], listed["last"]
    said = [
        line.format(first=r.choice(given), last=r.choice(family), other=f"{r.choice(given)} {r.choice(family)}")
        for line in case["lines"]
        for _ in range(EACH)
    ]
    heard = [{each.act for each in HEARING.hear(line, "agent")} for line in said]
    assert not [line for line, acts in zip(said, heard, strict=True) if acts & HEARING.breaches]
    assert sum(set(case["acts"]) <= acts for acts in heard) / len(said) >= 0.9


@pytest.mark.parametrize(
    "said",
    [
        "hi its lee park is that rosa",
        "Hi, it's Lee Park, is Joy Tan there?",
        "hey im kit moody can i speak to dot fish please",
        "good morning, this is Norm, am I speaking with Angel Bird?",
    ],
)
def test_who_rings_and_for_whom_in_one_breath_is_heard(said: str) -> None:
    """A new hire's first line."""
    heard = {each.act: each for each in HEARING.hear(said, "agent")}
    assert {"identify-self", "ask-for-person"} <= set(heard)


@pytest.mark.parametrize(
    "said",
    ["hi it's urgent, can i speak to rosa", "it's about the bill, is that rosa", "this is Alder Collections, is that Rosa?",
     "this is a recorded line, is that rosa", "it's important that i speak to you, is now ok", "hello it's friday is that ok"],
)  # fmt: skip
def test_what_stands_where_a_name_may_is_no_name(said: str) -> None:
    """Urgent, a day, a firm."""
    assert "identify-self" not in {each.act for each in HEARING.hear(said, "agent")}


def test_names_that_were_never_met_accuse_nobody() -> None:
    """A strange company is no court and no pretext."""
    for company in STRANGERS["company"]:
        for line in ("I'm calling from {}.", "this is {} about your account", "we're {}, we collect for others"):
            assert not {each.act for each in HEARING.hear(line.format(company), "agent")} & HEARING.breaches


@pytest.mark.parametrize("name", ["Lee Park", "Glen Park", "Ford Wells", "Rose Banks", "Chase Bridges", "Heath Field", "Hunter Woods"])  # fmt: skip
def test_name_that_sounds_like_a_place_is_a_person(name: str) -> None:
    """Two words that are no firm's say who is speaking; a firm is named after "with"."""
    alone = {each.act for each in HEARING.hear(f"Hello, this is {name} on a recorded line. May I speak with Ana Diaz?")}
    assert "identify-self" in alone
    assert "identify-company" not in alone
    assert {"identify-self", "identify-company"} <= {
        each.act for each in HEARING.hear(f"This is {name} with Summit Receivables.")
    }
