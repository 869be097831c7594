"""Taking records away for good, so that the ledger still holds and says that they are gone.

Owns what belongs to an attempt, and how entries lose their words. Never asks who may.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, select

from simulator.records.ledger import New, append
from simulator.records.tables import (
    attempts,
    calibration_calls,
    calibration_marks,
    calls,
    golden,
    ledger,
    marks,
    people,
    reviews,
    scorecards,
    sessions,
    statements,
)

AT_ONCE = 400
WITH_AN_ATTEMPT = (
    calibration_marks, calibration_calls, golden, statements, marks, reviews, calls, scorecards,
)  # fmt: skip
"""Tables that hold something of an attempt, in the order in which they let go of it."""


def remove_attempts(connection: Connection, ids: Sequence[str], actor: str, at: str, why: str) -> None:
    """Remove attempts with their words, scorecards, reviews and statements; the ledger keeps that they were removed."""
    for place in range(0, len(ids), AT_ONCE):
        some = ids[place : place + AT_ONCE]
        for table in WITH_AN_ATTEMPT:
            connection.execute(table.delete().where(table.c.attempt.in_(some)))
        connection.execute(attempts.delete().where(attempts.c.id.in_(some)))
        append(connection, [New(at, actor, "record-removed", each, {"why": why}) for each in some])
        _silence(connection, some, actor, at, why)


def remove_person(connection: Connection, person: str, actor: str, at: str) -> int:
    """Remove somebody and everything they did as a trainee; how many attempts. Their id stays where they judged others."""
    ids = list(connection.scalars(select(attempts.c.id).where(attempts.c.trainee == person)))
    remove_attempts(connection, ids, actor, at, "erased")
    connection.execute(sessions.delete().where(sessions.c.person == person))
    connection.execute(
        people.update()
        .where(people.c.id == person)
        .values(name=f"erased-{secrets.token_hex(4)}", password=None, closed_at=at, team="")
    )
    _silence(connection, [person], actor, at, "erased")
    return len(ids)


def _silence(connection: Connection, subjects: Sequence[str], actor: str, at: str, why: str) -> None:
    """Take the words from what the ledger says of these; only their hashes stay, and an entry that names them."""
    kept = ("record-removed", "words-erased")
    entries = list(
        connection.scalars(
            select(ledger.c.seq).where(
                ledger.c.subject.in_(subjects), ledger.c.body.isnot(None), ledger.c.kind.notin_(kept)
            )
        )
    )
    for place in range(0, len(entries), AT_ONCE):
        some = entries[place : place + AT_ONCE]
        connection.execute(ledger.update().where(ledger.c.seq.in_(some)).values(body=None, salt=None))
        append(connection, [New(at, actor, "words-erased", subjects[0], {"entries": some, "why": why})])
