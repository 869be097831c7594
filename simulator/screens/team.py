"""The team: who is strong or weak in what, the ranking, who is ready; and one person's page.

Owns the layout. The figures are `simulator.desk.standing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from simulator.desk.wording import criterion_title, readiness_words
from simulator.screens.at_desk import read_beside
from simulator.screens.progress import BARS
from simulator.screens.saving import save_report

if TYPE_CHECKING:
    from scoring.intervals import Interval
    from simulator.desk.desk import Desk
    from simulator.desk.person_page import PersonPage

VIEWS = ("people × criteria", "ranking", "ready for the phone")
Row = tuple[str, list[str]]
"""Name of a person, and the cells of their row."""


class TeamScreen(Screen[None]):
    """Everybody at a glance."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "view", "Which"),
        Binding("f5", "report", "Save as a page"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.view = 0

    def compose(self) -> ComposeResult:
        """Title, table, how to read it."""
        yield Static("Team", id="team-title", classes="title", markup=False)
        yield DataTable(id="team-table", cursor_type="row", zebra_stripes=True, fixed_columns=1)
        yield Static("", id="team-words", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """The first view."""
        self.query_one("#team-table").focus()
        self._read(self.view)

    def action_view(self) -> None:
        """The next view, and round again."""
        self.view = (self.view + 1) % len(VIEWS)
        self._read(self.view)

    def action_report(self) -> None:
        """All three views, with their intervals, as a page."""
        from simulator.reports.standing import team_report

        save_report(self, "team", team_report)

    @work(thread=True, exclusive=True)
    def _read(self, view: int) -> None:
        read_beside(self, (_heat, _ranking, _ready)[view], lambda shown: self._take(view, *shown))

    def _take(self, view: int, columns: Sequence[str], rows: Sequence[Row], words: str) -> None:
        table = self.query_one("#team-table", DataTable)
        table.clear(columns=True)
        for column in columns:
            table.add_column(column)
        for name, cells in rows:
            table.add_row(*(Text(cell) for cell in cells), key=name)
        self.query_one("#team-title", Static).update(f"Team · {VIEWS[view]}")
        self.query_one("#team-words", Static).update(words if rows else "Nobody has finished a call yet.")

    @on(DataTable.RowSelected, "#team-table")
    def _open(self, event: DataTable.RowSelected) -> None:
        self.app.push_screen(PersonScreen(str(event.row_key.value)))


def _heat(desk: Desk) -> tuple[list[str], list[Row], str]:
    from simulator.desk.standing import heat_map

    heat = heat_map(desk)
    rows = []
    for who, name in heat.people:
        cells = [name]
        for criterion in heat.criteria:
            cell = heat.cells.get((who, criterion))
            cells.append("" if cell is None else f"{100 * cell.points:3.0f} {BARS[min(7, int(cell.points * 7.99))]}")
        rows.append((name, cells))
    words = "Share of the points earned over the latest calls, in %; weakest criterion first. Enter: the person."
    return ["Who", *(each.replace("-", " ") for each in heat.criteria)], rows, words


def _ranking(desk: Desk) -> tuple[list[str], list[Row], str]:
    from simulator.desk.standing import ranking

    rows = [
        (name, [str(place), name, f"{interval.value:.0f}", between(interval)])
        for place, group in enumerate(ranking(desk), 1)
        for name, interval in group
    ]
    words = "Mean overall of the latest calls with its interval of 95 %. Those of one group cannot be told apart."
    return ["Group", "Who", "Overall", "Between"], rows, words


def _ready(desk: Desk) -> tuple[list[str], list[Row], str]:
    from scoring.readiness import Plan
    from simulator.desk.standing import readiness_of_all

    rows = [
        (name, [name, stand.verdict, str(stand.now.calls), str(stand.now.passed), stand.before or "–"])
        for name, stand in readiness_of_all(desk).items()
    ]
    plan = Plan()
    words = (
        f"Over calls in exam mode. Who passes {plan.not_ready:.0%} is let through at most {plan.let_through:.0%} of times, "
        f"who passes {plan.ready:.0%} is kept back at most {plan.kept_back:.0%}."
    )
    return ["Who", "Verdict", "Exam calls", "Passed", "Earlier"], rows, words


class PersonScreen(Screen[None]):
    """One person's page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "report", "Save as a page"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.person = name

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(self.person, classes="title", markup=False)
        with VerticalScroll(id="person-scroll"):
            yield Static("Reading …", id="person-words", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the page."""
        self.query_one("#person-scroll").focus()
        self._read()

    def action_report(self) -> None:
        """This person's report as a page."""
        from simulator.reports.standing import person_report

        save_report(self, self.person, lambda desk: person_report(desk, self.person))

    @work(thread=True)
    def _read(self) -> None:
        from simulator.desk.person_page import person_page

        read_beside(self, lambda desk: person_page(desk, self.person), self._take)

    def _take(self, page: PersonPage) -> None:
        self.query_one("#person-words", Static).update("\n".join(person_lines(page)))


def person_lines(page: PersonPage) -> list[str]:
    """A person's page as lines of text."""
    overall = [value for _, _, value, _ in page.series if value is not None][-40:]
    bars = "".join(BARS[min(7, int(value / 100 * 7.99))] for value in overall)
    lines = [
        f"{page.calls} calls" + ("" if page.passed is None else f", {page.passed.value:.0%} passed ({_percent(page.passed)})"),
        f"Overall        {bars}  first {_figure(page.first)}  best {_figure(page.best)}  latest {_figure(page.latest)}",
        "Lift           "
        + ("not yet" if page.lift is None else f"{page.lift.value:+.0f} (between {page.lift.low:+.0f} and {page.lift.high:+.0f})"),
        "",
        readiness_words(page.readiness),
        "",
        "Sections, latest calls",
        *(
            f"  {name.capitalize():14} " + ("n/a" if interval is None else f"{interval.value:3.0f}  between {between(interval)}")
            for name, interval in page.sections.items()
        ),
        "",
        "What to coach first: points lost in a call, lately and before",
        *(f"  {criterion_title(each.criterion):48} {each.lost:5.1f}  {each.before:5.1f}" for each in page.actions[:8]),
        "",
        "Latest calls",
    ]  # fmt: skip
    lines += [
        f"  {end[:16].replace('T', ' ')}  {scenario:24} {_figure(value):>4}  {'passed' if passed else 'not passed'}"
        for end, scenario, value, passed in reversed(page.series[-30:])
    ]
    return lines


def between(interval: Interval) -> str:
    """The ends of an interval of scores."""
    return f"{interval.low:.0f}–{interval.high:.0f}"


def _percent(interval: Interval) -> str:
    return f"between {interval.low:.0%} and {interval.high:.0%}"


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.0f}"
