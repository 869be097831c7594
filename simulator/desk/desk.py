"""The desk: who is acting, and whether they may. Every screen and command reaches the records through it.

Owns opening the records for somebody, asking for permission and writing down refusals. What each part of the desk does stands in
its own module and begins by asking here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from simulator.clock import Clock
from simulator.desk.people import People, Person
from simulator.desk.permissions import PERMISSIONS, allows
from simulator.desk.refusals import NotSignedIn, Refused
from simulator.records.attempts import Attempts
from simulator.records.database import Database
from simulator.records.ledger import New, append
from simulator.records.places import account_name, database_url, session_token


class Desk:
    """The records, for one person."""

    def __init__(self, database: Database, actor: Person, clock: Clock) -> None:
        self.database = database
        self.actor = actor
        self.clock = clock
        self.attempts = Attempts(database)
        self.people = People(database)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    @property
    def stamp(self) -> str:
        """The present moment as the records write it."""
        return self.now.isoformat(timespec="seconds")

    def may(self, permission: str) -> bool:
        """Whether the actor holds a permission; for what to show. Acting asks with `require`."""
        return allows(self.actor.role, permission)

    def require(self, permission: str, about: str = "") -> None:
        """Go on only if the actor holds the permission. Raises Refused, and the refusal is written down."""
        if not self.may(permission):
            raise self._refusal(permission, about, f"as {self.actor.role} you may not {PERMISSIONS[permission]}")

    def require_over(self, owner: str, team: str, own: str | None, any_: str, about: str = "") -> None:
        """For something of `owner`, of that team: their own permission, or the one over others within one's team."""
        if own is not None and owner == self.actor.id and self.may(own):
            return
        self.require(any_, about)
        if self.actor.team and team != self.actor.team and owner != self.actor.id:
            raise self._refusal(any_, about, f"it belongs to another team than yours ({self.actor.team})")

    def attempt(self, call_id: str, own: str | None, any_: str) -> tuple[str, str]:
        """The whole id and the owner of an attempt that the actor may deal with in this way. Raises Refused."""
        found, owner, team = self.attempts.find(call_id)
        self.require_over(owner, team, own, any_, found)
        return found, owner

    def note(self, kind: str, subject: str, body: dict[str, Any]) -> None:
        """Write one thing into the ledger, by itself."""
        with self.database.writing() as connection:
            append(connection, [New(self.stamp, self.actor.id, kind, subject, body)])

    def close(self) -> None:
        """Give the database back."""
        self.database.close()

    def __enter__(self) -> Desk:
        """For `with`: the database is given back at the end."""
        return self

    def __exit__(self, *what: object) -> None:
        """Give the database back."""
        self.close()

    def _refusal(self, permission: str, about: str, why: str) -> Refused:
        self.note("refused", about or self.actor.id, {"permission": permission})
        return Refused(f"Not allowed: {why}.", "Ask an admin if your role is not what it should be.")


def open_desk(clock: Clock) -> Desk:
    """The desk for whoever uses this machine: the person signed in, or, where nobody has an account, its only user.

    Raises NotSignedIn, Unreachable, and RightpartyError for a database that cannot be opened.
    """
    database = Database(database_url())
    people = People(database)
    if people.have_accounts():
        token = session_token()
        person = people.signed_in(token, clock.now()) if token else None
        if person is None:
            database.close()
            raise NotSignedIn(
                "These records belong to a team, and nobody is signed in here."
                if not token
                else "Your session is over.",
                "Sign in: rightparty login NAME",
            )
        return Desk(database, person, clock)
    if database.shared:
        database.close()
        raise NotSignedIn(
            "This team's database has no accounts yet.",
            "Make the first one, an admin: rightparty people add NAME --role admin",
        )
    return Desk(database, people.alone(account_name(), clock.now()), clock)


def open_accounts() -> People:
    """The accounts alone, for signing in and for making the first one; to be closed by its database."""
    return People(Database(database_url()))
