"""Calibration: several people mark the same calls blind; then it is shown how far they agree, with each other and with the engine.

Owns the sessions and what is counted as a unit. The coefficients are `scoring.agreement`. Until it is revealed nobody sees another's
marks, and the engine's card is no part of what is marked.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import func, select

from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scoring.agreement import Unit, cohen_kappa, gwet_ac1, krippendorff_alpha, percent_agreement, with_interval
from scoring.compliance.packs import read_shelf
from scoring.intervals import Interval, share_interval
from scoring.overruling import RESULTS
from simulator.desk.desk import Desk
from simulator.records.attempts import ENGINE_ACTOR
from simulator.records.ledger import New, append, read
from simulator.records.places import rule_folders
from simulator.records.tables import attempts, calibration_calls, calibration_marks, calibrations, reviews, scorecards

BROKEN, KEPT = "broken", "not broken"
RULE, CRITERION = "rule:", "criterion:"
DONE = "done"
"""The item that says somebody has marked a call to the end: rules they did not name are not broken."""


@dataclass(frozen=True)
class Session:
    """One calibration."""

    id: str
    title: str
    made_at: str
    revealed_at: str | None
    calls: int
    markers: int
    """People who have marked something."""


@dataclass(frozen=True)
class Agreement:
    """How far the marks of one item agree, over the calls."""

    item: str
    units: int
    percent: Interval | None
    kappa: float | None
    """Cohen's, mean over pairs of people."""
    alpha: Interval | None
    ac1: Interval | None
    engine: Interval | None
    """Agreement of each person's mark with the engine's, as a share."""


def new_session(desk: Desk, title: str, call_ids: Sequence[str]) -> str:
    """Set one up over these calls; its id. Raises Refused, and RightpartyError for a call that is not there."""
    desk.require("calibration.make")
    if not title.strip() or not call_ids:
        raise RightpartyError("A calibration needs a title and at least one call.")
    found = [desk.attempt(each, None, "attempt.read.any")[0] for each in call_ids]
    made = f"cal-{secrets.token_hex(4)}"
    with desk.database.writing() as connection:
        connection.execute(
            calibrations.insert().values(id=made, title=title[:120], made_by=desk.actor.id, made_at=desk.stamp)
        )
        connection.execute(
            calibration_calls.insert(), [{"calibration": made, "attempt": each} for each in dict.fromkeys(found)]
        )
        append(connection, [New(desk.stamp, desk.actor.id, "calibration-made", made, {"title": title, "calls": found})])
    return made


def sessions(desk: Desk) -> list[Session]:
    """All calibrations, newest first. Raises Refused."""
    desk.require("calibration.join")
    calls = select(func.count()).where(calibration_calls.c.calibration == calibrations.c.id).scalar_subquery()
    markers = (
        select(func.count(func.distinct(calibration_marks.c.person)))
        .where(calibration_marks.c.calibration == calibrations.c.id)
        .scalar_subquery()
    )
    query = select(
        calibrations.c.id, calibrations.c.title, calibrations.c.made_at, calibrations.c.revealed_at, calls, markers
    ).order_by(calibrations.c.made_at.desc(), calibrations.c.id)
    with desk.database.reading() as connection:
        return [Session(*tuple(row)) for row in connection.execute(query)]


def session_calls(desk: Desk, session: str) -> dict[str, bool]:
    """The calls of a calibration, and whether one has marked each to the end. Raises Refused."""
    desk.require("calibration.join")
    _session(desk, session)
    done = select(calibration_marks.c.attempt).where(
        calibration_marks.c.calibration == session, calibration_marks.c.person == desk.actor.id, calibration_marks.c.item == DONE
    )  # fmt: skip
    with desk.database.reading() as connection:
        marked = set(connection.scalars(done))
        calls = connection.scalars(
            select(calibration_calls.c.attempt)
            .where(calibration_calls.c.calibration == session)
            .order_by(calibration_calls.c.attempt)
        )
        return {each: each in marked for each in calls}


def items_to_mark(desk: Desk, session: str, attempt: str) -> list[tuple[str, str]]:
    """The criteria of a call, as items and titles, without what the engine says of them. Raises Refused."""
    if attempt not in session_calls(desk, session):
        raise RightpartyError(f"{attempt} is no call of this calibration.", "`rightparty calibrate show` names them.")
    card = desk.attempts.card(attempt)
    return [(f"{CRITERION}{each['criterion']}", each["title"]) for each in card["criteria"]]


def mark_call(desk: Desk, session: str, attempt: str, marks: Mapping[str, str], broken: Sequence[str]) -> None:
    """Mark a call to the end: a result for criteria, and the rules that were broken; instead of one's earlier marks.

    Raises Refused, and RightpartyError for an unknown call, criterion, result or rule, or once it is revealed.
    """
    desk.require("calibration.join")
    if _session(desk, session).revealed_at is not None:
        raise RightpartyError("This calibration is revealed; marks made now would not be blind.", "Set up another.")
    known = {item for item, _ in items_to_mark(desk, session, attempt)}
    for item, value in marks.items():
        if item not in known:
            names = [each.removeprefix(CRITERION) for each in known]
            raise RightpartyError(f"'{item}' is no criterion of this call.", did_you_mean(item, names))
        if value not in RESULTS:
            raise RightpartyError(f"'{value}' is no result.", f"Results: {', '.join(RESULTS)}.")
    rules = {rule.rule for pack in read_shelf(*rule_folders()).by_label.values() for rule in pack.rules}
    for each in broken:
        if each not in rules:
            raise RightpartyError(f"There is no rule '{each}'.", did_you_mean(each, rules))
    rows = [*marks.items(), *((f"{RULE}{rule}", BROKEN) for rule in dict.fromkeys(broken)), (DONE, "yes")]
    mine = {"calibration": session, "attempt": attempt, "person": desk.actor.id}
    with desk.database.writing() as connection:
        connection.execute(
            calibration_marks.delete().where(
                calibration_marks.c.calibration == session, calibration_marks.c.attempt == attempt,
                calibration_marks.c.person == desk.actor.id,
            )
        )  # fmt: skip
        connection.execute(calibration_marks.insert(), [{**mine, "item": item, "value": value} for item, value in rows])
        append(
            connection,
            [New(desk.stamp, desk.actor.id, "call-marked", session, {"attempt": attempt, "marks": dict(rows)})],
        )


def reveal(desk: Desk, session: str) -> None:
    """From now on everybody sees everything, and nobody marks any more. Raises Refused."""
    desk.require("calibration.make")
    _session(desk, session)
    with desk.database.writing() as connection:
        connection.execute(calibrations.update().where(calibrations.c.id == session).values(revealed_at=desk.stamp))
        append(connection, [New(desk.stamp, desk.actor.id, "calibration-revealed", session, {})])


def agreements(desk: Desk, session: str) -> list[Agreement]:
    """How far the marks agree, item by item, worst first. Raises Refused, and RightpartyError before it is revealed."""
    found = []
    for item, units in units_of(desk, session).items():
        human = [{who: value for who, value in unit.items() if who != ENGINE_ACTOR} for unit in units]
        values = (BROKEN, KEPT) if item.startswith(RULE) else RESULTS
        pairs = [
            (value, unit[ENGINE_ACTOR])
            for unit in units
            for who, value in unit.items()
            if who != ENGINE_ACTOR and ENGINE_ACTOR in unit
        ]
        found.append(Agreement(
            item, len(human), with_interval(human, percent_agreement), _mean_kappa(human), with_interval(human, krippendorff_alpha),
            with_interval(human, lambda units, values=values: gwet_ac1(units, values)),  # type: ignore[misc]
            share_interval(sum(a == b for a, b in pairs), len(pairs)),
        ))  # fmt: skip
    return sorted(found, key=lambda each: (each.percent.value if each.percent else 2.0, each.item))


def units_of(desk: Desk, session: str) -> dict[str, list[Unit]]:
    """By item, what everybody and the engine said of each call. Raises RightpartyError before it is revealed."""
    desk.require("calibration.join")
    if _session(desk, session).revealed_at is None:
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
    return {**criteria, **{f"{RULE}{each['rule']}": BROKEN for each in card["findings"]}}


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


def _mean_kappa(units: Sequence[Unit]) -> float | None:
    people = sorted({who for unit in units for who in unit})
    found = [kappa for one, other in combinations(people, 2) if (kappa := cohen_kappa(units, one, other)) is not None]
    return sum(found) / len(found) if found else None


def _session(desk: Desk, session: str) -> Any:
    with desk.database.reading() as connection:
        row = connection.execute(select(calibrations).where(calibrations.c.id == session)).first()
        known = [] if row is not None else list(connection.scalars(select(calibrations.c.id)))
    if row is None:
        raise RightpartyError(
            f"There is no calibration '{session}'.",
            did_you_mean(session, known) or "`rightparty calibrate list` names them.",
        )
    return row
