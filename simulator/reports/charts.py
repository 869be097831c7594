"""Small charts as SVG text: bars for scores, stacked months for what is to be expected. No script, no network.

Owns shapes and colours; every bar carries its figure as text, so colour is never the only signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

BAR, GAP, LEFT, WIDE = 22, 8, 130, 360
MONTH, TALL = 34, 120
COLOURS = {"kept": "#2f6f4f", "late": "#c9a227", "broken": "#9b2c2c"}


def score_bars(scores: Mapping[str, float | None]) -> str:
    """One bar a score, 0–100; a score that does not apply says so."""
    rows = []
    for number, (name, value) in enumerate(scores.items()):
        top = number * (BAR + GAP)
        text = "not applicable" if value is None else f"{value:.0f}"
        length = 0 if value is None else WIDE * max(0.0, min(100.0, value)) / 100
        rows.append(
            f'<text x="0" y="{top + 16}">{escape(name)}</text>'
            f'<rect x="{LEFT}" y="{top}" width="{WIDE}" height="{BAR}" fill="#e6e6e0"/>'
            f'<rect x="{LEFT}" y="{top}" width="{length:.0f}" height="{BAR}" fill="#35577d"/>'
            f'<text x="{LEFT + WIDE + 8}" y="{top + 16}">{text}</text>'
        )
    height = len(scores) * (BAR + GAP)
    return _svg(LEFT + WIDE + 120, height, "Scores of the call, 0 to 100", "".join(rows))


def month_bars(months: Sequence[Mapping[str, Any]]) -> str:
    """A column a month: paid on the day, late, broken, as shares of one."""
    columns = []
    for number, month in enumerate(months):
        left, base = number * (MONTH + 6), float(TALL)
        for part in ("kept", "late", "broken"):
            height = TALL * float(month[part])
            base -= height
            columns.append(
                f'<rect x="{left}" y="{base:.1f}" width="{MONTH}" height="{height:.1f}" fill="{COLOURS[part]}">'
                f"<title>month {int(month['month'])}: {part} {float(month[part]):.0%}</title></rect>"
            )
        columns.append(f'<text x="{left + 4}" y="{TALL + 16}">{int(month["month"])}</text>')
        columns.append(f'<text x="{left}" y="{TALL + 32}" class="small">{float(month["kept"]):.0%}</text>')
    return _svg(
        max(1, len(months)) * (MONTH + 6),
        TALL + 40,
        "Months after the call: share paid on the day (number), late, broken",
        "".join(columns),
    )


def _svg(width: float, height: float, title: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" role="img"'
        f' viewBox="0 0 {width:.0f} {height:.0f}"><title>{escape(title)}</title>{body}</svg>'
    )
