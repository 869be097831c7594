"""The queue of calls that wait for a supervisor, with its filters.

Owns the query: one, whatever the filters and however much is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from simulator.desk.desk import Desk
from simulator.records.attempts import current
from simulator.records.tables import attempts, people, reviews, scorecards

UNSURE = 0.7
"""A finding that rests on a hearing less certain than this is worth a look."""


@dataclass(frozen=True)
class Waiting:
    """One call in the queue; scores as they stand."""

    attempt: str
    trainee: str
    """Name."""
    team: str
    scenario: str
    finished_at: str
    overall: float | None
    passed: bool
    gates: int
    confidence: float | None
    state: str
    """Empty when nobody has looked at it."""


@dataclass(frozen=True)
class Filters:
    """Which calls of the queue are wanted; what is not named does not matter."""

    team: str = ""
    scenario: str = ""
    trainee: str = ""
    """Id."""
    failed_gate: bool = False
    unsure: bool = False
    disputed: bool = False
    unreviewed: bool = False
    words: tuple[str, ...] = ()
    """Each must be in the name, the team or the scenario."""


def read_queue(desk: Desk, wanted: Filters = Filters(), limit: int = 200) -> list[Waiting]:
    """Finished calls, newest first, in one query. Raises Refused."""
    desk.require("review.read")
    state = func.coalesce(reviews.c.state, "")
    gates = func.coalesce(reviews.c.gates, scorecards.c.gates)
    query = (
        select(
            attempts.c.id, func.coalesce(people.c.name, attempts.c.trainee), attempts.c.team, attempts.c.scenario,
            attempts.c.finished_at, current("overall"), current("passed"), gates, scorecards.c.confidence, state,
        )
        .select_from(
            attempts.join(scorecards)
            .outerjoin(reviews, reviews.c.attempt == attempts.c.id)
            .outerjoin(people, people.c.id == attempts.c.trainee)
        )
        .where(attempts.c.finished_at.isnot(None))
        .order_by(attempts.c.finished_at.desc(), attempts.c.id)
        .limit(limit)
    )  # fmt: skip
    for asked, condition in (
        (wanted.team, attempts.c.team == wanted.team),
        (desk.actor.team, attempts.c.team == desk.actor.team),
        (wanted.scenario, attempts.c.scenario == wanted.scenario),
        (wanted.trainee, attempts.c.trainee == wanted.trainee),
        (wanted.failed_gate, gates > 0),
        (wanted.unsure, scorecards.c.confidence < UNSURE),
        (wanted.disputed, state == "disputed"),
        (wanted.unreviewed, reviews.c.attempt.is_(None)),
    ):
        if asked:
            query = query.where(condition)
    for word in wanted.words:
        named = select(people.c.id).where(people.c.name.icontains(word, autoescape=True))
        places = (attempts.c.team, attempts.c.scenario)
        query = query.where(
            or_(attempts.c.trainee.in_(named), *(each.icontains(word, autoescape=True) for each in places))
        )
    with desk.database.reading() as connection:
        return [Waiting(*tuple(row)) for row in connection.execute(query)]
