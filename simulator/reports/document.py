"""A report before it has a form: headings, figures, tables, bars. The same one becomes a page, a workbook or plain tables.

Owns the shape and its plain forms (CSV, text). Never asks the records for anything.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | float | int | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would take for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True)
class Part:
    """One table with a heading."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: str = ""
    """What it says, or how to read it."""
    bars: int | None = None
    """Number of the column that is drawn as bars, 0 to 100."""


@dataclass(frozen=True)
class Document:
    """A report."""

    title: str
    made_at: str
    words: str = ""
    parts: tuple[Part, ...] = field(default=())


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_csv(document: Document) -> str:
    """All tables, one after another, each under its heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(document.title), document.made_at])
    for part in document.parts:
        writer.writerow([])
        writer.writerow([harmless(part.heading)])
        writer.writerow([harmless(each) for each in part.columns])
        writer.writerows([["" if cell is None else harmless(cell) for cell in row] for row in part.rows])
    return out.getvalue()


def text_lines(document: Document) -> list[str]:
    """The report as lines of text."""
    lines = [document.title, document.words] if document.words else [document.title]
    for part in document.parts:
        rows = [list(part.columns), *([show_cell(cell) for cell in row] for row in part.rows)]
        lines += ["", part.heading, *([part.words] if part.words else []), *aligned(rows)]
    return lines


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns under each other."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def show_cell(cell: Cell) -> str:
    """A cell for people: whole numbers whole, others with two places, nothing as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else f"{cell:.2f}"
    return str(cell)
