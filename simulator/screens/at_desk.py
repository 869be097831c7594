"""Doing something with the records from a screen: the desk is opened, and what goes wrong is said.

Owns that one step, at once or in a thread beside the screen. Who may do what is the desk's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from scenarios.problems import RightpartyError

if TYPE_CHECKING:
    from simulator.desk.desk import Desk
    from simulator.screens.app import RightpartyApp


T = TypeVar("T")


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


def read_beside(screen: Screen[None], read: Callable[[Desk], T], take: Callable[[T], object]) -> None:
    """In a worker's thread: read at the desk, then hand the screen what was read; what goes wrong is said."""
    app = cast("RightpartyApp", screen.app)
    try:
        with app.desk() as desk:
            found = read(desk)
    except RightpartyError as error:
        app.call_from_thread(app.complain, error)
        return
    hand_over(screen, lambda: take(found))


def hand_over(screen: Screen[None], what: Callable[[], object]) -> None:
    """From a worker's thread: do something with a screen, unless it was left while the thread was busy."""
    screen.app.call_from_thread(lambda: what() if _is_there(screen) else None)


def _is_there(screen: Screen[None]) -> bool:
    return screen.is_attached and screen.is_running and bool(screen.children)
