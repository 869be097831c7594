"""Slips of the fingers: repaired where one word can be meant, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import words
from simulator.understanding.spelling import Spelling, read_words
from simulator.understanding.words import normalise
from tests.conftest import HEARING

SPELLING = Spelling(read_words(), lambda word: word in ("whole", "debit"))


def repaired(text: str) -> str:
    """The text as it is read."""
    return SPELLING.repair(normalise(text), text).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("could you confrim your addres", "could you confirm your address"),
        ("an attmept to colelct a debt", "an attempt to collect a debt"),
        ("pay by debit card", "pay by debit card"),
        ("this is Lee Brigs for Harbor", "this is lee brigs for harbor"),
        ("see example.com or mail a@paymnt.org", "see example.com or mail a@paymnt.org"),
        ("zxqwv", "zxqwv"),
        ("the barristers were thanking us, liking it", "the barristers were thanking us, liking it"),
        ("stoping the calls", "stopping the calls"),
        ("ur DOB and the acct no pls", "ur date of birth and the account no pls"),
        (
            "it didnt come, i wasnt told, theyre asking, youve said",
            "it didnt come, i wasnt told, theyre asking, youve said",
        ),
    ],
)
def test_a_slip_becomes_the_word_meant_and_names_stay(typed: str, read: str) -> None:
    """One letter more, fewer, other or changed over; nothing else. A known word with an ending is no slip."""
    assert repaired(typed) == read


def test_spans_point_into_what_was_typed() -> None:
    """Evidence quotes the trainee's own words, slips and all."""
    typed = "Thank you. Could you confrim yuor date of birth and your addres, please?"
    heard = next(each for each in HEARING.hear(typed) if each.act == "verify-identity")
    assert typed[slice(*heard.span)] == "Could you confrim yuor date of birth and your addres, please?"


def test_amounts_and_names_come_from_what_was_typed() -> None:
    """A repair before them does not move them."""
    heard = next(each for each in HEARING.hear("I could manege 45 dollars a mnoth", "debtor") if each.act == "offer")
    assert heard.slots["amount"] == "45.00"


@given(st.text(max_size=80))
def test_every_place_of_the_repaired_text_has_a_place_in_the_typed_one(text: str) -> None:
    """Whatever is typed, spans stay inside it and in order."""
    read = SPELLING.repair(normalise(text), text)
    last = 0
    for at in range(len(read.text) + 1):
        start, _ = read.span(at, at)
        assert 0 <= start <= len(normalise(text))
        assert start >= last
        last = start
    assert read.span(0, len(read.text)) == (0, len(normalise(text)))


def test_the_word_list_is_the_corpus_s_own() -> None:
    """`make corpus` writes it."""
    assert read_words() == words.words()
