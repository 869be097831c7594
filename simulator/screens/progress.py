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
from simulator.practice.drills import Drill, schedule
from simulator.screens.at_desk import read_beside

if TYPE_CHECKING:
    from simulator.records.attempts import AttemptRow
    from simulator.screens.app import RightpartyApp

SKILLS = ("overall", "negotiation", "empathy", "compliance", "documentation")
BARS = "▁▂▃▄▅▆▇█"
SHOWN = 200


class ProgressScreen(Screen[None]):
    """The trainee's own attempts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "drill", "Drill what is due"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._drills: list[Drill] = []

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
            ("Scenario", 20),
            ("Result", 12),
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
        from simulator.desk.scorecards import list_attempts, own_cards

        read_beside(
            self,
            lambda desk: (list_attempts(desk, limit=SHOWN), schedule(own_cards(desk))),
            lambda found: self._take(*found),
        )

    def _take(self, rows: list[AttemptRow], drills: list[Drill]) -> None:
        table = self.query_one("#progress-table", DataTable)
        for row in rows:
            open_ = row.overall is None
            result = "open" if open_ else "passed" if row.passed else "not passed"
            if row.state in ("shared", "resolved"):
                result = f"{result} ✉"
            figures = ["" if getattr(row, skill) is None else f"{getattr(row, skill):.0f}" for skill in SKILLS]
            cells = [row.started_at[:16].replace("T", " "), row.scenario, result, *figures]
            table.add_row(*(Text(cell) for cell in cells), key=row.id)
        done = [row for row in rows if row.overall is not None]
        words = "Nothing practised yet." if not done else "\n".join(trend(skill, done) for skill in SKILLS)
        self._drills = drills
        now = cast("RightpartyApp", self.app).clock.now()
        due = [each for each in drills if each.is_due(now)]
        if due:
            words += f"\nDue now (F5): {due[0].skill} – {due[0].title}" + (
                f", and {len(due) - 1} more" if len(due) > 1 else ""
            )
        elif drills:
            words += f"\nNext drill: {drills[0].skill}, {drills[0].due:%d %B}"
        self.query_one("#progress-trend", Static).update(words)

    def action_drill(self) -> None:
        """Go on from the moment where the skill that is due soonest was missed, another way."""
        from simulator.practice import opening

        app = cast("RightpartyApp", self.app)
        if not self._drills:
            self.notify("Nothing to drill yet: a debrief names what comes back.", markup=False)
            return
        drill = self._drills[0]
        try:
            sitting = opening.fork(app.library, drill.attempt, drill.from_turn, app.hearing, app.clock)
        except RightpartyError as error:
            app.complain(error)
            return
        app.start_call(sitting)
        self.notify(f"{drill.title}. Two or three turns are enough; F10 ends it.", timeout=8, markup=False)

    @on(DataTable.RowSelected, "#progress-table")
    def _open(self, event: DataTable.RowSelected) -> None:
        from simulator.desk.scorecards import list_attempts, read_card
        from simulator.practice import opening
        from simulator.screens.scorecard import ScorecardScreen

        app = cast("RightpartyApp", self.app)
        call_id = str(event.row_key.value)
        try:
            with app.desk() as desk:
                rows = {row.id: row for row in list_attempts(desk, limit=SHOWN)}
                if rows[call_id].overall is None:
                    app.start_call(opening.resume(app.library, call_id, app.hearing, app.clock))
                else:
                    app.push_screen(ScorecardScreen(read_card(desk, call_id)))
        except RightpartyError as error:
            app.complain(error)


def trend(skill: str, rows: list[AttemptRow]) -> str:
    """One skill over the last twenty attempts, oldest first, as bars with first, best and last."""
    values = [getattr(row, skill) for row in reversed(rows) if getattr(row, skill) is not None][-20:]
    if not values:
        return f"{skill:14} not applicable so far"
    bars = "".join(BARS[min(7, int(value / 100 * 7.99))] for value in values)
    return f"{skill:14} {bars.ljust(20)}  first {values[0]:.0f}  best {max(values):.0f}  last {values[-1]:.0f}"
