"""Where people stand: who is strong or weak in what, the ranking, who is ready.

Owns these three. They rest on everybody's latest calls; the arithmetic is `scoring`'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from scoring.intervals import Interval, group_ties, mean_interval, share_interval
from scoring.readiness import Plan, Stand, stand
from simulator.desk.desk import Desk
from simulator.desk.latest import EVER, EXAMINED, LATEST, Period, over_latest, scored
from simulator.records.attempts import current
from simulator.records.tables import attempts, marks, reviews


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
    for who, criterion, met, calls, earned, points in over_latest(desk, team, latest, query, period):
        share = share_interval(int(met), int(calls))
        if share is not None:
            cells[who, criterion] = Cell(int(met), int(calls), share, float(earned) / float(points or 1))
            sums = team_share.setdefault(criterion, [0.0, 0.0])
            sums[0] += float(earned)
            sums[1] += float(points)
    shown = sorted({(names.get(who, who), who) for who, _ in cells})
    criteria = sorted(team_share, key=lambda name: (team_share[name][0] / (team_share[name][1] or 1), name))
    return HeatMap(tuple((who, name) for name, who in shown), tuple(criteria), cells)


def ranking(desk: Desk, team: str = "", period: Period = EVER) -> list[list[tuple[str, Interval]]]:
    """People by the mean of their latest overall scores, in groups that cannot be told apart. Raises Refused."""
    desk.require("standing.read")
    names = desk.people.names()
    scores: dict[str, list[float]] = {}
    for who, overall in over_latest(desk, team, LATEST, scored(current("overall")), period):
        if overall is not None:
            scores.setdefault(who, []).append(overall)
    found = [(names.get(who, who), mean_interval(values)) for who, values in sorted(scores.items())]
    return group_ties([(name, interval) for name, interval in found if interval is not None])


def readiness_of_all(desk: Desk, team: str = "", plan: Plan = Plan()) -> dict[str, Stand]:  # noqa: B008 - frozen
    """The test of readiness over the calls in exam mode among everybody's latest, by name. Raises Refused."""
    desk.require("standing.read")
    query = scored(current("passed")).where(attempts.c.mode == "exam").order_by(attempts.c.finished_at)
    names = desk.people.names()
    results: dict[str, list[bool]] = {}
    for who, passed in over_latest(desk, team, EXAMINED, query, EVER):
        results.setdefault(names.get(who, who), []).append(bool(passed))
    return {name: stand(passes, plan) for name, passes in sorted(results.items())}
