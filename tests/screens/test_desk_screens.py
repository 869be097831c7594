"""The supervisor's screens, driven by keys at 80×24: review, overrule, share, answer, calibrate, give out, look at the team."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList, Static

from simulator.clock import SetClock
from simulator.desk.assignments import own_assignments
from simulator.desk.calibration import new_session, sessions
from simulator.desk.calibration_figures import agreements
from simulator.desk.desk import open_desk
from simulator.desk.golden import list_golden
from simulator.desk.people import People
from simulator.desk.reviews import Reviews
from simulator.records.places import reports_folder
from simulator.screens.app import RightpartyApp
from simulator.screens.assignments import AssignmentsScreen, GivingScreen
from simulator.screens.at_desk import hand_over
from simulator.screens.brief import BriefScreen
from simulator.screens.calibration import CalibrationScreen
from simulator.screens.deciding import DecidingScreen
from simulator.screens.help import HelpScreen
from simulator.screens.home import HomeScreen
from simulator.screens.marking import MarkingScreen
from simulator.screens.progress import ProgressScreen
from simulator.screens.review import ReviewScreen
from simulator.screens.reviewing import ReviewingScreen
from simulator.screens.scorecard import ScorecardScreen
from simulator.screens.sign_in import SignInScreen
from simulator.screens.team import PersonScreen, TeamScreen
from tests.desk.conftest import NOW, Team

SMALL = (80, 24)
ARREST = "finding:us-fdcpa/arrest-threat@3"


@pytest.fixture
def alone(own_data_folder: Path) -> Team:
    """A machine of one's own with two calls on it."""
    own_data_folder.mkdir(parents=True)
    made = Team(f"sqlite:///{own_data_folder / 'records.db'}")
    me = open_desk(SetClock(NOW)).actor
    made.persons["me"] = me
    made.call(me.name)
    made.call(me.name, "c-2", at="2026-11-26T07:00:00+00:00", findings=[], gates=[], passed=True)
    return made


def app(**what: object) -> RightpartyApp:
    """An app with a clock that stands still."""
    return RightpartyApp(clock=SetClock(NOW), seed=1, **what)  # type: ignore[arg-type]


async def settle(pilot: Pilot[int]) -> None:
    """Let workers and messages finish."""
    for _ in range(5):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Keys, then wait."""
    await pilot.press(*keys)
    await settle(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Words into the field that has the focus, and Enter."""
    assert isinstance(pilot.app.focused, Input)
    pilot.app.focused.value = text
    await press(pilot, "enter")


def words(pilot: Pilot[int], selector: str) -> str:
    """What a text says."""
    return "\n".join(str(each.render()) for each in pilot.app.screen.query(selector).results(Static))


async def test_supervisor_reviews_a_call_by_keyboard(alone: Team) -> None:
    """From home: open, overrule with a reason, comment, golden, agree, share, next, back."""
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReviewingScreen)
        assert "You could be arrested." in words(pilot, "#reviewing-call Static")
        assert "NOT PASSED" in words(pilot, "#reviewing-title")
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, DecidingScreen)
        await write(pilot, "")
        assert isinstance(pilot.app.screen, DecidingScreen), "a reason is needed"
        await write(pilot, "He was quoting her.")
        assert "PASSED · reviewed" in words(pilot, "#reviewing-title")
        assert "(engine 0)" in words(pilot, "#reviewing-sums")
        await press(pilot, "f4")
        await write(pilot, "Well caught.")
        assert "Well caught." in words(pilot, "#reviewing-call Static")
        await press(pilot, "f6")
        await write(pilot, "It was a quotation.")
        await press(pilot, "f2")
        await press(pilot, "f5")
        await press(pilot, "enter")
        assert "shared" in words(pilot, "#reviewing-title")
        await press(pilot, "f8")
        assert pilot.app.screen.attempt == "c-2"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
    desk = open_desk(SetClock(NOW))
    review = Reviews(desk).look("c-1")
    assert [(each.item, each.to) for each in review.decisions] == [(ARREST, "withdrawn")]
    assert [(each.item, each.value) for each in list_golden(desk)] == [(ARREST, "withdrawn")]


async def test_trainee_sees_a_shared_review_and_disputes_it(alone: Team) -> None:
    """In the list it carries a mark; on the card F8 answers."""
    ours = Reviews(open_desk(SetClock(NOW)))
    ours.agree("c-1")
    ours.share("c-1")
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ProgressScreen)
        table = pilot.app.screen.query_one(DataTable)
        assert "✉" in str(table.get_row("c-1"))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ScorecardScreen)
        assert any("review: shared" in item.label for item in pilot.app.screen.items)
        await press(pilot, "f8")
        await press(pilot, "down")
        await write(pilot, "I was quoting.")
    assert ours.look("c-1").state == "disputed"


async def test_queue_is_filtered_by_key_and_by_words(alone: Team) -> None:
    """Failed gate leaves one, a word that is nowhere none."""
    async with app(review=True).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "f2")
        assert pilot.app.screen.query_one(DataTable).row_count == 1
        assert "failed gate" in words(pilot, "#review-title")
        pilot.app.screen.query_one(Input).value = "[nowhere]"
        await settle(pilot)
        assert pilot.app.screen.query_one(DataTable).row_count == 0


async def test_calls_are_marked_blind_and_revealed(alone: Team) -> None:
    """Enter goes round the results; a rule is named; after revealing, agreement stands there."""
    desk = open_desk(SetClock(NOW))
    made = new_session(desk, "[bold]November", ["c-1", "c-2"])
    async with app(review=True).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, CalibrationScreen)
        await press(pilot, "enter")
        assert "[bold]November" in words(pilot, "#calibration-title")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MarkingScreen)
        assert "critical" not in words(pilot, "Static")
        await press(pilot, "enter")
        await press(pilot, "f3")
        await write(pilot, "us-fdcpa/arrest-threat")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CalibrationScreen)
        await press(pilot, "f3")
        assert pilot.app.screen.query_one(DataTable).row_count == 2
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert sessions(desk)[0].revealed_at is not None
    assert {each.item for each in agreements(desk, made)} == {"criterion:own-name", "rule:us-fdcpa/arrest-threat"}


async def test_scenario_is_given_out_and_begun(alone: Team) -> None:
    """A form that says what is wrong with it; Enter on what was given opens the brief in the mode asked for."""
    me = alone.persons["me"].name
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, AssignmentsScreen)
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, GivingScreen)
        for name, value in (("scenario", "hospital-bil"), ("whom", me), ("due", "soon"), ("mode", "exam")):
            pilot.app.screen.query_one(f"#give-{name}", Input).value = value
        await press(pilot, "ctrl+s")
        assert "'soon' is not a date" in words(pilot, "#give-lack")
        pilot.app.screen.query_one("#give-due", Input).value = "2026-12-01"
        await press(pilot, "ctrl+s")
        assert "hospital-bill" in words(pilot, "#give-lack")
        pilot.app.screen.query_one("#give-scenario", Input).value = "hospital-bill"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AssignmentsScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BriefScreen)
        assert pilot.app.mode == "exam"
        await press(pilot, "escape")
        await press(pilot, "f6")
    assert own_assignments(open_desk(SetClock(NOW))) == []


async def test_team_is_seen_three_ways_and_each_person_has_a_page(alone: Team) -> None:
    """People × criteria, ranking, ready; Enter for the page."""
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, TeamScreen)
        assert pilot.app.screen.query_one(DataTable).row_count == 1
        await press(pilot, "f2")
        assert "ranking" in words(pilot, "#team-title")
        await press(pilot, "f2", "f2", "f5")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        await press(pilot, "f5")
        assert "What to coach first" in words(pilot, "#person-words")
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
    pages = {path.name: path.read_text(encoding="utf-8") for path in reports_folder().iterdir()}
    assert len(pages) == 2, "a team's and a person's, asked for with F5"
    assert any(name.startswith("team-") and "Ranking" in page for name, page in pages.items())
    assert any("What to coach first" in page for page in pages.values())


async def test_teams_records_ask_for_a_password_in_the_app(own_data_folder: Path) -> None:
    """Wrong first, then right; a colleague's calls are not there."""
    own_data_folder.mkdir(parents=True)
    made = Team(f"sqlite:///{own_data_folder / 'records.db'}")
    people = People(made.database)
    people.add("", "ada", "admin", "", "a password of some length", NOW)
    people.add("", "tom", "trainee", "", "a password of tom's own", NOW)
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, SignInScreen)
        await write(pilot, "tom")
        await write(pilot, "wrong")
        assert "wrong" in words(pilot, "#sign-why")
        await write(pilot, "a password of tom's own")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, HomeScreen), "a trainee reviews nobody"
    assert open_desk(SetClock(NOW)).actor.name == "tom"


@pytest.mark.parametrize("size", [SMALL, (140, 40)])
async def test_hostile_names_and_words_are_text_on_every_screen(alone: Team, size: tuple[int, int]) -> None:
    """Markup, brackets and escapes in names, reasons, comments."""
    nasty = "[red]x[/] [/nope] \\["
    alone.people.add("", nasty, "trainee", "[b]team", None, NOW)
    alone.call(nasty, "c-9")
    ours = Reviews(open_desk(SetClock(NOW)))
    ours.overrule("c-9", "criterion:own-name", "missed", nasty)
    ours.comment("c-9", 3, nasty)
    async with app(review=True).run_test(size=size) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(Input).value = "[red]"
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ReviewingScreen)
        assert nasty in words(pilot, "#reviewing-title")
        assert nasty in words(pilot, "#reviewing-call Static")
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await settle(pilot)
        assert nasty in words(pilot, "#reviewing-words")
        pilot.app.push_screen(PersonScreen(nasty))
        await settle(pilot)
        assert re.search(r"1 calls?", words(pilot, "#person-words"))


async def test_answer_that_comes_after_its_screen_was_left_disturbs_nobody(alone: Team) -> None:
    """A slow database, and somebody who has gone on: nothing is shown, nothing breaks."""
    async with app(review=True).run_test(size=SMALL) as pilot:
        await settle(pilot)
        left = pilot.app.screen
        assert isinstance(left, ReviewScreen)
        shown: list[str] = []
        await asyncio.to_thread(hand_over, left, lambda: shown.append("while it is there"))
        await press(pilot, "escape")
        assert pilot.app.screen is not left
        await asyncio.to_thread(hand_over, left, lambda: shown.append("too late"))
        await asyncio.to_thread(hand_over, pilot.app.screen, lambda: shown.append("the next one"))
    assert shown == ["while it is there", "the next one"]
