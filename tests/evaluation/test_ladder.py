"""Known groups: bots of graded skill play the library, and their scores stand in the order of their skill."""

from __future__ import annotations

from scoring.transcript import HeardAct
from simulator.evaluation.bots import read_bots
from simulator.evaluation.filling import echo
from simulator.evaluation.ladder import CHAIN, climb, kendall, order_of, play_bot
from tests.conftest import HEARING, LIBRARY

SOME = ("hospital-bill", "paid-in-march", "unopened-letters")


def test_kendall_is_one_for_the_same_order_and_minus_one_for_the_opposite() -> None:
    """The figure that the ladder reports; ties in rank do not count."""
    assert kendall([4.0, 3.0, 2.0], [3, 2, 1]) == 1.0
    assert kendall([2.0, 3.0, 4.0], [3, 2, 1]) == -1.0
    assert kendall([9.0, 5.0, 4.0], [2, 1, 1]) > 0.8


def test_scores_stand_in_the_order_of_skill() -> None:
    """Excellent above good above novice above those who push or sneer; nobody who breaks the law passes."""
    played = list(climb(LIBRARY, SOME, range(1), HEARING))
    for scenario in SOME:
        assert order_of(played, scenario) >= 0.8, scenario
    assert all(each.passed for each in played if each.bot == "excellent")
    assert not any(each.passed for each in played if each.bot == "illegal-but-polite")


def test_the_same_bot_and_seed_play_the_same_call() -> None:
    """Scores can be compared between versions."""
    bot = read_bots()["good"]
    one, other = (play_bot(LIBRARY, "hospital-bill", bot, 3, HEARING) for _ in range(2))
    assert one[0].events == other[0].events
    assert one[1] == other[1]


def test_every_rung_has_a_bot() -> None:
    """The chain names bots that exist."""
    assert set(CHAIN) <= set(read_bots())


def test_echo_turns_the_debtors_sentence_round() -> None:
    """`my hours` becomes `your hours`."""
    heard = HeardAct("hardship", {}, (0, 30))
    assert echo("They cut my hours in January. It's been hard.", heard) == "they cut your hours in January"
