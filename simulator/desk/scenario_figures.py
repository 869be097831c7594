"""One scenario over all calls made of it: how hard it is, how long it takes, which criteria tell good calls from poor ones.

Owns the queries. The arithmetic is `scoring.item_statistics`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from scoring.intervals import Interval, share_interval
from scoring.item_statistics import Item, item_of, measured_level
from simulator.desk.desk import Desk
from simulator.desk.latest import EVER, Period
from simulator.records.attempts import FOR_GOOD, current
from simulator.records.tables import attempts, marks, reviews, scorecards

SEEN = 1000
"""Calls of a scenario that its figures rest on, at most."""


@dataclass(frozen=True)
class ScenarioFigures:
    """One scenario over the calls made of it."""

    scenario: str
    calls: int
    passed: Interval
    level: int
    """As measured, 1 to 5."""
    minutes: float | None
    """Median length of a sitting."""
    items: tuple[Item, ...]


def scenario_figures(desk: Desk, scenario: str, period: Period = EVER) -> ScenarioFigures | None:
    """Difficulty, discrimination and time of a scenario and its criteria; None where nobody has played it. Raises Refused."""
    desk.require("standing.read")
    query = (
        _counted(desk)
        .add_columns(current("passed"), attempts.c.started_at, attempts.c.finished_at.label("ended"))
        .where(attempts.c.scenario == scenario, *period.holds(attempts.c.finished_at))
        .order_by(attempts.c.finished_at.desc())
        .limit(SEEN)
    )
    inner = query.subquery()
    with desk.database.reading() as connection:
        calls = connection.execute(query).all()
        rows = connection.execute(
            select(marks.c.attempt, marks.c.criterion, marks.c.result, marks.c.earned, marks.c.points)
            .select_from(inner.join(marks, marks.c.attempt == inner.c.id))
            .where(marks.c.result != "not-applicable")
        ).all()
    passed = share_interval(sum(bool(row.passed) for row in calls), len(calls))
    if passed is None:
        return None
    minutes = sorted(each for row in calls if (each := _minutes(row.started_at, row.ended)) is not None)
    return ScenarioFigures(
        scenario, len(calls), passed, measured_level(passed.value), minutes[len(minutes) // 2] if minutes else None,
        _items(rows),
    )  # fmt: skip


def _items(rows: Sequence[Any]) -> tuple[Item, ...]:
    total: dict[str, list[float]] = {}
    for row in rows:
        sums = total.setdefault(row.attempt, [0.0, 0.0])
        sums[0] += row.earned
        sums[1] += row.points
    by_name: dict[str, tuple[list[bool], list[float]]] = {}
    for row in rows:
        earned, points = total[row.attempt]
        rest = points - row.points
        results, others = by_name.setdefault(row.criterion, ([], []))
        results.append(row.result == "met")
        others.append((earned - row.earned) / rest if rest else 0.0)
    items = [item_of(name, *both) for name, both in by_name.items()]
    return tuple(sorted(items, key=lambda item: (item.difficulty, item.name)))


def _minutes(start: str, end: str) -> float | None:
    try:
        return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)
    except (ValueError, TypeError):  # times written with and without a zone, by an earlier version
        return None


def _counted(desk: Desk) -> Select[Any]:
    """Finished attempts that count, of the reader's team where they have one."""
    query = (
        select(attempts.c.id, attempts.c.trainee)
        .select_from(attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
        .where(attempts.c.finished_at.isnot(None), func.coalesce(reviews.c.state, "").notin_(FOR_GOOD))
    )
    return query.where(attempts.c.team == desk.actor.team) if desk.actor.team else query
