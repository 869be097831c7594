"""A box in which something is decided: one of a few choices, and words that say why.

Owns the form. What a choice means is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label, OptionList, Static
from textual.widgets.option_list import Option


class DecidingScreen(ModalScreen[tuple[str, str] | None]):
    """Choose, say why."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it")]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], asks: str, needs_words: bool = True) -> None:
        """`choices` are values and what they are called; `asks` names the words."""
        super().__init__()
        self.heading = title
        self.choices = choices
        self.asks = asks
        self.needs_words = needs_words

    def compose(self) -> ComposeResult:
        """Choices above, words below."""
        with Vertical(id="form-box"):
            yield Static(self.heading, classes="title", markup=False)
            if len(self.choices) > 1:
                yield OptionList(
                    *(Option(label, id=value) for value, label in self.choices), id="decide-choices", markup=False
                )
            yield Label(self.asks, markup=False)
            yield Input(id="decide-words")
            yield Static("", id="decide-lack", markup=False)
            yield Footer()

    def on_mount(self) -> None:
        """The words have the focus, so that nothing typed is lost; arrows choose above them."""
        self.query_one("#decide-words").focus()
        if len(self.choices) > 1:
            self.query_one("#decide-choices", OptionList).highlighted = 0

    def on_key(self, event: Key) -> None:
        """Arrows move in the choices while the words have the focus."""
        if event.key in ("up", "down") and len(self.choices) > 1 and self.query_one("#decide-words").has_focus:
            options = self.query_one("#decide-choices", OptionList)
            (options.action_cursor_up if event.key == "up" else options.action_cursor_down)()
            event.prevent_default()

    @on(OptionList.OptionSelected, "#decide-choices")
    def _chosen(self) -> None:
        self.query_one("#decide-words").focus()

    @on(Input.Submitted, "#decide-words")
    def _done(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if self.needs_words and not words:
            self.query_one("#decide-lack", Static).update(
                "Say it in a few words: it is kept, and somebody will want to know."
            )
            return
        place = self.query_one("#decide-choices", OptionList).highlighted if len(self.choices) > 1 else 0
        self.dismiss((self.choices[place or 0][0], words))

    def action_leave(self) -> None:
        """Nothing is decided."""
        self.dismiss(None)
