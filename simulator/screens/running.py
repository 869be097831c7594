"""Opening the app from the command line, each way of it, and the exit code it leaves with.

Owns which screen the app begins on. Imports Textual, so it is imported late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.screens.app import RightpartyApp

if TYPE_CHECKING:
    from simulator.workshop.rehearsing import Rehearsal


def run_app(scenario: str | None, seed: int | None, mode: str, resume: str | None, from_turn: int | None = None) -> int:
    """Open the app; its exit code."""
    return _run(RightpartyApp(scenario, seed, mode, resume, from_turn=from_turn))


def run_review() -> int:
    """Open the app on the queue of calls; its exit code."""
    return _run(RightpartyApp(review=True))


def run_preview(rehearsal: Rehearsal) -> int:
    """Open the app on a scenario's files and a call that follows them; its exit code."""
    return _run(RightpartyApp(rehearsal=rehearsal))


def run_demo(scenario: str, script: str, fast: bool) -> int:
    """Open the app on a call that plays by itself; its exit code."""
    return _run(RightpartyApp(demo=(scenario, script), fast=fast))


def _run(app: RightpartyApp) -> int:
    result = app.run()
    return result if isinstance(result, int) else (app.return_code or 0)
