"""The outbox of learning records: what waits to be sent, in order, across restarts.

Owns the rows. A statement's id decides whether it is there already. Never speaks to a network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from simulator.records.database import Database
from simulator.records.tables import statements


@dataclass(frozen=True)
class Queued:
    """One statement in the outbox."""

    id: str
    attempt: str
    statement: dict[str, Any]
    tries: int


def queue(connection: Connection, attempt: str, new: Sequence[Mapping[str, Any]]) -> int:
    """Add statements of an attempt in their order, in the transaction of what they tell of; how many were not there yet."""
    ids = [each["id"] for each in new]
    there = set(connection.scalars(select(statements.c.id).where(statements.c.id.in_(ids))))
    place = connection.scalar(select(func.coalesce(func.max(statements.c.place), 0)).select_from(statements)) or 0
    rows = [
        {"id": each["id"], "attempt": attempt, "place": place + number, "statement": json.dumps(each), "tries": 0}
        for number, each in enumerate((each for each in new if each["id"] not in there), start=1)
    ]
    if rows:
        connection.execute(statements.insert(), rows)
    return len(rows)


def waiting(database: Database, limit: int = 50) -> list[Queued]:
    """The next to be sent, oldest first; those that a store refused are left out."""
    query = (
        select(statements)
        .where(statements.c.sent_at.is_(None), statements.c.refused.is_(None))
        .order_by(statements.c.place)
        .limit(limit)
    )
    with database.reading() as connection:
        return [Queued(row.id, row.attempt, json.loads(row.statement), row.tries) for row in connection.execute(query)]


def of_attempt(database: Database, attempt: str) -> list[dict[str, Any]]:
    """The statements of one attempt, in order."""
    query = select(statements.c.statement).where(statements.c.attempt == attempt).order_by(statements.c.place)
    with database.reading() as connection:
        return [json.loads(text) for text in connection.scalars(query)]


def mark_sent(database: Database, ids: Sequence[str], at: str) -> None:
    """These were taken by the store."""
    with database.writing() as connection:
        connection.execute(statements.update().where(statements.c.id.in_(ids)).values(sent_at=at))


def mark_tried(database: Database, ids: Sequence[str], refused: str | None = None) -> None:
    """These were not taken: later, or, with the store's reason, never as they are."""
    with database.writing() as connection:
        connection.execute(
            statements.update().where(statements.c.id.in_(ids)).values(tries=statements.c.tries + 1, refused=refused)
        )


def counts(database: Database) -> dict[str, int]:
    """How many were sent, wait, and were refused."""
    query = select(
        func.count(statements.c.sent_at),
        func.count().filter(statements.c.sent_at.is_(None), statements.c.refused.is_(None)),
        func.count(statements.c.refused),
    )
    with database.reading() as connection:
        sent, wait, refused = connection.execute(query).one()
    return {"sent": sent, "waiting": wait, "refused": refused}
