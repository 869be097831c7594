"""The queue of calls that a supervisor reviews: filters on one key, search while typing.

Owns the layout. What is in the queue is `simulator.desk.reviews`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from simulator.screens.at_desk import read_beside

if TYPE_CHECKING:
    from simulator.desk.review_queue import Waiting

VIEWS = ("all", "not reviewed", "failed gate", "uncertain hearing", "disputed")
SHOWN = 200


class ReviewScreen(Screen[None]):
    """Calls that wait."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "view", "Which"),
        Binding("f3", "calibrate", "Calibrate"),
        Binding("f5", "read", "Read again"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.view = 0
        self.rows: list[Waiting] = []

    def compose(self) -> ComposeResult:
        """Title, search, table."""
        yield Static("Review", id="review-title", classes="title", markup=False)
        yield Input(placeholder="Search: a name, a team, a scenario", id="review-search")
        yield DataTable(id="review-table", cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        """Columns now, rows when they are read."""
        table = self.query_one("#review-table", DataTable)
        for name, width in (
            ("Ended, UTC", 11), ("Who", 10), ("Scenario", 16), ("All", 3), ("Result", 10), ("Sure", 4), ("Review", 12),
        ):  # fmt: skip
            table.add_column(name, width=width)
        table.focus()

    def on_screen_resume(self) -> None:
        """What was decided in the meantime is shown."""
        self.action_read()

    def action_view(self) -> None:
        """All, not reviewed, failed gate, uncertain hearing, disputed, and round again."""
        self.view = (self.view + 1) % len(VIEWS)
        self.action_read()

    def action_calibrate(self) -> None:
        """Sessions in which several people mark the same calls."""
        from simulator.screens.calibration import CalibrationScreen

        self.app.push_screen(CalibrationScreen())

    @on(Input.Changed, "#review-search")
    def action_read(self) -> None:
        """Read the queue again."""
        self._read(tuple(self.query_one("#review-search", Input).value.split()), self.view)

    @work(thread=True, exclusive=True)
    def _read(self, words: tuple[str, ...], view: int) -> None:
        from simulator.desk.review_queue import Filters
        from simulator.desk.reviews import Reviews

        wanted = Filters(unreviewed=view == 1, failed_gate=view == 2, unsure=view == 3, disputed=view == 4, words=words)
        read_beside(self, lambda desk: Reviews(desk).queue(wanted, SHOWN), self._take)

    def _take(self, rows: list[Waiting]) -> None:
        self.rows = rows
        table = self.query_one("#review-table", DataTable)
        row = table.cursor_row
        table.clear()
        for each in rows:
            cells = (
                each.finished_at[5:16].replace("T", " "), each.trainee, each.scenario,
                "" if each.overall is None else f"{each.overall:.0f}",
                "passed" if each.passed else "GATE" if each.gates else "not passed",
                "" if each.confidence is None else f"{each.confidence:.2f}", each.state or "–",
            )  # fmt: skip
            table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=True) for cell in cells), key=each.attempt)
        if rows:
            table.move_cursor(row=min(row, len(rows) - 1))
        more = f"the newest {SHOWN}" if len(rows) == SHOWN else str(len(rows))
        self.query_one("#review-title", Static).update(f"Review · {VIEWS[self.view]} · {more} calls")

    @on(DataTable.RowSelected, "#review-table")
    def _open(self, event: DataTable.RowSelected) -> None:
        from simulator.screens.reviewing import ReviewingScreen

        self.app.push_screen(ReviewingScreen(str(event.row_key.value), [each.attempt for each in self.rows]))

    def on_key(self, event: Key) -> None:
        """Down leaves the search for the table."""
        if event.key == "down" and self.query_one("#review-search").has_focus:
            self.query_one("#review-table").focus()
            event.prevent_default()
