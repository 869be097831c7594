"""Doing something with the records from a screen: the desk is opened, and what goes wrong is said.

Owns that one step. Who may do what is the desk's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from scenarios.problems import RightpartyError

if TYPE_CHECKING:
    from simulator.desk.desk import Desk
    from simulator.screens.app import RightpartyApp


def with_desk(screen: Screen[None], what: Callable[[Desk], object]) -> bool:
    """Do something at the desk; what goes wrong is said. Whether it was done."""
    app = cast("RightpartyApp", screen.app)
    try:
        with app.desk() as desk:
            what(desk)
    except RightpartyError as error:
        app.complain(error)
        return False
    return True
