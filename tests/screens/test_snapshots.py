"""A few pictures of the screens, compared with what was last agreed. Textual is pinned exactly for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.clock import SetClock
from simulator.screens.app import RightpartyApp
from simulator.screens.speech import SpeechInput
from tests.desk.conftest import NOW, Team


def app() -> RightpartyApp:
    """An app with a clock that stands still."""
    return RightpartyApp(clock=SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC)), seed=1)


async def settle(pilot: Pilot[Any]) -> None:
    """Let workers and messages finish; the cursor stands still."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    for each in pilot.app.screen.query("Input, TextArea"):
        each.cursor_blink = False  # type: ignore[attr-defined]
    await pilot.pause()


async def _home(pilot: Pilot[Any]) -> None:
    await settle(pilot)


async def _call(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    pilot.app.open_brief("hospital-bill")  # type: ignore[attr-defined]
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    for line in (
        "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?",
        "You owe us 1,840 dollars.",
    ):
        pilot.app.screen.query_one(SpeechInput).text = line
        await pilot.press("enter")
        await settle(pilot)


def test_home_at_80_by_24_looks_as_agreed(snap_compare: Any) -> None:
    """The picker."""
    assert snap_compare(app(), run_before=_home, terminal_size=(80, 24))


def test_call_at_80_by_24_looks_as_agreed(snap_compare: Any) -> None:
    """The call on a small terminal."""
    assert snap_compare(app(), run_before=_call, terminal_size=(80, 24))


def test_call_on_a_wide_terminal_looks_as_agreed(snap_compare: Any) -> None:
    """The call with its panel."""
    assert snap_compare(app(), run_before=_call, terminal_size=(130, 36))


@pytest.fixture
def reviewed_machine(own_data_folder: Path) -> None:
    """A machine of one's own, of a person called Robin, with a call that waits for review."""
    own_data_folder.mkdir(parents=True)
    made = Team(f"sqlite:///{own_data_folder / 'records.db'}")
    made.people.alone("robin", NOW)
    made.call("robin")


async def _review(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def _team(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await pilot.press("f7")
    await settle(pilot)


def test_call_under_review_at_80_by_24_looks_as_agreed(
    snap_compare: Any, reviewed_machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words, parts, the reason of the part that is lit."""
    monkeypatch.setattr("simulator.desk.desk.account_name", lambda: "robin")
    shown = RightpartyApp(clock=SetClock(NOW), review=True)
    assert snap_compare(shown, run_before=_review, terminal_size=(80, 24))


def test_team_at_80_by_24_looks_as_agreed(
    snap_compare: Any, reviewed_machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People × criteria."""
    monkeypatch.setattr("simulator.desk.desk.account_name", lambda: "robin")
    assert snap_compare(RightpartyApp(clock=SetClock(NOW)), run_before=_team, terminal_size=(80, 24))
