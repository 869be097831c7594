"""The app, driven by its pilot: every screen with keys and mouse, at 80×24 and wide, and text never as markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList, Select, Static, TextArea

from simulator.clock import SetClock
from simulator.dialogue.events import AgentSpoke
from simulator.screens.app import RightpartyApp
from simulator.screens.brief import BriefScreen
from simulator.screens.call import CallScreen
from simulator.screens.help import HelpScreen, TranscriptScreen
from simulator.screens.home import HomeScreen
from simulator.screens.progress import ProgressScreen
from simulator.screens.scorecard import ScorecardScreen
from simulator.screens.speech import SpeechInput
from simulator.screens.wrap_up import WrapUpScreen

SMALL = (80, 24)
WIDE = (140, 40)


def app(**what: object) -> RightpartyApp:
    """An app with a clock that stands still."""
    return RightpartyApp(clock=SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC)), seed=1, **what)  # type: ignore[arg-type]


async def settle(pilot: Pilot[int]) -> None:
    """Let workers and messages finish."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def say(pilot: Pilot[int], text: str) -> None:
    """Type a line and press Enter."""
    pilot.app.screen.query_one(SpeechInput).text = text
    await pilot.press("enter")
    await settle(pilot)


def talk(pilot: Pilot[int]) -> str:
    """All that stands in the transcript."""
    return "\n".join(str(each.render()) for each in pilot.app.screen.query("#call-talk Static").results(Static))


async def open_call(pilot: Pilot[int], name: str = "hospital") -> None:
    """From home to the call."""
    await settle(pilot)
    pilot.app.screen.query_one("#home-search", Input).value = name
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, BriefScreen)
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, CallScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_new_hire_plays_from_home_to_scorecard_by_keyboard(size: tuple[int, int]) -> None:
    """Search, brief, call, wrap-up, scorecard, progress and back."""
    async with app().run_test(size=size) as pilot:
        await open_call(pilot)
        await say(pilot, "Hello, this is Lee Park on a recorded line. May I speak with Maria Lopez?")
        assert "Maria:" in talk(pilot)
        await pilot.press("f2")
        assert "Hint:" in talk(pilot)
        await say(pilot, "Could you confirm your date of birth?")
        await say(pilot, "Thank you Maria, goodbye.")
        await pilot.press("f10")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WrapUpScreen)
        pilot.app.screen.query_one("#wrap-code", Select).value = "RPC"
        pilot.app.screen.query_one("#wrap-note", TextArea).text = "RPC vfd DOB."
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ScorecardScreen)
        items = pilot.app.screen.query_one("#card-items", OptionList)
        items.highlighted = next(n for n, item in enumerate(pilot.app.screen.items) if item.turn is not None)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, TranscriptScreen)
        assert pilot.app.screen.query(".turn-marked")
        reasons = pilot.app.screen.query(".turn-why")
        assert not any(each.display for each in reasons)
        await pilot.press("w")
        assert reasons
        assert all(each.display for each in reasons)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ProgressScreen)
        table = pilot.app.screen.query_one(DataTable)
        assert table.row_count == 1
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ScorecardScreen)


async def test_f7_on_the_scorecard_goes_on_from_that_turn_another_way() -> None:
    """The marked line is not in the new call, what came before is, and the first call is still on the list."""
    async with app().run_test(size=SMALL) as pilot:
        await open_call(pilot)
        await say(pilot, "Hello, may I speak with Maria Lopez?")
        await settle(pilot)
        await say(pilot, "You could be arrested for this.")
        await settle(pilot)
        for key in ("f10", "f10"):  # hang up, to the wrap-up
            await pilot.press(key)
            await settle(pilot)
        pilot.app.screen.query_one("#wrap-code", Select).value = "RPC"
        await pilot.press("ctrl+s")
        await settle(pilot)
        card = pilot.app.screen
        assert isinstance(card, ScorecardScreen)
        card.query_one("#card-items", OptionList).highlighted = next(
            n for n, item in enumerate(card.items) if "arrest" in item.label and item.turn is not None
        )
        await pilot.press("f7")
        await settle(pilot)
        again = pilot.app.screen
        assert isinstance(again, CallScreen)
        said = [event.text for event in again.sitting.call.events if isinstance(event, AgentSpoke)]
        assert said == ["Hello, may I speak with Maria Lopez?"]


async def test_the_same_by_mouse() -> None:
    """Clicks are enough."""
    async with app().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#home-list", offset=(10, 3))
        await pilot.click("#home-list", offset=(10, 3))
        await settle(pilot)
        assert isinstance(pilot.app.screen, BriefScreen)
        await pilot.click("#dial")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CallScreen)


async def test_search_finds_by_title_level_and_what_it_teaches() -> None:
    """Every word must be found; nothing found is said."""
    async with app().run_test(size=WIDE) as pilot:
        await settle(pilot)
        search = pilot.app.screen.query_one("#home-search", Input)
        table = pilot.app.screen.query_one("#home-list", DataTable)
        assert table.row_count >= 8
        for asked, least in (("flood", 1), ("level 5", 1), ("zzz", 0)):
            search.value = asked
            await settle(pilot)
            assert table.row_count == least
        assert "Nothing matches" in str(pilot.app.screen.query_one("#home-words", Static).render())


async def test_text_of_people_is_never_markup() -> None:
    """Brackets stand as they were typed."""
    async with app().run_test(size=SMALL) as pilot:
        await open_call(pilot)
        await say(pilot, "[bold red]hello[/] [link=x]y[/link] [/] [")
        assert "[bold red]hello[/] [link=x]y[/link] [/] [" in talk(pilot)


async def test_exam_mode_shows_no_help_during_the_call() -> None:
    """No findings, no mood, no hint."""
    async with app(mode="exam").run_test(size=WIDE) as pilot:
        await open_call(pilot)
        await say(pilot, "You owe 1840 dollars and you'll be arrested.")
        await pilot.press("f2")
        shown = talk(pilot)
        assert "arrest-threat" not in shown
        assert "Say instead" not in shown
        assert "Not in exam mode" in shown
        assert "trust" not in str(pilot.app.screen.query_one("#call-status", Static).render())


async def test_coach_mode_shows_findings_at_once_and_takes_a_line_back() -> None:
    """F6 takes the line back, with the finding, and gives the words back to be changed."""
    async with app().run_test(size=WIDE) as pilot:
        await open_call(pilot)
        await say(pilot, "You owe 1840 dollars, Maria Lopez.")
        assert "Say instead" in talk(pilot)
        assert "{" not in talk(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert "Say instead" not in talk(pilot)
        assert pilot.app.screen.query_one(SpeechInput).text == "You owe 1840 dollars, Maria Lopez."


async def test_speaking_has_history_and_several_lines() -> None:
    """Arrow up brings back what was said; Ctrl+J starts a new line."""
    async with app().run_test(size=SMALL) as pilot:
        await open_call(pilot)
        await say(pilot, "Hello there.")
        await pilot.press("up")
        speech = pilot.app.screen.query_one(SpeechInput)
        assert speech.text == "Hello there."
        await pilot.press("down")
        assert speech.text == ""
        await pilot.press("a", "ctrl+j", "b")
        assert speech.text == "a\nb"


async def test_pause_panel_and_mood_keys() -> None:
    """F4, F3 and F7."""
    async with app().run_test(size=SMALL) as pilot:
        await open_call(pilot)
        screen = pilot.app.screen
        assert not screen.query_one("#call-side").display or screen.has_class("narrow")
        await pilot.press("f3")
        assert screen.has_class("panel")
        await pilot.press("f3", "f4")
        assert screen.query_one(SpeechInput).disabled
        await pilot.press("f4", "f7")
        assert "trust" not in str(screen.query_one("#call-status", Static).render())


async def test_f8_says_how_the_last_line_was_heard() -> None:
    """What was heard, how likely, on which words."""
    async with app().run_test(size=WIDE) as pilot:
        await open_call(pilot)
        screen = pilot.app.screen
        speech = screen.query_one(SpeechInput)
        speech.text = "Hi, may I speak with Maria Lopez?"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        talk = "\n".join(str(each.render()) for each in screen.query("#call-talk Static").results(Static))
        assert "Heard in “Hi, may I speak with Maria Lopez?”" in talk
        assert "ask-for-person" in talk


async def test_words_that_nobody_understands_bring_a_guess_or_nothing_but_no_cost() -> None:
    """Coach mode may ask what was meant; nothing counts against the trainee."""
    async with app().run_test(size=WIDE) as pilot:
        await open_call(pilot)
        screen = pilot.app.screen
        speech = screen.query_one(SpeechInput)
        speech.text = "zorp flim the wibble"
        await pilot.press("enter")
        await settle(pilot)
        assert not screen.sitting.findings
        talk = "\n".join(str(each.render()) for each in screen.query("#call-talk Static").results(Static))
        assert "calm down" not in talk.lower()  # nothing that would cost empathy is ever proposed


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_f1_helps_on_every_screen_and_closes_again(size: tuple[int, int]) -> None:
    """Help is never missing."""
    async with app().run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("f1")
        await settle(pilot)
        await open_call(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Hang up" in str(pilot.app.screen.query_one("#over-scroll Static", Static).render())


async def test_a_call_plays_by_itself_to_its_scorecard() -> None:
    """The demonstration in the app."""
    async with app(demo=("hospital-bill", "a plan she can keep"), fast=True).run_test(size=SMALL) as pilot:
        for _ in range(400):
            await pilot.pause(0.05)
            if isinstance(pilot.app.screen, ScorecardScreen) and pilot.app.screen.query(OptionList):
                break
        assert isinstance(pilot.app.screen, ScorecardScreen)
        assert pilot.app.screen.query_one(OptionList).option_count > 5


async def test_a_scenario_that_is_not_there_ends_the_app_with_two() -> None:
    """Exit code 2 and a sentence."""
    this = app(scenario="hospital-bil")
    async with this.run_test(size=SMALL) as pilot:
        await pilot.pause(0.5)
    assert this.return_value == 2


async def test_themes_go_round() -> None:
    """Dark, light, high contrast."""
    async with app().run_test(size=SMALL) as pilot:
        await settle(pilot)
        seen = [pilot.app.theme]
        for _ in range(2):
            await pilot.press("f9")
            seen.append(pilot.app.theme)
        assert len(set(seen)) == 3


async def test_a_terminal_that_is_too_small_is_told_so() -> None:
    """With the way out: plain mode."""
    async with app().run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        assert any("--plain" in notification.message for notification in pilot.app._notifications)
