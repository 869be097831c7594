"""A scenario's own pass mark: what the rubric asks for stays the rest of the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from simulator.dialogue.cast import Cast
from simulator.evaluation.bots import read_bots
from simulator.evaluation.ladder import play_bot
from simulator.evaluation.scripted import score_events
from simulator.practice.brief import account_lines
from simulator.practice.wording import overall_words
from tests.conftest import HEARING, LIBRARY


@pytest.mark.parametrize(("asked", "passed"), [(None, True), (Decimal(80), True), (Decimal(81), False)])
def test_pass_mark_of_a_scenario_takes_the_place_of_the_rubrics(asked: Decimal | None, passed: bool) -> None:
    """The same call with 80.7 passes the rubric's 60, and a scenario's 80, and not its 81; the scorecard says which it was, and rounds up to no mark that was missed."""
    call, _ = play_bot(LIBRARY, "he-is-in-a-meeting", read_bots()["novice"], 1, HEARING)
    cast = Cast.of(LIBRARY, "he-is-in-a-meeting", 1)
    asking = replace(cast, scenario=cast.scenario.model_copy(update={"pass_mark": asked}))
    card = score_events(asking, call.events, "one")
    assert card.overall is not None
    assert 80 <= card.overall < 81
    assert card.passed is passed
    assert card.as_json()["pass"]["overall"] == float(asked or 60)
    assert overall_words(card.as_json()) == ("81 of 100" if passed else "80 of 100, 81 to pass")
    told = dict(account_lines(asking.scenario, asking.persona))
    assert told.get("To pass") == (None if asked is None else f"{asked} points of 100")


def test_beginner_who_is_only_friendly_does_not_pass_the_harder_ones() -> None:
    """Of the scenarios of level 3 and up, one call each."""
    names = [name for name in LIBRARY.names("library") if LIBRARY.scenario(name).level >= 3]
    novice = read_bots()["novice"]
    passed = [name for name in names if play_bot(LIBRARY, name, novice, 1, HEARING)[1].passed]
    assert len(names) > 20
    assert len(passed) <= 1, passed
