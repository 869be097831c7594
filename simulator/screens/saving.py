"""Saving a report that is asked for on a screen: as a page, into the reports folder of this machine.

Owns that one step and the name of the file. What a report says, and who may have one, is decided below the screens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from simulator.screens.at_desk import with_desk

if TYPE_CHECKING:
    from simulator.desk.desk import Desk
    from simulator.reports.document import Document


def save_report(screen: Screen[None], about: str, make: Callable[[Desk], Document]) -> None:
    """Make a report at the desk, write it as a page, and say where it is."""
    with_desk(screen, lambda desk: _save(screen, about, make(desk)))


def _save(screen: Screen[None], about: str, report: Document) -> None:
    from scenarios.problems import RightpartyError
    from simulator.records.places import reports_folder
    from simulator.reports.page import write_page

    name = re.sub(r"[^\w-]+", "-", about).strip("-") or "report"
    try:
        path = reports_folder() / f"{name}-{report.made_at[:10]}.html"
        path.write_text(write_page(report), encoding="utf-8", errors="replace")
    except OSError as error:
        raise RightpartyError(f"The report cannot be written to {error.filename}: {error.strerror}.") from None
    screen.notify(f"Written to {path}", timeout=12, markup=False)
