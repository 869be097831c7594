"""Home: what can be practised, with search, level, what it teaches and your own best score.

Owns the picker. Reads the library and the records after the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from scenarios.problems import RightpartyError
from simulator.screens.at_desk import hand_over

if TYPE_CHECKING:
    from scenarios.model.scenario import Scenario
    from simulator.screens.app import RightpartyApp

MODES = ("coach", "choice", "exam")
"""Help during the call; lines to choose from; neither."""
WIDE = 112
"""Columns from which two panes stand beside each other."""


class HomeScreen(Screen[None]):
    """The scenario picker."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "progress", "Progress"),
        Binding("f3", "mode", "Mode"),
        Binding("f4", "demo", "Watch"),
        Binding("f5", "app.open_review", "Review"),
        Binding("f6", "app.open_assignments", "Given"),
        Binding("f7", "app.open_team", "Team"),
        Binding("ctrl+q", "app.quit", "Leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Scenario] = []
        self._best: dict[str, float] = {}

    @property
    def rightparty(self) -> RightpartyApp:
        """The app, by its own type."""
        return cast("RightpartyApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, search, table and a note on the chosen scenario."""
        yield Static("rightparty", id="home-title", classes="title", markup=False)
        yield Input(placeholder="Search: a word of the title, a level, or what it teaches", id="home-search")
        with Horizontal(id="home-body"):
            yield DataTable(id="home-list", cursor_type="row", zebra_stripes=True)
            with VerticalScroll(id="home-about", can_focus=False):
                yield Static("", id="home-words", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Columns now, contents after the first paint."""
        table = self.query_one("#home-list", DataTable)
        table.add_column("Lvl", width=3)
        table.add_column("Scenario", width=38)
        table.add_column("Teaches", width=22)
        table.add_column("Best", width=5)
        self._show_mode()
        self.query_one("#home-search").focus()
        self.set_timer(0.05, self._read)  # once the first picture stands

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        try:
            found, broken = self.rightparty.library.healthy()
        except RightpartyError as error:
            self.app.call_from_thread(self.rightparty.complain, error)
            return
        hand_over(self, lambda: self._take(found))
        for each in broken:
            self.app.call_from_thread(self.rightparty.complain, each)
        self._read_best()
        self.rightparty.hearing.hear("hello")  # the model is read before the first call

    def _take(self, found: list[Scenario]) -> None:
        self._all = found
        self._fill()

    def _read_best(self) -> None:
        from simulator.desk.scorecards import own_best
        from simulator.practice.keeping import deliver_pending

        try:
            with self.rightparty.desk() as desk:
                delivered = deliver_pending(desk)
                best = own_best(desk)
        except RightpartyError as error:
            self.app.call_from_thread(self.rightparty.complain, error)
            return
        if delivered:
            words = f"{delivered} calls that waited here were delivered to the records."
            self.app.call_from_thread(self.notify, words, timeout=6, markup=False)
        hand_over(self, lambda: self._take_best(best))

    def _take_best(self, best: dict[str, float]) -> None:
        self._best = best
        self._fill()

    def refresh_best(self) -> None:
        """Read the best scores again."""
        self._read()

    @on(Input.Changed, "#home-search")
    def _fill(self) -> None:
        table = self.query_one("#home-list", DataTable)
        asked = self.query_one("#home-search", Input).value.lower().split()
        row = table.cursor_row
        table.clear()
        for each in self._all:
            words = f"{each.title} {each.scenario} level {each.level} {' '.join(each.teaches)} {each.regime.jurisdiction} {each.regime.collector}".lower()
            if all(word in words for word in asked):
                best = self._best.get(each.scenario)
                cells = (
                    str(each.level),
                    each.title,
                    ", ".join(each.teaches),
                    "" if best is None else f"{best:.0f}",
                )
                table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=True) for cell in cells), key=each.scenario)
        if table.row_count:
            table.move_cursor(row=min(row, table.row_count - 1))
        self._describe()

    def _chosen(self) -> Scenario | None:
        table = self.query_one("#home-list", DataTable)
        if not table.row_count:
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return next((each for each in self._all if each.scenario == key), None)

    @on(DataTable.RowHighlighted, "#home-list")
    def _describe(self) -> None:
        each = self._chosen()
        words = "Nothing matches your search." if self._all else "Reading the library …"
        if each is not None:
            words = f"{each.title}\n\n{each.brief.strip()}\n\nGoal: {each.goal}\n\nTeaches: {', '.join(each.teaches)}\nPersona: {each.persona}"
        self.query_one("#home-words", Static).update(words)

    @on(DataTable.RowSelected, "#home-list")
    @on(Input.Submitted, "#home-search")
    def _open(self) -> None:
        each = self._chosen()
        if each is not None:
            self.rightparty.open_brief(each.scenario)

    def on_key(self, event: Key) -> None:
        """Arrows move in the list while the search has the focus."""
        if event.key in ("up", "down") and self.query_one("#home-search").has_focus:
            table = self.query_one("#home-list", DataTable)
            (table.action_cursor_up if event.key == "up" else table.action_cursor_down)()
            event.prevent_default()

    def on_resize(self, event: Resize) -> None:
        """One pane on a narrow screen."""
        self.set_class(event.size.width < WIDE, "narrow")

    def _show_mode(self) -> None:
        title = self.query_one("#home-title", Static)
        title.update(f"rightparty · practise a call · {self.rightparty.mode} mode")

    def action_mode(self) -> None:
        """Coach, choice, exam, and round again."""
        self.rightparty.mode = MODES[(MODES.index(self.rightparty.mode) + 1) % len(MODES)]
        self._show_mode()

    def action_progress(self) -> None:
        """My progress."""
        from simulator.screens.progress import ProgressScreen

        self.app.push_screen(ProgressScreen())

    def action_demo(self) -> None:
        """Watch the chosen scenario's first scripted call."""
        each = self._chosen()
        if each is not None:
            self.rightparty.play_demo(each.scenario, each.calls[0].name)
