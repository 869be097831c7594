"""A report as an Excel workbook, one sheet a table. The one door to XlsxWriter.

Owns the sheets. Text is written as text, never as a formula or a link, whatever it begins with.
"""

from __future__ import annotations

import io

from simulator.reports.document import Document

FORBIDDEN = "[]:*?/\\'"
"""Characters that Excel does not take in the name of a sheet."""


def write_workbook(document: Document) -> bytes:
    """The file."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": document.title})
        bold = book.add_format({"bold": True})
        names: set[str] = set()
        for part in document.parts:
            sheet = book.add_worksheet(_sheet_name(part.heading, names))
            sheet.write_string(0, 0, document.title, bold)
            sheet.write_string(1, 0, part.words or document.made_at)
            for place, column in enumerate(part.columns):
                sheet.write_string(3, place, column, bold)
            for number, row in enumerate(part.rows, start=4):
                for place, cell in enumerate(row):
                    if isinstance(cell, int | float):
                        sheet.write_number(number, place, cell)
                    elif cell is not None:
                        sheet.write_string(number, place, cell)
            if part.bars is not None and part.rows:
                sheet.conditional_format(
                    4,
                    part.bars,
                    3 + len(part.rows),
                    part.bars,
                    {"type": "data_bar", "min_value": 0, "max_value": 100, "min_type": "num", "max_type": "num"},
                )
            sheet.freeze_panes(4, 0)
            sheet.autofit()
    return out.getvalue()


def _sheet_name(heading: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none forbidden, none twice."""
    name = "".join(" " if char in FORBIDDEN else char for char in heading).strip()[:31] or "Sheet"
    number = 2
    base = name
    while name.lower() in taken:
        name = f"{base[:28]} {number}"
        number += 1
    taken.add(name.lower())
    return name
