"""What the command palette offers: help and themes everywhere, the places to go on the first screen.

Owns titles and one line about each. What is done is the app's and the screen's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from simulator.screens.home import HomeScreen

if TYPE_CHECKING:
    from simulator.screens.app import RightpartyApp


def commands(app: RightpartyApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """The commands for the screen that is shown."""
    yield SystemCommand("Help", "Explain this screen (F1)", app.action_help)
    yield SystemCommand("Next theme", "Dark, light, high contrast (F9)", app.action_next_theme)
    if isinstance(screen, HomeScreen):
        yield SystemCommand("My progress", "Your attempts and skills (F2)", screen.action_progress)
        yield SystemCommand("Review", "Calls that wait for a supervisor (F5)", app.open_review)
        yield SystemCommand("Given out", "What you, or others, are to practise (F6)", app.action_open_assignments)
        yield SystemCommand("Team", "People × criteria, ranking, who is ready (F7)", app.action_open_team)
        yield SystemCommand(
            "Coach, choice or exam", "Help during the call, lines to choose from, or neither (F3)", screen.action_mode
        )
