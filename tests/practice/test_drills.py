"""Drills: what a debrief names comes back, soon when it is named again and ever later when it was shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.clock import SetClock
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.practice import opening
from simulator.practice.drills import Drill, drill_lines, schedule
from simulator.practice.keeping import finish_record
from simulator.practice.sitting import Sitting
from simulator.screens.app import RightpartyApp
from simulator.screens.call import CallScreen
from simulator.screens.progress import ProgressScreen
from tests.conftest import HEARING, LIBRARY

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GOOD, DEAF = (
    play_script(LIBRARY, "hospital-bill", LIBRARY.scenario("hospital-bill").calls[number], HEARING).card.as_json()
    for number in (0, 2)
)


def days(*cards: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """These scorecards, one a day."""
    return [(f"call-{number}", (START + timedelta(days=number)).isoformat(), card) for number, card in enumerate(cards)]


def empathy(*cards: dict[str, Any]) -> Drill:
    """The drill on empathy after these calls."""
    return next(each for each in schedule(days(*cards)) if each.skill == "empathy")


def test_what_a_debrief_names_is_drilled_at_the_moment_it_was_missed() -> None:
    """The last call in which it was missed, the debtor's words that wanted an answer, and better words."""
    drill = empathy(DEAF, DEAF)
    named = next(each for each in DEAF["coaching"] if each["skill"] == "empathy")
    assert (drill.attempt, drill.from_turn, drill.times) == ("call-1", named["drill"]["from_turn"], 2)
    assert drill.better == named["better"]
    assert drill.is_due(drill.due)
    assert not drill.is_due(drill.due - timedelta(seconds=1))


def test_a_skill_that_was_shown_comes_back_later_each_time() -> None:
    """Good calls push the next drill away; a bad one brings it near again."""
    gaps = [(empathy(DEAF, *[GOOD] * shown).due - (START + timedelta(days=shown))).days for shown in range(4)]
    assert gaps == sorted(gaps)
    assert gaps[-1] > gaps[0]
    again = empathy(DEAF, GOOD, GOOD, GOOD, DEAF)
    assert (again.due - (START + timedelta(days=4))).days < gaps[3]


def test_what_was_never_missed_is_not_drilled() -> None:
    """A good call alone leads to nothing on empathy, and no calls to nothing at all."""
    assert not [each for each in schedule(days(GOOD)) if each.skill == "empathy"]
    assert schedule([]) == []
    assert drill_lines([], START) == ["Nothing to drill yet: a debrief names what comes back."]


def test_the_schedule_is_the_same_every_time() -> None:
    """Worked out anew from the scorecards; nothing is stored."""
    assert schedule(days(DEAF, GOOD, DEAF)) == schedule(days(DEAF, GOOD, DEAF))


@pytest.fixture
def deaf_call(clock: SetClock) -> Sitting:
    """A lawful, deaf call, kept and finished."""
    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, 1)
    for number, line in enumerate(LIBRARY.scenario("hospital-bill").calls[2].agent):
        sitting.say(line, number * 10.0)
    sitting.hang_up()
    sitting.wrap_up("RPC", "Spoke to her.")
    finish_record(sitting, clock)
    return sitting


def test_the_command_says_how_to_begin(deaf_call: Sitting, capsys: pytest.CaptureFixture[str]) -> None:
    """The very command that goes on from there."""
    assert main(["scorecards", "drills", "--all"]) == 0
    assert f"rightparty practise --resume {deaf_call.header.id} --from-turn" in capsys.readouterr().out


async def test_f5_on_my_progress_begins_the_drill(deaf_call: Sitting, clock: SetClock, tmp_path: Path) -> None:
    """A call of its own, at that moment."""
    async with RightpartyApp(clock=clock).run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.3)
        await pilot.press("f2")
        for _ in range(60):
            await pilot.pause(0.05)
            if isinstance(pilot.app.screen, ProgressScreen) and pilot.app.screen._drills:
                break
        await pilot.press("f5")
        for _ in range(60):
            await pilot.pause(0.05)
            if isinstance(pilot.app.screen, CallScreen):
                break
        assert isinstance(pilot.app.screen, CallScreen)
        assert pilot.app.screen.sitting.header.forked_from == deaf_call.header.id
