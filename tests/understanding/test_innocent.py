"""Innocent talk that touches what a threat touches: trucks, wives, bosses, courts, disputes. Nobody is accused for asking.

`innocent-tuned.txt` was looked at while the ear was mended, `innocent-report.txt` was not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.understanding.polarity import assents, weigh
from tests.conftest import HEARING

HERE = Path(__file__).parent


def accused(name: str, typed: Callable[[str], str] = str) -> list[str]:
    """Lines in which a breach is heard, with it; `typed` is how they are written."""
    lines = [typed(line.strip()) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        f"{line}: {', '.join(found)}"
        for line in lines
        if (found := [act.act for act in HEARING.hear(line, "agent") if act.act in HEARING.breaches])
    ]


def test_innocent_talk_that_was_not_looked_at_accuses_hardly_anybody() -> None:
    """Sixty lines; a line that was once seen to be misheard would be none of them any more."""
    assert len(accused("innocent-report.txt")) <= 1


def test_innocent_talk_that_was_looked_at_accuses_hardly_anybody() -> None:
    """148 lines; what is left is a question that may be a hint."""
    assert len(accused("innocent-tuned.txt")) <= 1


def in_a_hurry(line: str) -> str:
    """Small letters, no apostrophes, no full stop."""
    return line.lower().replace("'", "").rstrip(".?")


def test_breach_that_is_denied_reported_asked_about_or_regretted_accuses_hardly_anybody() -> None:
    """96 lines: "nobody here will have you arrested", "did somebody say they'd garnish your wages?"; one is accused as written, three in a hurry."""
    assert len(accused("near-misses-report.txt")) <= 1
    assert len(accused("near-misses-report.txt", in_a_hurry)) <= 3


def test_people_named_like_a_breach_accuse_nobody() -> None:
    """Sue rings back, Mr Judge is the supervisor; 22 lines, written after the batches about such names and not looked at since."""
    assert accused("namesakes-report.txt") == []


@pytest.mark.parametrize(
    ("act", "said", "polarity"),
    [
        ("threaten-repossession", "do you still have the truck?", "mentioned"),
        ("threaten-repossession", "so where is the car now", "mentioned"),
        ("threaten-repossession", "do you want to keep the truck?", "asserted"),
        ("threaten-publicity", "what would your neighbours think", "asserted"),
        ("threaten-publicity", "does your boss know about this", "asserted"),
        ("threaten-arrest", "when the sheriff turns up you'll wish you had paid", "asserted"),
        ("threaten-garnish", "is anything coming out of your wages", "mentioned"),
        ("threaten-garnish", "are you ready to lose your wages", "asserted"),
        ("refuse-dispute", "and the rest that's not in dispute", "mentioned"),
        ("refuse-dispute", "the part you agree with", "mentioned"),
        ("refuse-dispute", "paying today doesn't end your right to dispute it", "mentioned"),
        ("refuse-dispute", "you won't lose your rights by asking", "mentioned"),
        ("refuse-dispute", "while they look at it you don't have to pay anything", "mentioned"),
        ("refuse-dispute", "a dispute doesn't mean you don't have to pay", "asserted"),
        ("refuse-dispute", "a dispute doesn't mean that you don't need to pay", "asserted"),
        ("refuse-dispute", "you can't dispute it any more", "asserted"),
        ("refuse-dispute", "dispute it all you like", "asserted"),
    ],
)
def test_question_about_how_things_are_is_no_threat_and_a_hint_is(act: str, said: str, polarity: str) -> None:
    """A wish, a consequence, or somebody who might learn of it makes a question pointed."""
    assert weigh(act, said, 0, len(said)) == polarity


@pytest.mark.parametrize(
    ("said", "yes"),
    [("cool. card or bank?", True), ("ok cool, that works", True), ("cool it", False), ("cool down", False), ("calm down", False),
     ("cool, now stop shouting", False)],
)  # fmt: skip
def test_cool_says_yes_unless_it_cools_somebody(said: str, yes: bool) -> None:
    """As people say it."""
    assert assents(said) == yes


@pytest.mark.parametrize(
    "line",
    [
        "it's about the payment that didn't come through",
        "the march one hasnt cleared yet, everything ok?",
        "your direct debit bounced on friday",
        "we never received the second payment",
        "your acct is 2 pmts behind",
    ],
)
def test_payment_that_did_not_come_is_confirmed_by_nobody(line: str) -> None:
    """To confirm a payment that nobody had agreed to is a breach; to miss one is the reason of the call."""
    assert "confirm-payment" not in {each.act for each in HEARING.hear(line, "agent")}


@pytest.mark.parametrize(
    ("act", "line"),
    [
        ("threaten-lawsuit", "you don't want this to end up in court"),
        ("threaten-arrest", "not paying could put you in a cell"),
    ],
)
def test_not_that_denies_nothing_leaves_a_threat_a_threat(act: str, line: str) -> None:
    """Who does not want it to happen to you says that it may."""
    assert act in {each.act for each in HEARING.hear(line, "agent")}


@pytest.mark.parametrize(
    "line",
    [
        "nobody's going to arrest you", "you're not going to be sued over this", "we won't be taking your wages",
        "we don't send people to houses", "i'm not saying you committed a crime", "you don't have to go to court",
        "no one's going to put you in front of a judge", "i never said the police would come",
        "your boss won't find out from us", "there's no lawsuit", "we haven't filed anything", "it isn't a criminal matter",
        "we wouldn't take the car over this", "you won't lose your house", "no bailiffs are coming",
        "the sheriff has nothing to do with this", "we aren't going to tell your family", "don't worry about court",
        "i can't have you arrested and i wouldn't", "it's not fraud to fall behind", "nothing's been filed in court",
        "we're not lawyers and we don't sue", "not a chance we'd call your manager", "it never comes to court with us",
    ],
)  # fmt: skip
def test_denied_threat_accuses_nobody(line: str) -> None:
    """Twenty-four ways to take fear away, written after the ear had learnt."""
    assert not {each.act for each in HEARING.hear(line, "agent")} & HEARING.breaches
