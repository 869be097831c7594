"""What has been given out: to you, with Enter to begin it; or, for whoever gives out, where everybody stands.

Owns the layout and the form for giving out. The states are `simulator.desk.assignments`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, DataTable, Footer, Input, Label, Static

from scenarios.problems import RightpartyError
from simulator.screens.at_desk import read_beside

if TYPE_CHECKING:
    from simulator.desk.assignments import Assigned
    from simulator.screens.app import RightpartyApp


class AssignmentsScreen(Screen[None]):
    """Mine, or everybody's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "whose", "Mine or all"),
        Binding("f3", "give", "Give out"),
        Binding("f6", "withdraw", "Withdraw"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.everybody = False
        self.rows: list[Assigned] = []

    def compose(self) -> ComposeResult:
        """Title and table."""
        yield Static("Given to you", id="given-title", classes="title", markup=False)
        yield DataTable(id="given-table", cursor_type="row", zebra_stripes=True)
        yield Static("", id="given-words", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Columns now, rows when they are read."""
        table = self.query_one("#given-table", DataTable)
        for name, width in (
            ("Who", 10),
            ("Scenario", 22),
            ("Mode", 5),
            ("Due", 10),
            ("State", 11),
            ("Made", 5),
            ("Best", 4),
        ):
            table.add_column(name, width=width)
        table.focus()

    def on_screen_resume(self) -> None:
        """What was practised in the meantime counts."""
        self._read(self.everybody)

    def action_whose(self) -> None:
        """Mine, everybody's, and back."""
        self.everybody = not self.everybody
        self._read(self.everybody)

    @work(thread=True, exclusive=True)
    def _read(self, everybody: bool) -> None:
        from simulator.desk.assignments import all_assignments, own_assignments

        read_beside(self, all_assignments if everybody else own_assignments, self._take)

    def _take(self, rows: list[Assigned]) -> None:
        self.rows = rows
        table = self.query_one("#given-table", DataTable)
        table.clear()
        for number, each in enumerate(rows):
            made = f"{each.made}" if each.terms.most is None else f"{each.made}/{each.terms.most}"
            cells = (
                each.name, each.scenario, each.terms.mode, (each.terms.due_at or "")[:10], each.state, made,
                "" if each.best is None else f"{each.best:.0f}",
            )  # fmt: skip
            table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=True) for cell in cells), key=str(number))
        self.query_one("#given-title", Static).update("Given out" if self.everybody else "Given to you")
        others = sum(each.others for each in rows)
        words = f"{others} attempts under other versions or in another mode do not count." if others else ""
        self.query_one("#given-words", Static).update(words if rows else "Nothing is given out.")

    def _lit(self) -> Assigned | None:
        place = self.query_one("#given-table", DataTable).cursor_row
        return self.rows[place] if self.rows and place < len(self.rows) else None

    @on(DataTable.RowSelected, "#given-table")
    def _begin(self) -> None:
        each = self._lit()
        app = cast("RightpartyApp", self.app)
        if each is not None and not self.everybody:
            app.mode = each.terms.mode
            app.open_brief(each.scenario)

    def action_give(self) -> None:
        """A form."""
        if cast("RightpartyApp", self.app).allowed("assignment.make"):
            self.app.push_screen(GivingScreen())

    def action_withdraw(self) -> None:
        """Take back what is lit."""
        from simulator.desk.assignments import withdraw

        app = cast("RightpartyApp", self.app)
        each = self._lit()
        if each is None:
            return
        try:
            with app.desk() as desk:
                withdraw(desk, each.id)
        except RightpartyError as error:
            app.complain(error)
            return
        self.notify("Withdrawn; what was practised for it stays.", markup=False)
        self._read(self.everybody)


class GivingScreen(ModalScreen[None]):
    """To whom, what, by when."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "give", "Give out"),
        Binding("escape", "dismiss", "Leave it"),
    ]
    FIELDS = (
        ("scenario", "Scenario (several: with spaces between)"), ("whom", "Person, or team:NAME"),
        ("due", "Due, e.g. 2026-12-01 (may stay empty)"), ("most", "Attempts that count (may stay empty)"),
        ("mode", "coach or exam"),
    )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Five fields."""
        with Vertical(id="form-box"):
            yield Static("Give out", classes="title", markup=False)
            for name, label in self.FIELDS:
                yield Label(label, markup=False)
                yield Input("coach" if name == "mode" else "", id=f"give-{name}", compact=True)
            yield Static("", id="give-lack", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Give out", id="give-done", variant="primary")
            yield Footer()

    def on_mount(self) -> None:
        """Start at the scenario."""
        self.query_one("#give-scenario").focus()

    @on(Button.Pressed, "#give-done")
    def action_give(self) -> None:
        """Give it out, or say what is wrong with the form."""
        from simulator.desk.assignments import Terms, assign, end_of_day

        app = cast("RightpartyApp", self.app)
        said = {name: self.query_one(f"#give-{name}", Input).value.strip() for name, _ in self.FIELDS}
        try:
            if said["most"] and not said["most"].isdecimal():
                raise RightpartyError(f"'{said['most']}' is not a number of attempts.")
            due = end_of_day(said["due"]) if said["due"] else None
            terms = Terms(said["mode"] or "coach", due, 1, int(said["most"]) if said["most"] else None)
            team = said["whom"].removeprefix("team:") if said["whom"].startswith("team:") else None
            with app.desk() as desk:
                assign(desk, app.library, said["scenario"].split(), said["whom"] if team is None else None, team, terms)
        except RightpartyError as error:
            self.query_one("#give-lack", Static).update(str(error))
            return
        self.dismiss()
