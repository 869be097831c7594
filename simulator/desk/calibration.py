"""Calibration: several people mark the same calls, and nobody sees another's marks before they are revealed.

Owns the sessions and the marks; the engine's card is no part of what is marked. A session is for those who may see all of its calls. How far
the marks agree is `calibration_figures.py`.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scoring.agreement import GRADES
from scoring.compliance.packs import read_shelf
from scoring.overruling import RESULTS
from simulator.desk.desk import Desk
from simulator.records.ledger import New, append
from simulator.records.places import rule_folders
from simulator.records.tables import attempts, calibration_calls, calibration_marks, calibrations

BROKEN = "broken"
RULE, CRITERION, GRADE = "rule:", "criterion:", "grade:"
GRADED = {
    "empathy": "How well they listened and answered, 1 to 5",
    "negotiation": "How good the outcome was and the way to it, 1 to 5",
}
"""Scores of the engine that people grade too, with what they are asked."""
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
    """All calibrations over calls of one's team, newest first. Raises Refused."""
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
    if desk.actor.team:
        others = (
            select(calibration_calls.c.calibration)
            .join(attempts, attempts.c.id == calibration_calls.c.attempt)
            .where(attempts.c.team != desk.actor.team)
        )
        query = query.where(calibrations.c.id.notin_(others))
    with desk.database.reading() as connection:
        return [Session(*tuple(row)) for row in connection.execute(query)]


def session_calls(desk: Desk, session: str) -> dict[str, bool]:
    """The calls of a calibration, and whether one has marked each to the end. Raises Refused."""
    desk.require("calibration.join")
    find_session(desk, session)
    done = select(calibration_marks.c.attempt).where(
        calibration_marks.c.calibration == session, calibration_marks.c.person == desk.actor.id, calibration_marks.c.item == DONE
    )  # fmt: skip
    with desk.database.reading() as connection:
        marked = set(connection.scalars(done))
        calls = connection.scalars(
            select(calibration_calls.c.attempt)
            .where(calibration_calls.c.calibration == session)
            .order_by(calibration_calls.c.attempt)
        ).all()
    for each in calls:
        desk.attempt(each, None, "calibration.join")
    return {each: each in marked for each in calls}


def items_to_mark(desk: Desk, session: str, attempt: str) -> list[tuple[str, str]]:
    """The criteria of a call and the scores to grade, as items and titles, without what the engine says. Raises Refused."""
    if attempt not in session_calls(desk, session):
        raise RightpartyError(f"{attempt} is no call of this calibration.", "`rightparty calibrate show` names them.")
    card = desk.attempts.card(attempt)
    criteria = [(f"{CRITERION}{each['criterion']}", each["title"]) for each in card["criteria"]]
    return [*criteria, *((f"{GRADE}{name}", asked) for name, asked in GRADED.items())]


def values_of(item: str) -> tuple[str, ...]:
    """What can be said of an item, the worst grade first."""
    return GRADES if item.startswith(GRADE) else RESULTS


def mark_call(desk: Desk, session: str, attempt: str, marks: Mapping[str, str], broken: Sequence[str]) -> None:
    """Mark a call to the end: results, grades, and the rules that were broken; instead of one's earlier marks.

    Raises Refused, and RightpartyError for an unknown call, item, value or rule, or once it is revealed.
    """
    desk.require("calibration.join")
    if find_session(desk, session).revealed_at is not None:
        raise RightpartyError("This calibration is revealed; marks made now would not be blind.", "Set up another.")
    known = {item for item, _ in items_to_mark(desk, session, attempt)}
    for item, value in marks.items():
        if item not in known:
            names = [each.partition(":")[2] for each in known]
            what = "score that is graded" if item.startswith(GRADE) else "criterion of this call"
            raise RightpartyError(f"'{item}' is no {what}.", did_you_mean(item.partition(":")[2], names))
        if value not in values_of(item):
            raise RightpartyError(f"'{value}' cannot be said of {item}.", f"It is one of {', '.join(values_of(item))}.")
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
    session_calls(desk, session)
    with desk.database.writing() as connection:
        connection.execute(calibrations.update().where(calibrations.c.id == session).values(revealed_at=desk.stamp))
        append(connection, [New(desk.stamp, desk.actor.id, "calibration-revealed", session, {})])


def find_session(desk: Desk, session: str) -> Any:
    """The row of a calibration. Raises RightpartyError where there is none."""
    with desk.database.reading() as connection:
        row = connection.execute(select(calibrations).where(calibrations.c.id == session)).first()
        known = [] if row is not None else list(connection.scalars(select(calibrations.c.id)))
    if row is None:
        raise RightpartyError(
            f"There is no calibration '{session}'.",
            did_you_mean(session, known) or "`rightparty calibrate list` names them.",
        )
    return row
