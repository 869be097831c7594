"""One person's page: how their calls move, whether they are ready, what to coach first.

Owns choosing and ranking. The arithmetic is `scoring`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from scoring.intervals import Interval, mean_interval, share_interval
from scoring.readiness import Plan, Stand, stand
from simulator.desk.desk import Desk
from simulator.desk.latest import EVER, EXAMINED, LATEST, Period
from simulator.records.attempts import FOR_GOOD, current
from simulator.records.tables import attempts, marks, reviews, scorecards

SIDE = 5
"""Calls at either end of somebody's row that lift compares."""
MOST = 1000
"""Calls that a page shows, at most."""


@dataclass(frozen=True)
class Action:
    """Something to coach."""

    criterion: str
    lost: float
    """Points lost by it in a call, lately."""
    before: float
    """Points lost by it in a call, earlier."""
    calls: int

    @property
    def weight(self) -> float:
        """What is lost now, and again what has grown: a skill that slips comes before one that was always so."""
        return self.lost + max(0.0, self.lost - self.before)


@dataclass(frozen=True)
class PersonPage:
    """One person's page."""

    id: str
    name: str
    calls: int
    passed: Interval | None
    """Share of calls passed."""
    first: float | None
    best: float | None
    latest: float | None
    lift: Interval | None
    """Overall of the last calls less that of the first."""
    series: tuple[tuple[str, str, float | None, bool], ...]
    """End, scenario, overall and whether it was passed, oldest first."""
    exams: tuple[tuple[str, str, float | None, bool], ...]
    """The same of the calls in exam mode among the latest."""
    readiness: Stand
    """Over these."""
    actions: tuple[Action, ...]
    """Most worth coaching first."""
    sections: dict[str, Interval | None]
    """Mean of each section's score."""


def person_page(
    desk: Desk, name: str, plan: Plan = Plan(), period: Period = EVER  # noqa: B008 - frozen
) -> PersonPage:  # fmt: skip
    """One person's figures, in three queries, over calls that ended in a period where one is named. Raises Refused."""
    somebody = desk.people.named(name)
    desk.require_over(somebody.id, somebody.team, "attempt.read.own", "standing.read", somebody.id)
    query = (
        select(
            attempts.c.id, attempts.c.finished_at, attempts.c.scenario, attempts.c.mode, current("overall"), current("passed"),
            current("negotiation"), scorecards.c.empathy, current("compliance"), scorecards.c.documentation,
        )
        .select_from(attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
        .where(
            attempts.c.trainee == somebody.id, func.coalesce(reviews.c.state, "").notin_(FOR_GOOD),
            *period.holds(attempts.c.finished_at),
        )
        .order_by(attempts.c.finished_at.desc())
        .limit(MOST)
    )  # fmt: skip
    with desk.database.reading() as connection:
        rows = list(reversed(connection.execute(query).all()))
        ids = [row.id for row in rows[-2 * LATEST :]]
        lost = connection.execute(
            select(marks.c.attempt, marks.c.criterion, marks.c.points - marks.c.earned).where(
                marks.c.attempt.in_(ids), marks.c.result != "not-applicable"
            )
        ).all()
    overall = [row.overall for row in rows if row.overall is not None]
    passes = [bool(row.passed) for row in rows]
    sections = {
        section: mean_interval([getattr(row, section) for row in rows[-LATEST:] if getattr(row, section) is not None])
        for section in ("negotiation", "empathy", "compliance", "documentation")
    }
    return PersonPage(
        somebody.id, somebody.name, len(rows), share_interval(sum(passes), len(passes)), overall[0] if overall else None,
        max(overall, default=None), overall[-1] if overall else None, lift_of(overall),
        _series(rows), _series([row for row in rows[-EXAMINED:] if row.mode == "exam"]),
        stand([bool(row.passed) for row in rows[-EXAMINED:] if row.mode == "exam"], plan),
        rank_actions([(row[0], row[1], float(row[2])) for row in lost], ids), sections,
    )  # fmt: skip


def lift_of(overall: Sequence[float]) -> Interval | None:
    """How much higher the last calls are than the first; None under two calls. The interval is of independent halves."""
    side = min(SIDE, len(overall) // 2)
    if side < 1:
        return None
    first, last = mean_interval(overall[:side]), mean_interval(overall[-side:])
    if first is None or last is None:
        return None
    value = last.value - first.value
    half = ((last.high - last.low) ** 2 + (first.high - first.low) ** 2) ** 0.5 / 2
    return Interval(value, value - half, value + half)


def rank_actions(lost: Sequence[tuple[str, str, float]], ids: Sequence[str]) -> tuple[Action, ...]:
    """Criteria by what they cost lately and whether that grows; `ids` are the calls, oldest first, halved into before and now."""
    now = set(ids[len(ids) // 2 :])
    sums: dict[str, list[list[float]]] = {}
    for attempt, criterion, points in lost:
        sums.setdefault(criterion, [[], []])[attempt in now].append(points)
    actions = [
        Action(name, _mean(after), _mean(before), len(before) + len(after)) for name, (before, after) in sums.items()
    ]
    return tuple(sorted((each for each in actions if each.weight > 0), key=lambda each: (-each.weight, each.criterion)))


def _series(rows: Sequence[Any]) -> tuple[tuple[str, str, float | None, bool], ...]:
    return tuple((row.finished_at, row.scenario, row.overall, bool(row.passed)) for row in rows)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
