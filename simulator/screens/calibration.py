"""Calibration: the sessions, and agreement once one is revealed. A call is marked on a screen of its own (`marking.py`).

Owns the layout. What is counted is `simulator.desk.calibration`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from simulator.screens.at_desk import with_desk
from simulator.screens.marking import MarkingScreen

if TYPE_CHECKING:
    from simulator.desk.calibration import Session
    from simulator.desk.calibration_figures import Agreement
    from simulator.desk.desk import Desk


class CalibrationScreen(Screen[None]):
    """All sessions; the calls or the agreement of the one that is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "reveal", "Reveal"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.sessions: list[Session] = []
        self.open: Session | None = None
        self.calls: dict[str, bool] = {}

    def compose(self) -> ComposeResult:
        """Title and table."""
        yield Static("Calibration", id="calibration-title", classes="title", markup=False)
        yield DataTable(id="calibration-table", cursor_type="row", zebra_stripes=True)
        yield Static("", id="calibration-words", markup=False)
        yield Footer()

    def on_screen_resume(self) -> None:
        """What was marked in the meantime is shown."""
        with_desk(self, self._read)

    def _read(self, desk: Desk) -> None:
        from simulator.desk.calibration import session_calls, sessions
        from simulator.desk.calibration_figures import agreements

        self.sessions = sessions(desk)
        if self.open is None:
            self._show(["Session", "Made", "", "Calls", "Markers"], [
                [each.title, each.made_at[:10], "revealed" if each.revealed_at else "blind", str(each.calls), str(each.markers)]
                for each in self.sessions
            ], "Enter opens a session. New ones: rightparty calibrate new TITLE CALL…")  # fmt: skip
            return
        self.open = next(each for each in self.sessions if each.id == self.open.id)
        if self.open.revealed_at is None:
            self.calls = session_calls(desk, self.open.id)
            rows = [["✓ marked" if done else "· to mark", call] for call, done in self.calls.items()]
            self._show(
                ["", "Call"], rows, "Enter marks a call, without seeing what others or the engine say. F3 reveals."
            )
        else:
            self._show(["Item", "Calls", "Agree", "κ", "α", "AC1", "Engine"], [row_of(each) for each in agreements(desk, self.open.id)],
                       "Worst agreement first. – : not defined, nothing differs or nothing was marked twice.")  # fmt: skip

    def _show(self, columns: list[str], rows: list[list[str]], words: str) -> None:
        table = self.query_one("#calibration-table", DataTable)
        table.clear(columns=True)
        table.add_columns(*columns)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        table.focus()
        title = "Calibration" if self.open is None else f"Calibration · {self.open.title}"
        self.query_one("#calibration-title", Static).update(title)
        self.query_one("#calibration-words", Static).update(words)

    @on(DataTable.RowSelected, "#calibration-table")
    def _open(self, event: DataTable.RowSelected) -> None:
        if self.open is None:
            self.open = self.sessions[event.cursor_row]
            with_desk(self, self._read)
        elif self.open.revealed_at is None:
            self.app.push_screen(MarkingScreen(self.open.id, list(self.calls)[event.cursor_row]))

    def action_reveal(self) -> None:
        """Show everything to everybody."""
        from simulator.desk.calibration import reveal

        session = self.open
        if session is not None and with_desk(self, lambda desk: reveal(desk, session.id)):
            with_desk(self, self._read)

    def action_back(self) -> None:
        """From a session to all of them, from there to where one came from."""
        if self.open is None:
            self.app.pop_screen()
        else:
            self.open = None
            with_desk(self, self._read)


def row_of(each: Agreement) -> list[str]:
    """One item's agreement as cells."""

    def figure(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    percent, engine = (
        "–" if one is None else f"{one.value:.0%} ({one.low:.0%}–{one.high:.0%})" for one in (each.percent, each.engine)
    )
    alpha, ac1 = (figure(None if one is None else one.value) for one in (each.alpha, each.ac1))
    kind, _, name = each.item.partition(":")
    return [
        f"{name}, graded" if kind == "grade" else name,
        str(each.units),
        percent,
        figure(each.kappa),
        alpha,
        ac1,
        engine,
    ]
