"""People and their accounts: who there is, what they may do, how they sign in.

Owns the queries on people and sessions, and how long a session lasts; limits on guessing are `guessing.py`'s. Never asks who is acting: the desk
does, before it calls.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from simulator.desk.guessing import count_guess, forget_guesses
from simulator.desk.passwords import fingerprint, hash_password, matches, new_token, token_hash
from simulator.desk.permissions import GIVEN
from simulator.records.database import Database
from simulator.records.ledger import New, append
from simulator.records.tables import people, sessions

SESSION = timedelta(hours=12)
"""A working day with its breaks; after that one signs in again."""
WRONG = "Name or password is wrong."


@dataclass(frozen=True)
class Person:
    """Somebody with an account, or whoever has this machine to themselves."""

    id: str
    name: str
    role: str
    team: str = ""
    """Empty: no team of their own; a supervisor without one sees all."""
    closed_at: str | None = None


class People:
    """Accounts and sessions."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def all(self) -> list[Person]:
        """Everybody, by name."""
        with self.database.reading() as connection:
            return [_person(row) for row in connection.execute(select(people).order_by(people.c.name))]

    def named(self, name: str) -> Person:
        """The person of that name or id. Raises RightpartyError."""
        with self.database.reading() as connection:
            row = connection.execute(select(people).where((people.c.name == name) | (people.c.id == name))).first()
            if row is not None:
                return _person(row)
            known = list(connection.scalars(select(people.c.name)))
        raise RightpartyError(
            f"There is nobody named '{name}'.", did_you_mean(name, known) or "`rightparty people list` names them."
        )

    def names(self) -> dict[str, str]:
        """Names by id."""
        with self.database.reading() as connection:
            return {row.id: row.name for row in connection.execute(select(people.c.id, people.c.name))}

    def have_accounts(self) -> bool:
        """Whether anybody has a password: then everybody must sign in."""
        with self.database.reading() as connection:
            return bool(
                connection.scalar(select(func.count()).select_from(people).where(people.c.password.isnot(None)))
            )

    def alone(self, name: str, now: datetime) -> Person:
        """Whoever has this machine to themselves, known by the account's name; noted the first time."""
        with self.database.reading() as connection:
            row = connection.execute(select(people).where(people.c.name == name)).first()
        if row is not None:
            return _person(row)
        with self.database.writing() as connection:
            row = connection.execute(select(people).where(people.c.name == name)).first()
            if row is None:
                _insert(connection, name, "alone", "", None, now)
                row = connection.execute(select(people).where(people.c.name == name)).one()
        return _person(row)

    def add(self, actor: str, name: str, role: str, team: str, password: str | None, now: datetime) -> Person:
        """A new account. Raises RightpartyError for a name that is taken or a role that does not exist."""
        name = name.strip()
        _check_role(role)
        if not name or len(name) > 120 or not name.isprintable():
            raise RightpartyError("A name has 1 to 120 characters that can be printed.")
        _check_team(team)
        hash_ = None if password is None else hash_password(password)
        with self.database.writing() as connection:
            there = connection.execute(select(people).where(people.c.name == name)).first()
            if there is not None and there.role != "alone":
                raise RightpartyError(f"There is somebody named '{name}' already.", "Names are unique; add a surname.")
            if there is not None:  # who practised here alone keeps what they did
                made = there.id
                values = {"role": role, "team": team, "password": hash_}
                connection.execute(people.update().where(people.c.id == made).values(**values))
            else:
                made = _insert(connection, name, role, team, hash_, now)
            _note(connection, actor or made, "person-added", made,
                  {"role": role, "team": team, "password": fingerprint(hash_)}, now)  # fmt: skip
        return Person(made, name, role, team)

    def change(
        self, actor: str, person: Person, now: datetime, role: str | None = None, team: str | None = None,
        password: str | None = None, closed: bool | None = None,
    ) -> None:  # fmt: skip
        """Another role, team or password; closed or opened again. Sessions end. The last admin stays one."""
        values: dict[str, Any] = {}
        told: dict[str, Any] = {}
        if role is not None:
            _check_role(role)
            values["role"] = role
            told |= {"role": role, "role_before": person.role}
        if team is not None:
            _check_team(team)
            values["team"] = team
            told |= {"team": team, "team_before": person.team}
        if password is not None:
            values["password"] = hash_password(password)
            told["password"] = fingerprint(values["password"])
        if closed is not None:
            values["closed_at"] = _stamp(now) if closed else None
            told["closed"] = closed
        with self.database.writing() as connection:
            others = connection.scalar(
                select(func.count()).select_from(people)
                .where(people.c.role == "admin", people.c.closed_at.is_(None), people.c.id != person.id)
            )  # fmt: skip
            if person.role == "admin" and not others and (closed or role not in (None, "admin")):
                raise RightpartyError(f"{person.name} is the only admin.", "Make somebody else one first.")
            connection.execute(people.update().where(people.c.id == person.id).values(**values))
            if password is not None:
                forget_guesses(connection, person.name)
            connection.execute(sessions.delete().where(sessions.c.person == person.id))
            _note(connection, actor, "person-changed", person.id, told, now)

    def sign_in(self, name: str, password: str, now: datetime) -> str:
        """A session's token. Raises RightpartyError: wrong, closed, or resting after too many guesses."""
        with self.database.writing() as connection:
            count_guess(connection, name, now)
            row = connection.execute(select(people).where(people.c.name == name)).first()
        # Outside of any transaction, since it takes its time; and as long for somebody who does not exist or has no password:
        # names cannot be found out by the clock.
        kept = row.password if row is not None and row.password else _NOBODY
        known = matches(kept, password)
        with self.database.writing() as connection:
            row = connection.execute(select(people).where(people.c.name == name)).first()
            if row is not None and known and row.password == kept and row.closed_at is None:
                token = new_token()
                connection.execute(
                    sessions.insert().values(
                        token=token_hash(token), person=row.id, made_at=_stamp(now), expires_at=_stamp(now + SESSION)
                    )
                )
                connection.execute(sessions.delete().where(sessions.c.expires_at < _stamp(now)))
                forget_guesses(connection, name)
                _note(connection, row.id, "signed-in", row.id, {}, now)
                return token
            if row is not None:
                _note(connection, row.id, "sign-in-failed", row.id, {}, now)
        raise RightpartyError(WRONG, "Names are written as `rightparty people list` shows them to an admin.")

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self.database.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.token == token_hash(token)))

    def signed_in(self, token: str, now: datetime) -> Person | None:
        """Who a token stands for; None when it has expired or was ended."""
        query = (
            select(people)
            .join(sessions, sessions.c.person == people.c.id)
            .where(
                sessions.c.token == token_hash(token),
                sessions.c.expires_at > _stamp(now),
                people.c.closed_at.is_(None),
            )
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _person(row)


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$7zwUWA3zVr2xEu05IxuRXQ$SZufY1fb8vKNV7CG1WhPQZIIM64d4xK0TGHwy+KSJdc"
"""A hash that no password has."""


def _check_role(role: str) -> None:
    if role not in GIVEN:
        raise RightpartyError(f"'{role}' is not a role.", did_you_mean(role, GIVEN) or f"Roles: {', '.join(GIVEN)}.")


def _check_team(team: str) -> None:
    if len(team) > 60 or not team.isprintable():
        raise RightpartyError("A team's name has at most 60 characters that can be printed.")


def _insert(connection: Connection, name: str, role: str, team: str, password: str | None, now: datetime) -> str:
    made = f"p-{secrets.token_hex(6)}"
    connection.execute(
        people.insert().values(id=made, name=name, role=role, team=team, password=password, made_at=_stamp(now))
    )
    return made


def _note(connection: Connection, actor: str, kind: str, subject: str, body: dict[str, Any], now: datetime) -> None:
    append(connection, [New(_stamp(now), actor, kind, subject, body)])


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def _person(row: Any) -> Person:
    return Person(row.id, row.name, row.role, row.team, row.closed_at)
