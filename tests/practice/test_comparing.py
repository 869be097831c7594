"""Two scorecards beside each other: what is better, worse or other, on screen and as text."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.widgets import DataTable

from simulator.clock import SetClock
from simulator.desk.desk import open_desk
from simulator.desk.scorecards import read_card
from simulator.practice import opening
from simulator.practice.comparing import compare_cards, compare_lines
from simulator.practice.keeping import begin_record, finish_record
from simulator.screens.app import RightpartyApp
from simulator.screens.comparing import ComparingScreen
from simulator.screens.scorecard import ScorecardScreen
from tests.conftest import HEARING, LIBRARY
from tests.desk.cards import card_of, criterion

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def signs(first: dict[str, object], second: dict[str, object]) -> dict[str, str]:
    """What is signed, by what it is."""
    return {row.what: row.sign for row in compare_cards(first, second) if row.sign}


def test_better_and_worse_are_signed() -> None:
    """A withdrawn finding is better, a criterion missed is worse, what does not apply is other."""
    criteria = [criterion("own-name", "missed", 0, 10), criterion("verification", "not-applicable", 0, 30)]
    other = card_of("b", passed=True, findings=[], gates=[], criteria=criteria,
                    scores={**card_of("a")["scores"], "compliance": 100.0})  # fmt: skip
    found = signs(card_of("a"), other)
    assert found["result"] == found["compliance"] == found["! us-fdcpa/arrest-threat"] == "▲"
    assert found["Own-name"] == "▼"
    assert found["Verification"] == found["Negotiation"] == "≠"
    assert "outcome" not in found


def test_a_card_beside_itself_differs_in_nothing() -> None:
    """And every criterion has a line."""
    assert signs(card_of("a"), card_of("a")) == {}
    assert len(compare_lines(card_of("a"), card_of("a"))) == 1 + 1 + 5 + 1 + 1 + 3


async def test_fork_is_compared_on_its_scorecard() -> None:
    """F4 where there is something to compare with; F2 leaves only what differs."""
    clock = SetClock(NOW)
    first = opening.start(LIBRARY, "hospital-bill", HEARING, clock, seed=1)
    begin_record(first)
    for line in ("Hello, is this Maria Lopez?", "You could be arrested for this."):
        first.say(line)
    first.hang_up()
    finish_record(first, clock)
    fork = opening.fork(LIBRARY, first.header.id, 2, HEARING, clock)
    fork.say("To protect your privacy, could you confirm your date of birth?")
    fork.hang_up()
    finish_record(fork, clock)
    card = read_card(open_desk(clock), fork.header.id)
    async with RightpartyApp(clock=clock).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(ScorecardScreen(card))
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ComparingScreen)
        table = pilot.app.screen.query_one(DataTable)
        everything = table.row_count
        await pilot.press("f2")
        await pilot.pause()
        assert 0 < table.row_count < everything
