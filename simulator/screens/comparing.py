"""Two scorecards side by side.

Owns the layout. The rows are `simulator.practice.comparing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from simulator.practice.comparing import compare_cards


class ComparingScreen(Screen[None]):
    """Before, and another way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "all", "Differences or all"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, first: Mapping[str, Any], second: Mapping[str, Any]) -> None:
        super().__init__()
        self.rows = compare_cards(first, second)
        self.everything = True

    def compose(self) -> ComposeResult:
        """One table."""
        yield Static("Two ways · ▲ the second is better · ▼ worse · ≠ other", classes="title", markup=False)
        yield DataTable(id="comparing-table", cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_resize(self, event: Resize) -> None:
        """The columns share what room there is."""
        self._show(event.size.width)

    def action_all(self) -> None:
        """Everything, or only what differs."""
        self.everything = not self.everything
        self._show(self.size.width)

    def _show(self, width: int) -> None:
        table = self.query_one("#comparing-table", DataTable)
        table.clear(columns=True)
        room = max(60, width) - 4 - 8
        for name, share in (("", 0.40), ("Before", 0.28), ("Now", 0.28)):
            table.add_column(name, width=int(room * share))
        table.add_column("", width=1)
        for row in self.rows:
            if self.everything or row.sign:
                cells = (row.what, row.first, row.second, row.sign)
                table.add_row(
                    *(Text(cell, overflow="ellipsis", no_wrap=True, style="bold" if row.sign else "") for cell in cells)
                )
        table.focus()
