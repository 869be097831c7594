"""Words of a grave thing that mean another: a phone that died, a firm that went bankrupt, a son in the army, an English teacher.

What is taken for a status stops a call and accuses whoever goes on. `grave-words-report.txt` holds 52 such lines of debtors, written before the
batches about them were learnt and not looked at since.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.understanding.whose import as_they
from tests.conftest import HEARING

LINES = Path(__file__).with_name("grave-words-report.txt").read_text(encoding="utf-8").splitlines()
GRAVE = frozenset(
    [
        "self-harm", "minor", "military", "deceased", "bankruptcy", "attorney", "debt-adviser", "breathing-space", "identity-theft",
        "limited-language", "vulnerability", "cease-request", "opt-out", "speak-as-third-party", "deny-identity", "threaten-complaint",
    ]
)  # fmt: skip
"""Acts of a debtor after which an agent may not simply go on."""


def test_grave_words_in_another_sense_are_seldom_taken_for_the_thing() -> None:
    """Of 52 lines 21 were, before any such line had been learnt."""
    taken = [line for line in LINES if {each.act for each in HEARING.hear(line, "debtor")} & GRAVE]
    assert len(LINES) > 50
    assert len(taken) <= 15, taken


KIN = ("My son", "My daughter", "My husband", "My wife", "My brother", "My dad", "My mum", "Our boy")
OTHERS = ("my son", "my cousin", "my neighbour", "my boss", "a friend of mine", "my brother-in-law", "our landlord")
TOLD = (
    ("bankruptcy", "{} went bankrupt last year"),
    ("military", "{} is in the army"),
    ("attorney", "{} has a lawyer for that kind of thing"),
    ("identity-theft", "somebody used {}'s card"),
    ("debt-adviser", "{} is with StepChange"),
    ("breathing-space", "{} is in breathing space"),
    ("vulnerability", "{} has depression"),
    ("limited-language", "{} doesn't speak much English"),
)


@pytest.mark.parametrize(("act", "told"), TOLD)
def test_state_of_somebody_else_is_not_the_debtors(act: str, told: str) -> None:
    """Before, eight in ten of such sentences were taken for the debtor's own."""
    for other in OTHERS:
        assert act not in {each.act for each in HEARING.hear(told.format(other), "debtor")}, other


def test_third_party_may_speak_of_the_debtor_as_their_son() -> None:
    """Whoever else is on the line tells of the person who is called."""
    assert "military" in {each.act for each in HEARING.hear("My son is in the army, he's away.", "third-party")}


@pytest.mark.parametrize(("act", "told"), TOLD)
def test_state_that_a_third_party_tells_of_their_own_people_is_the_debtors(act: str, told: str) -> None:
    """Of 64 such sentences 26 were not heard before: "my husband went bankrupt" least of all."""
    heard = [act in {each.act for each in HEARING.hear(told.format(kin), "third-party")} for kin in KIN]
    assert sum(heard) >= len(KIN) - 1


def test_words_of_a_third_party_keep_their_places() -> None:
    """What is read instead is as long, so that spans and quotes are those of what was said."""
    words = "no, my son's not in, our mum has a lawyer and my sister in law too"
    assert len(as_they(words)) == len(words)
    assert " ".join(as_they(words).split()) == "no, he's not in, he has a lawyer and my sister in law too"
    heard = next(
        each
        for each in HEARING.hear("He's out. My husband went bankrupt last year.", "third-party")
        if each.act == "bankruptcy"
    )
    assert "My husband went bankrupt" in "He's out. My husband went bankrupt last year."[slice(*heard.span)]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("attorney", "Do I need a lawyer for this?"),
        ("attorney", "I don't have a solicitor."),
        ("bankruptcy", "Would bankruptcy be an option?"),
        ("bankruptcy", "I've never been bankrupt."),
        ("debt-adviser", "Should I ring StepChange?"),
        ("breathing-space", "What's breathing space?"),
        ("military", "I was never in the military."),
        ("deceased", "My phone died."),
        ("deceased", "Our dog died on Sunday."),
    ],
)
def test_asking_for_a_state_or_denying_it_is_not_having_it(act: str, said: str) -> None:
    """Nobody is represented because they ask what a lawyer costs."""
    assert act not in {each.act for each in HEARING.hear(said, "debtor")}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("bankruptcy", "I've been declared bankrupt, it's all in there."),
        ("attorney", "You'd have to speak to my attorney about it."),
        ("attorney", "Can you talk to my lawyer?"),
        ("attorney", "I say nothing without my lawyer."),
        ("bankruptcy", "You can't collect, I filed chapter 7."),
        ("bankruptcy", "Didn't they tell you I filed for bankruptcy?"),
        ("debt-adviser", "Can you speak to my debt adviser?"),
        ("military", "You can't do that, I'm in the military."),
        ("identity-theft", "My brother opened it in my name."),
        ("minor", "I'm fifteen."),
        ("military", "I'm in the army, we ship out next week."),
        ("limited-language", "sorry my english not so good"),
        ("identity-theft", "Somebody else opened this in my name."),
        ("deceased", "He died in April, I'm afraid."),
        ("self-harm", "I don't want to live like this any more."),
        ("debt-adviser", "StepChange deal with all my creditors."),
        ("breathing-space", "I'm in a breathing space at the moment."),
        ("cease-request", "Stop calling me, all of you."),
        ("vulnerability", "I'm losing my sight and can't read letters."),
    ],
)
def test_grave_things_said_plainly_are_still_heard(act: str, said: str) -> None:
    """What is added on one side of a word has to be added on the other."""
    assert act in {each.act for each in HEARING.hear(said, "debtor")}
