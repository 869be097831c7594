"""How far the marks of a calibration agree, and how reviewers' decisions about the engine drift.

Owns what is counted as a unit. The coefficients are `scoring.agreement`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from scenarios.problems import RightpartyError
from scoring.agreement import (
    GRADES,
    Unit,
    grade_of,
    gwet_ac1,
    interval_distance,
    krippendorff_alpha,
    mean_kappa,
    ordinal_distance,
    percent_agreement,
    with_interval,
)
from scoring.intervals import Interval, share_interval
from simulator.desk.calibration import (
    BROKEN,
    CRITERION,
    DONE,
    GRADE,
    GRADED,
    RULE,
    find_session,
    session_calls,
    values_of,
)
from simulator.desk.desk import Desk
from simulator.records.attempts import ENGINE_ACTOR
from simulator.records.ledger import read
from simulator.records.tables import attempts, calibration_marks, reviews, scorecards

KEPT = "not broken"


@dataclass(frozen=True)
class Agreement:
    """How far the marks of one item agree, over the calls."""

    item: str
    units: int
    percent: Interval | None
    kappa: float | None
    """Cohen's, mean over pairs of people; for grades weighted by the square of how far they are apart."""
    alpha: Interval | None
    """Krippendorff's; for grades, by their order."""
    ac1: Interval | None
    engine: Interval | None
    """Agreement of each person's mark with the engine's, as a share."""


def agreements(desk: Desk, session: str) -> list[Agreement]:
    """How far the marks agree, item by item, worst first. Raises Refused, and RightpartyError before it is revealed."""
    found = []
    for item, units in units_of(desk, session).items():
        human = [{who: value for who, value in unit.items() if who != ENGINE_ACTOR} for unit in units]
        values = (BROKEN, KEPT) if item.startswith(RULE) else values_of(item)
        graded = item.startswith(GRADE)
        apart = ordinal_distance(human, GRADES) if graded else None
        pairs = [
            (value, unit[ENGINE_ACTOR])
            for unit in units
            for who, value in unit.items()
            if who != ENGINE_ACTOR and ENGINE_ACTOR in unit
        ]
        found.append(Agreement(
            item, len(human), with_interval(human, percent_agreement), mean_kappa(human, interval_distance if graded else None),
            with_interval(human, partial(krippendorff_alpha, distance=apart)),
            with_interval(human, partial(gwet_ac1, values=values)),
            share_interval(sum(a == b for a, b in pairs), len(pairs)),
        ))  # fmt: skip
    return sorted(found, key=lambda each: (each.percent.value if each.percent else 2.0, each.item))


def units_of(desk: Desk, session: str) -> dict[str, list[Unit]]:
    """By item, what everybody and the engine said of each call. Raises RightpartyError before it is revealed."""
    session_calls(desk, session)
    if find_session(desk, session).revealed_at is None:
        raise RightpartyError(
            "This calibration is not revealed yet.", "rightparty calibrate reveal ID, when all have marked."
        )
    query = select(calibration_marks).where(calibration_marks.c.calibration == session)
    said: dict[str, dict[str, dict[str, str]]] = {}
    with desk.database.reading() as connection:
        for row in connection.execute(query):
            said.setdefault(row.attempt, {}).setdefault(row.person, {})[row.item] = row.value
    for attempt, by_person in said.items():
        by_person[ENGINE_ACTOR] = engine_marks(desk.attempts.card(attempt))
    items = {
        item
        for by_person in said.values()
        for who, marks in by_person.items()
        for item in marks
        if item != DONE and (who != ENGINE_ACTOR or item.startswith(RULE))
    }
    return {
        item: [
            {who: marks.get(item, KEPT) if item.startswith(RULE) else marks[item]
             for who, marks in by_person.items() if item.startswith(RULE) or item in marks}
            for _, by_person in sorted(said.items())
        ]
        for item in sorted(items)
    }  # fmt: skip


def engine_marks(card: Mapping[str, Any]) -> dict[str, str]:
    """What the engine says of a call, as a marker would."""
    criteria = {f"{CRITERION}{each['criterion']}": str(each["result"]) for each in card["criteria"]}
    grades = {f"{GRADE}{name}": grade for name in GRADED if (grade := grade_of(card["scores"][name])) is not None}
    return {**criteria, **grades, **{f"{RULE}{each['rule']}": BROKEN for each in card["findings"]}}


@dataclass(frozen=True)
class Drift:
    """How often reviewers overruled the engine, in one month under one version."""

    month: str
    engine: str
    rubric: str
    reviewed: int
    overruled: int
    share: Interval
    items: tuple[tuple[str, int], ...]
    """What was overruled most, with counts."""


def drift(desk: Desk) -> list[Drift]:
    """Agreement with the engine over time and by version, from all reviews, oldest first. Raises Refused."""
    desk.require("review.read")
    query = (
        select(attempts.c.id, attempts.c.finished_at, scorecards.c.engine, scorecards.c.rubric, reviews.c.overruled)
        .select_from(attempts.join(scorecards).join(reviews, reviews.c.attempt == attempts.c.id))
        .where(reviews.c.state != "void")
    )
    if desk.actor.team:
        query = query.where(attempts.c.team == desk.actor.team)
    kinds = ("finding-overruled", "criterion-overruled", "outcome-overruled")
    with desk.database.reading() as connection:
        rows = connection.execute(query).all()
        decided = [entry for entry in read(connection, None, kinds) if entry.body is not None]
    groups: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for row in rows:
        groups.setdefault((row.finished_at[:7], row.engine, row.rubric), []).append((row.id, row.overruled))
    found = []
    for (month, engine, rubric), calls in sorted(groups.items()):
        ids = {call for call, _ in calls}
        counts: dict[str, int] = {}
        for entry in decided:
            if entry.subject in ids and entry.body is not None:
                item = str(entry.body["item"]).partition("@")[0]
                counts[item] = counts.get(item, 0) + 1
        overruled = sum(1 for _, count in calls if count)
        share = share_interval(overruled, len(calls))
        if share is not None:
            most = tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:5])
            found.append(Drift(month, engine, rubric, len(calls), overruled, share, most))
    return found
