"""The brief: what an officer reads before dialling.

Owns its layout. The words come from `simulator.practice.brief`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer, Static

from simulator.practice.brief import brief_text

if TYPE_CHECKING:
    from simulator.screens.app import RightpartyApp


class BriefScreen(Screen[None]):
    """The account file before the call."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dial", "Dial", priority=True),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.scenario_name = name

    def compose(self) -> ComposeResult:
        """Text and two buttons."""
        app = cast("RightpartyApp", self.app)
        scenario = app.library.scenario(self.scenario_name)
        persona = app.library.persona(scenario.persona)
        yield Static(f"Brief · {app.mode} mode", classes="title", markup=False)
        with VerticalScroll(id="brief-text"):
            yield Static(brief_text(scenario, persona), markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Dial (Enter)", id="dial", variant="primary")
            yield Button("Back (Esc)", id="back")
        yield Footer()

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#brief-text").focus()

    def action_dial(self) -> None:
        """Begin the call; this screen makes room for it."""
        app = cast("RightpartyApp", self.app)
        app.pop_screen()
        app.dial(self.scenario_name)

    @on(Button.Pressed, "#dial")
    def _pressed_dial(self) -> None:
        self.action_dial()

    @on(Button.Pressed, "#back")
    def _pressed_back(self) -> None:
        self.app.pop_screen()
