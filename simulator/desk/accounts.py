"""Accounts at the desk: who may add and change people, and read what was done.

Owns the permissions around `people.py`. Passwords are asked for only once it is clear that they will be used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from scenarios.problems import RightpartyError
from simulator.desk.desk import Desk
from simulator.desk.people import People, Person
from simulator.records.ledger import Entry, read

AskPassword = Callable[[], str]


def list_people(desk: Desk) -> list[Person]:
    """Everybody of one's team; everybody for whoever belongs to none. Raises Refused."""
    desk.require("people.read")
    team = desk.actor.team
    return [each for each in desk.people.all() if not team or each.team == team]


def add_person(desk: Desk, name: str, role: str, team: str, password: AskPassword) -> Person:
    """A new account. Raises Refused, or RightpartyError for a name that is taken."""
    desk.require("people.change")
    return desk.people.add(desk.actor.id, name, role, team, password(), desk.now)


def first_admin(people: People, name: str, role: str, team: str, password: AskPassword, now: datetime) -> Person:
    """The first account of a database: an admin, since only an admin can make the next. Raises RightpartyError."""
    if role != "admin":
        raise RightpartyError(
            "The first account is an admin's: only an admin can make others.",
            f"rightparty people add '{name}' --role admin",
        )
    return people.add("", name, role, team, password(), now)


def change_person(
    desk: Desk, name: str, role: str | None, team: str | None, password: AskPassword | None, closed: bool | None
) -> Person:
    """Change an account. Raises Refused, or RightpartyError where there is none or nothing to change."""
    desk.require("people.change")
    if role is None and team is None and password is None and closed is None:
        raise RightpartyError("Nothing to change.", "Give --role, --team, --password, --close or --open.")
    person = desk.people.named(name)
    desk.people.change(
        desk.actor.id, person, desk.now, role, team, password() if password is not None else None, closed
    )
    return person


def audit_trail(desk: Desk, newest: int, kinds: Sequence[str] = ()) -> tuple[list[Entry], dict[str, str]]:
    """The newest entries of the ledger, oldest of them first, and names by id. Raises Refused."""
    desk.require("audit.read")
    with desk.database.reading() as connection:
        entries = read(connection, None, kinds, max(1, newest))
    return entries, desk.people.names()
