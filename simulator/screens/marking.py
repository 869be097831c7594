"""Marking one call blind, for a calibration: its words on one side, the criteria on the other.

Owns the layout and what was marked so far. What is kept is `simulator.desk.calibration`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from simulator.screens.at_desk import with_desk
from simulator.screens.deciding import DecidingScreen

if TYPE_CHECKING:
    from simulator.desk.desk import Desk

SIGNS = {"met": "✓ met", "missed": "✗ missed", "not-applicable": "– n/a", "": "· not marked"}


class MarkingScreen(Screen[None]):
    """One call, its criteria, and no hint of what anybody said of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "broken", "A rule was broken"),
        Binding("f6", "forget", "Forget rules"),
        Binding("ctrl+s", "keep", "Keep"),
        Binding("escape", "app.pop_screen", "Leave it"),
    ]

    def __init__(self, session: str, attempt: str) -> None:
        super().__init__()
        self.session = session
        self.attempt = attempt
        self.items: list[tuple[str, str]] = []
        self.marks: dict[str, str] = {}
        self.rules: list[str] = []

    def compose(self) -> ComposeResult:
        """The call and what is to be marked."""
        yield Static(f"Mark · {self.attempt}", classes="title", markup=False)
        with Horizontal(id="marking-body"):
            with VerticalScroll(id="marking-call"):
                yield Static("", id="marking-words", markup=False)
            yield OptionList(id="marking-items", markup=False)
        yield Static("", id="marking-rules", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the words and the criteria."""
        with_desk(self, self._read)
        self.query_one("#marking-items").focus()

    def _read(self, desk: Desk) -> None:
        from simulator.desk.calibration import items_to_mark
        from simulator.desk.reading import read_turns

        self.items = items_to_mark(desk, self.session, self.attempt)
        turns = read_turns(desk, self.attempt, {"findings": [], "criteria": []})
        lines = [
            f"{'' if each.turn is None else each.turn:>3} {each.who + ': ' if each.who else ''}{each.text}"
            for each in turns
        ]
        self.query_one("#marking-words", Static).update(
            "\n".join(lines) or "The words of this call were not delivered."
        )
        self._show()

    def _show(self) -> None:
        options = self.query_one("#marking-items", OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options(
            [Option(f"{sign_of(self.marks.get(item, '')):14} {title}", id=item) for item, title in self.items]
        )
        options.highlighted = place
        rules = ", ".join(self.rules) or "none"
        self.query_one("#marking-rules", Static).update(f"Broken rules: {rules}. Enter: the next mark, and not marked.")

    @on(OptionList.OptionSelected, "#marking-items")
    def _mark(self, event: OptionList.OptionSelected) -> None:
        item = self.items[event.option_index][0]
        from simulator.desk.calibration import values_of

        order = [*values_of(item), ""]
        after = order[(order.index(self.marks.get(item, "")) + 1) % len(order)]
        if after:
            self.marks[item] = after
        else:
            self.marks.pop(item, None)
        self._show()

    def action_broken(self) -> None:
        """Name a rule that was broken."""

        def named(result: tuple[str, str] | None) -> None:
            if result is not None and result[1] not in self.rules:
                self.rules.append(result[1])
                self._show()

        self.app.push_screen(
            DecidingScreen("A rule was broken", [("rule", "")], "Its name, e.g. us-fdcpa/arrest-threat"), named
        )

    def action_forget(self) -> None:
        """No rule was broken after all."""
        self.rules = []
        self._show()

    def action_keep(self) -> None:
        """Keep the marks; they can be changed until it is revealed."""
        from simulator.desk.calibration import mark_call

        if with_desk(self, lambda desk: mark_call(desk, self.session, self.attempt, self.marks, self.rules)):
            self.app.pop_screen()


def sign_of(mark: str) -> str:
    """A mark as it is shown: a result, or a grade with as many stars."""
    return SIGNS[mark] if mark in SIGNS else f"{mark} {'★' * int(mark)}"
