"""Where people and scenarios stand: who is ready, in what somebody is strong or weak, how it moves, what to coach first.

Owns the queries behind the figures; the arithmetic is `scoring`'s. Every figure of a person rests on their latest calls, so that a
heat map costs the same however much is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select

from scoring.intervals import Interval, group_ties, mean_interval, share_interval
from scoring.item_statistics import Item, item_of, measured_level
from scoring.readiness import Plan, Stand, stand
from simulator.desk.desk import Desk
from simulator.records.attempts import FOR_GOOD, current
from simulator.records.tables import attempts, marks, people, reviews, scorecards

LATEST = 20
"""Calls of each person that the heat map looks at."""
SIDE = 5
"""Calls at either end of somebody's row that lift compares."""
EXAMINED = 100
"""Calls of each person among which those in exam mode decide about readiness."""
AT_ONCE = 150
"""People asked for in one query."""
SEEN = 1000
"""Calls of a scenario that its figures rest on, at most."""


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
        return [*after, ended < f"{self.until}~"] if self.until else after  # the whole of the last day or month, too


EVER = Period()


@dataclass(frozen=True)
class Cell:
    """One person and one criterion, over their latest calls."""

    met: int
    calls: int
    share: Interval
    points: float
    """Share of the points earned, 0 to 1."""


@dataclass(frozen=True)
class HeatMap:
    """People × criteria."""

    people: tuple[tuple[str, str], ...]
    """Ids and names, by name."""
    criteria: tuple[str, ...]
    """Weakest for the team first."""
    cells: dict[tuple[str, str], Cell]
    """By id and criterion; none where it never applied."""


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
class Person:
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


def heat_map(desk: Desk, team: str = "", period: Period = EVER, latest: int = LATEST) -> HeatMap:
    """People × criteria over everybody's latest calls, in two queries. Raises Refused."""
    desk.require("standing.read")
    query = (
        select(
            attempts.c.trainee, marks.c.criterion, func.sum(case((marks.c.result == "met", 1), else_=0)), func.count(),
            func.sum(marks.c.earned), func.sum(marks.c.points),
        )
        .select_from(
            attempts.join(marks, marks.c.attempt == attempts.c.id).outerjoin(reviews, reviews.c.attempt == attempts.c.id)
        )
        .where(marks.c.result != "not-applicable")
        .group_by(attempts.c.trainee, marks.c.criterion)
    )  # fmt: skip
    names = desk.people.names()
    cells: dict[tuple[str, str], Cell] = {}
    team_share: dict[str, list[float]] = {}
    for who, criterion, met, calls, earned, points in _over_latest(desk, team, latest, query, period):
        share = share_interval(int(met), int(calls))
        if share is not None:
            cells[who, criterion] = Cell(int(met), int(calls), share, float(earned) / float(points or 1))
            sums = team_share.setdefault(criterion, [0.0, 0.0])
            sums[0] += float(earned)
            sums[1] += float(points)
    shown = sorted({(names.get(who, who), who) for who, _ in cells})
    criteria = sorted(team_share, key=lambda name: (team_share[name][0] / (team_share[name][1] or 1), name))
    return HeatMap(tuple((who, name) for name, who in shown), tuple(criteria), cells)


def person_page(
    desk: Desk, name: str, plan: Plan = Plan(), period: Period = EVER  # noqa: B008 - frozen
) -> Person:  # fmt: skip
    """One person's figures, in three queries, over calls that ended in a period where one is named. Raises Refused."""
    somebody = desk.people.named(name)
    desk.require_over(somebody.id, somebody.team, "attempt.read.own", "standing.read", somebody.id)
    query = (
        select(
            attempts.c.id, attempts.c.finished_at, attempts.c.scenario, attempts.c.mode, current("overall"), current("passed"),
            scorecards.c.negotiation, scorecards.c.empathy, scorecards.c.compliance, scorecards.c.documentation,
        )
        .select_from(attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
        .where(
            attempts.c.trainee == somebody.id, func.coalesce(reviews.c.state, "").notin_(FOR_GOOD),
            *period.holds(attempts.c.finished_at),
        )
        .order_by(attempts.c.finished_at.desc())
        .limit(SEEN)
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
    return Person(
        somebody.id, somebody.name, len(rows), share_interval(sum(passes), len(passes)), overall[0] if overall else None,
        max(overall, default=None), overall[-1] if overall else None, lift_of(overall),
        _series(rows), _series([row for row in rows[-EXAMINED:] if row.mode == "exam"]),
        stand([bool(row.passed) for row in rows[-EXAMINED:] if row.mode == "exam"], plan),
        rank_actions([(row[0], row[1], float(row[2])) for row in lost], ids), sections,
    )  # fmt: skip


def ranking(desk: Desk, team: str = "", period: Period = EVER) -> list[list[tuple[str, Interval]]]:
    """People by the mean of their latest overall scores, in groups that cannot be told apart. Raises Refused."""
    desk.require("standing.read")
    names = desk.people.names()
    scores: dict[str, list[float]] = {}
    for who, overall in _over_latest(desk, team, LATEST, _scored(current("overall")), period):
        if overall is not None:
            scores.setdefault(who, []).append(overall)
    found = [(names.get(who, who), mean_interval(values)) for who, values in sorted(scores.items())]
    return group_ties([(name, interval) for name, interval in found if interval is not None])


def readiness_of_all(desk: Desk, team: str = "", plan: Plan = Plan()) -> dict[str, Stand]:  # noqa: B008 - frozen
    """The test of readiness over the calls in exam mode among everybody's latest, by name. Raises Refused."""
    desk.require("standing.read")
    query = _scored(current("passed")).where(attempts.c.mode == "exam").order_by(attempts.c.finished_at)
    names = desk.people.names()
    results: dict[str, list[bool]] = {}
    for who, passed in _over_latest(desk, team, EXAMINED, query, EVER):
        results.setdefault(names.get(who, who), []).append(bool(passed))
    return {name: stand(passes, plan) for name, passes in sorted(results.items())}


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


def _counted(desk: Desk, team: str = "") -> Select[Any]:
    """Finished attempts that count, of one team where one is named or the reader has one."""
    query = (
        select(attempts.c.id, attempts.c.trainee)
        .select_from(attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
        .where(attempts.c.finished_at.isnot(None), func.coalesce(reviews.c.state, "").notin_(FOR_GOOD))
    )
    for wanted in (team, desk.actor.team):
        if wanted:
            query = query.where(attempts.c.team == wanted)
    return query


def _scored(column: Any) -> Select[Any]:
    """Person and one figure of each call, to be asked of the latest ones."""
    return select(attempts.c.trainee, column).select_from(
        attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id)
    )


def _over_latest(desk: Desk, team: str, most: int, query: Select[Any], period: Period) -> Iterator[Any]:
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
    from datetime import datetime

    try:
        return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)
    except (ValueError, TypeError):  # times written with and without a zone, by an earlier version
        return None


__all__ = [
    "Action", "HeatMap", "Person", "ScenarioFigures", "heat_map", "person_page", "ranking", "readiness_of_all",
    "scenario_figures",
]  # fmt: skip
