"""My progress: attempts, newest first, and how each skill has moved.

Owns the layout. Figures come from the records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from scenarios.problems import RightpartyError

if TYPE_CHECKING:
    from simulator.records.database import AttemptRow
    from simulator.screens.app import RightpartyApp

SKILLS = ("overall", "negotiation", "empathy", "compliance", "documentation")
BARS = "▁▂▃▄▅▆▇█"
SHOWN = 200


class ProgressScreen(Screen[None]):
    """The trainee's own attempts."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        """Trends above, attempts below."""
        yield Static("My progress", classes="title", markup=False)
        yield Static("Reading your attempts …", id="progress-trend", markup=False)
        yield DataTable(id="progress-table", cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        """Columns now, rows when they are read."""
        table = self.query_one("#progress-table", DataTable)
        for name, width in (
            ("When (UTC)", 16),
            ("Scenario", 22),
            ("Result", 10),
            ("All", 4),
            ("Neg", 4),
            ("Emp", 4),
            ("Comp", 4),
            ("Doc", 4),
        ):
            table.add_column(name, width=width)
        table.focus()
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        from simulator.records.database import Records
        from simulator.records.places import database_url

        try:
            records = Records(database_url())
            rows = records.list(limit=SHOWN)
            records.close()
        except RightpartyError as error:
            self.app.call_from_thread(cast("RightpartyApp", self.app).complain, error)
            return
        self.app.call_from_thread(self._take, rows)

    def _take(self, rows: list[AttemptRow]) -> None:
        table = self.query_one("#progress-table", DataTable)
        for row in rows:
            open_ = row.overall is None
            result = "open" if open_ else "passed" if row.passed else "not passed"
            figures = ["" if getattr(row, skill) is None else f"{getattr(row, skill):.0f}" for skill in SKILLS]
            cells = [row.started_at[:16].replace("T", " "), row.scenario, result, *figures]
            table.add_row(*(Text(cell) for cell in cells), key=row.id)
        done = [row for row in rows if row.overall is not None]
        words = "Nothing practised yet." if not done else "\n".join(trend(skill, done) for skill in SKILLS)
        self.query_one("#progress-trend", Static).update(words)

    @on(DataTable.RowSelected, "#progress-table")
    def _open(self, event: DataTable.RowSelected) -> None:
        from simulator.practice.sitting import Sitting
        from simulator.records.database import Records
        from simulator.records.places import database_url
        from simulator.screens.scorecard import ScorecardScreen

        app = cast("RightpartyApp", self.app)
        call_id = str(event.row_key.value)
        try:
            records = Records(database_url())
            rows = {row.id: row for row in records.list(limit=SHOWN)}
            if rows[call_id].overall is None:
                app.start_call(Sitting.resume(app.library, call_id, app.hearing, app.clock))
            else:
                app.push_screen(ScorecardScreen(records.card(call_id)))
            records.close()
        except RightpartyError as error:
            app.complain(error)


def trend(skill: str, rows: list[AttemptRow]) -> str:
    """One skill over the last twenty attempts, oldest first, as bars with first, best and last."""
    values = [getattr(row, skill) for row in reversed(rows) if getattr(row, skill) is not None][-20:]
    if not values:
        return f"{skill:14} not applicable so far"
    bars = "".join(BARS[min(7, int(value / 100 * 7.99))] for value in values)
    return f"{skill:14} {bars.ljust(20)}  first {values[0]:.0f}  best {max(values):.0f}  last {values[-1]:.0f}"
