"""The wrap-up form: disposition, promise, note.

Owns the form. Scoring starts when it is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, Label, Select, Static, TextArea

from scenarios.model.scenario import DISPOSITIONS
from scenarios.problems import RightpartyError
from simulator.practice.keeping import UNDELIVERED, finish_record
from simulator.practice.sitting import Sitting
from simulator.practice.wording import transcript_lines
from simulator.screens.help import TranscriptScreen

if TYPE_CHECKING:
    from simulator.screens.app import RightpartyApp


class WrapUpScreen(Screen[None]):
    """Recording the call."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Done", priority=True),
        Binding("f5", "transcript", "The call"),
        Binding("escape", "skip", "Skip"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """The form."""
        yield Static("Wrap-up · record the call", classes="title", markup=False)
        with VerticalScroll(id="wrap-form"):
            yield Label("Disposition: the strongest code that is true")
            yield Select(
                [(f"{code}  {what}", code) for code, what in DISPOSITIONS.items()],
                prompt="Choose a code",
                id="wrap-code",
            )
            yield Label("Promise, if there is one: amount, date, method")
            yield Input(placeholder="$65 monthly from 4/3 by debit card", id="wrap-promise")
            yield Label("Note: facts only")
            yield TextArea(id="wrap-note", tab_behavior="focus")
            with Horizontal(classes="buttons"):
                yield Button("Done (Ctrl+S)", id="wrap-done", variant="primary")
                yield Button("The call (F5)", id="wrap-call")
        yield Footer()

    def on_mount(self) -> None:
        """Start at the code."""
        self.query_one("#wrap-code").focus()

    @on(Button.Pressed, "#wrap-done")
    def action_done(self) -> None:
        """Keep the record and go on to the scorecard."""
        code = self.query_one("#wrap-code", Select).value
        if not isinstance(code, str):
            self.notify("Choose a disposition first. F1 says how.", severity="warning", markup=False)
            return
        promise = self.query_one("#wrap-promise", Input).value.strip()
        note = self.query_one("#wrap-note", TextArea).text.strip()
        self._score(code, f"{note} PTP {promise}.".strip() if promise else note)

    def action_skip(self) -> None:
        """Go on without a record; documentation is then not scored."""
        self._score(None, "")

    def _score(self, code: str | None, note: str) -> None:
        app = cast("RightpartyApp", self.app)
        try:
            if code is not None:
                self.sitting.wrap_up(code, note)
            card = finish_record(self.sitting, app.clock)
        except RightpartyError as error:
            app.complain(error)
            return
        from simulator.screens.scorecard import ScorecardScreen

        if card.get("undelivered"):
            app.notify(UNDELIVERED, severity="warning", timeout=10, markup=False)
        app.switch_screen(ScorecardScreen(card, self.sitting))

    @on(Button.Pressed, "#wrap-call")
    def action_transcript(self) -> None:
        """The call as it was spoken."""
        self.app.push_screen(
            TranscriptScreen([(number, line) for number, line in enumerate(transcript_lines(self.sitting.call))])
        )
