"""A report as one self-contained HTML page: no script, no network, prints well.

Owns the page. Every text is escaped.
"""

from __future__ import annotations

from html import escape

from simulator.reports.document import Cell, Document, Part, show_cell
from simulator.reports.html import STYLE

NUMBER, BARS = "text-align:right;font-variant-numeric:tabular-nums", 120


def write_page(document: Document) -> str:
    """The page."""
    parts = "".join(_part(part) for part in document.parts)
    words = f"<p>{escape(document.words)}</p>" if document.words else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(document.title)}</title><style>{STYLE}</style></head><body><h1>{escape(document.title)}</h1>{words}{parts}"
        f"<footer>Made {escape(document.made_at)}. Training figures, with intervals of 95 %; not legal advice.</footer></body></html>\n"
    )


def _part(part: Part) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in part.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(cell, place == part.bars) for place, cell in enumerate(row))}</tr>" for row in part.rows
    )
    words = f"<p>{escape(part.words)}</p>" if part.words else ""
    return f"<h2>{escape(part.heading)}</h2>{words}<table><tr>{head}</tr>{rows}</table>"


def _cell(cell: Cell, bar: bool) -> str:
    shown = escape(show_cell(cell))
    if bar and isinstance(cell, int | float):
        width = BARS * max(0.0, min(100.0, float(cell))) / 100
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{BARS}" height="12" role="img"><title>{shown}</title>'
            f'<rect width="{BARS}" height="12" fill="#e6e6e0"/><rect width="{width:.0f}" height="12" fill="#35577d"/></svg>'
        )
        return f"<td>{drawn} {shown}</td>"
    return f'<td style="{NUMBER}">{shown}</td>' if isinstance(cell, int | float) else f"<td>{shown}</td>"
