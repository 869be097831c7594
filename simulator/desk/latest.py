"""The latest calls of each person, which figures of people rest on: so that they cost the same however much is stored.

Owns the queries over them, and periods. Never works a figure out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from simulator.desk.desk import Desk
from simulator.records.attempts import FOR_GOOD
from simulator.records.tables import attempts, people, reviews, scorecards

LATEST = 20
"""Calls of each person that the heat map looks at."""
EXAMINED = 100
"""Calls of each person among which those in exam mode decide about readiness."""
AT_ONCE = 150
"""People asked for in one query."""


@dataclass(frozen=True)
class Period:
    """When calls ended: from the beginning of one day to the end of another, UTC; open where it is empty."""

    since: str = ""
    until: str = ""

    def __str__(self) -> str:
        if not self.since and not self.until:
            return ""
        return f"From {self.since or 'the first call'} to {self.until or 'now'}. "

    def holds(self, ended: Any) -> list[Any]:
        """The conditions on a column of ends."""
        after = [ended >= self.since] if self.since else []
        return [*after, ended < _after(self.until)] if self.until else after


def _after(until: str) -> str:
    """The day, month or year after: the whole of the last one belongs to the period, whatever order the database sorts signs in."""
    parts = [int(part) for part in until.split("-")]
    if len(parts) == 3:
        return (date(*parts) + timedelta(days=1)).isoformat()
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0] + 1, 1)
    return f"{year + month // 13:04d}-{(month - 1) % 12 + 1:02d}"


EVER = Period()


def scored(column: Any) -> Select[Any]:
    """Person and one figure of each call, to be asked of the latest ones."""
    return select(attempts.c.trainee, column).select_from(
        attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id)
    )


def over_latest(desk: Desk, team: str, most: int, query: Select[Any], period: Period) -> Iterator[Any]:
    """The rows of a query over the latest so many calls of each person that count: by the index, however much is stored.

    First it is asked where each person's latest calls begin, then for the calls from there on.
    """
    own = attempts.alias("own")
    cutoff = (
        select(own.c.finished_at)
        .where(own.c.trainee == people.c.id, own.c.finished_at.isnot(None), *period.holds(own.c.finished_at))
        .order_by(own.c.finished_at.desc())
        .limit(1)
        .offset(most - 1)
        .scalar_subquery()
    )
    who = select(people.c.id, func.coalesce(cutoff, ""))
    query = query.where(func.coalesce(reviews.c.state, "").notin_(FOR_GOOD), *period.holds(attempts.c.finished_at))
    for wanted in (team, desk.actor.team):
        if wanted:
            who = who.where(people.c.team == wanted)
            query = query.where(attempts.c.team == wanted)
    with desk.database.reading() as connection:
        begins = [tuple(row) for row in connection.execute(who)]
        for place in range(0, len(begins), AT_ONCE):
            theirs = [
                and_(attempts.c.trainee == person, attempts.c.finished_at >= since)
                for person, since in begins[place : place + AT_ONCE]
            ]
            yield from connection.execute(query.where(or_(*theirs)))
