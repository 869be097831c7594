"""The app: themes, the shared library and hearing, and going from screen to screen.

Owns what all screens share. Heavy things are loaded after the first paint, off the main thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scenarios.problems import RightpartyError
from simulator.clock import Clock, SystemClock
from simulator.desk.refusals import NotSignedIn
from simulator.screens import palette
from simulator.screens.help import HelpScreen
from simulator.screens.home import HomeScreen
from simulator.screens.themes import HIGH_CONTRAST, THEMES

if TYPE_CHECKING:
    from scenarios.packs import Library
    from simulator.desk.desk import Desk
    from simulator.practice.sitting import Sitting
    from simulator.understanding.hearing import Hearing
    from simulator.workshop.rehearsing import Rehearsal

SMALLEST = (60, 16)
"""Columns and rows under which the screens say that they need more room."""


class RightpartyApp(App[int]):
    """Practise calls."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "rightparty"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", priority=True),
        Binding("f9", "next_theme", "Theme", show=False),
        Binding("ctrl+q", "quit", "Leave", show=False),
    ]

    def __init__(
        self, scenario: str | None = None, seed: int | None = None, mode: str = "coach", resume: str | None = None,
        demo: tuple[str, str] | None = None, fast: bool = False, clock: Clock | None = None, from_turn: int | None = None,
        rehearsal: Rehearsal | None = None, review: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.clock: Clock = clock or SystemClock()
        self.wanted = scenario
        self.seed = seed
        self.mode = mode
        self.wanted_resume = resume
        self.from_turn = from_turn
        self.demo = demo
        self.fast = fast
        self.rehearsal = rehearsal
        self.review = review
        self._told_small = False

    @cached_property
    def library(self) -> Library:
        """All scenarios, read when first asked for."""
        from scenarios.packs import Library
        from simulator.records.places import pack_folders

        return Library(pack_folders())

    @cached_property
    def hearing(self) -> Hearing:
        """The understanding, built when first asked for."""
        from scenarios.packs import read_vocabulary
        from simulator.records.places import pack_folders
        from simulator.understanding.hearing import Hearing

        return Hearing(read_vocabulary(pack_folders()))

    def desk(self) -> Desk:
        """The records, for whoever uses the app; to be closed. Raises RightpartyError."""
        from simulator.desk.desk import open_desk

        return open_desk(self.clock)

    def on_mount(self) -> None:
        """Show home, and what was asked for on the command line above it."""
        self.register_theme(HIGH_CONTRAST)
        if self.rehearsal is not None:
            from simulator.screens.preview import PreviewScreen

            self.push_screen(PreviewScreen(self.rehearsal))
            return
        self.push_screen(HomeScreen())
        if self.review:
            self.call_after_refresh(self.open_review)
        if self.wanted or self.wanted_resume or self.demo:
            self.call_after_refresh(self._open_wanted)

    def _open_wanted(self) -> None:
        from simulator.practice import opening

        try:
            if self.demo is not None:
                self.play_demo(*self.demo)
            elif self.wanted_resume and self.from_turn is not None:
                self.start_call(
                    opening.fork(self.library, self.wanted_resume, self.from_turn, self.hearing, self.clock)
                )
            elif self.wanted_resume:
                self.start_call(opening.resume(self.library, self.wanted_resume, self.hearing, self.clock))
            elif self.wanted:
                self.library.scenario(self.wanted)
                self.open_brief(self.wanted)
        except RightpartyError as error:
            self.exit(2, message=str(error).replace("[", "\\["))

    def open_brief(self, name: str) -> None:
        """Show the brief of a scenario."""
        from simulator.screens.brief import BriefScreen

        try:
            scenario = self.library.scenario(name)
            self.library.persona(scenario.persona)
        except RightpartyError as error:
            self.complain(error)
            return
        self.push_screen(BriefScreen(name))

    def action_open_review(self) -> None:
        """The queue of calls."""
        self.open_review()

    def action_open_assignments(self) -> None:
        """What has been given out."""
        from simulator.screens.assignments import AssignmentsScreen

        self.push_screen(AssignmentsScreen())

    def action_open_team(self) -> None:
        """Everybody at a glance, for whoever may see it."""
        from simulator.screens.team import TeamScreen

        if self.allowed("standing.read"):
            self.push_screen(TeamScreen())

    def open_review(self) -> None:
        """Show the queue of calls to whoever may review."""
        from simulator.screens.review import ReviewScreen

        if self.allowed("review.read"):
            self.push_screen(ReviewScreen())

    def allowed(self, permission: str) -> bool:
        """Whether the person here may; if not, it is said (and written down)."""
        try:
            with self.desk() as desk:
                desk.require(permission)
        except RightpartyError as error:
            self.complain(error)
            return False
        return True

    def dial(self, name: str) -> None:
        """Begin a call of that scenario."""
        from simulator.practice import opening

        try:
            self.start_call(opening.start(self.library, name, self.hearing, self.clock, self.seed, self.mode))
        except RightpartyError as error:
            self.complain(error)

    def start_call(self, sitting: Sitting) -> None:
        """Show a call, its wrap-up or its scorecard, wherever it stands."""
        from simulator.practice.keeping import begin_record
        from simulator.screens.call import CallScreen

        try:
            warning = begin_record(sitting)
        except RightpartyError as error:
            self.complain(error)
            return
        if warning:
            self.notify(warning, severity="warning", timeout=8, markup=False)
        self.push_screen(CallScreen(sitting))

    def play_demo(self, name: str, script: str) -> None:
        """Let a shipped call play by itself; nothing is kept."""
        from simulator.practice import opening
        from simulator.screens.call import CallScreen

        scenario = self.library.scenario(name)
        call = next(each for each in scenario.calls if each.name == script)
        sitting = opening.start(self.library, name, self.hearing, self.clock, call.seed, keep=False)
        self.push_screen(CallScreen(sitting, script=call, fast=self.fast))

    def home(self) -> None:
        """Back to the first screen."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.refresh_best()

    def complain(self, error: RightpartyError) -> None:
        """Show what the user must change; nothing is lost. Who is not signed in is asked to."""
        if isinstance(error, NotSignedIn):
            from simulator.screens.sign_in import SignInScreen

            if not isinstance(self.screen, SignInScreen):
                self.push_screen(SignInScreen(error.message), lambda _: self.home())
            return
        self.notify(str(error), severity="error", timeout=12, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers besides Textual's own."""
        yield from super().get_system_commands(screen)
        yield from palette.commands(self, screen)

    def action_help(self) -> None:
        """Help for the screen that is shown; a second time closes it."""
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(type(self.screen).__name__))

    def action_next_theme(self) -> None:
        """Dark, light, high contrast."""
        current = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(current + 1) % len(THEMES)]
        self.notify(f"Theme: {self.theme}", timeout=2, markup=False)

    def on_resize(self) -> None:
        """Say so when the terminal is too small for the screens."""
        small = self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]
        if small and not self._told_small:
            self.notify(
                f"This terminal has {self.size.width}×{self.size.height}; the app needs {SMALLEST[0]}×{SMALLEST[1]}, 80×24 is better."
                " Line by line works at any size: rightparty practise --plain",
                severity="warning", timeout=10, markup=False,
            )  # fmt: skip
        self._told_small = small
