"""Assignments: what somebody is to practise, by when, how often, and where they stand.

Owns giving out, withdrawing and the states. Versions of scenario, rubric and packs are fixed when it is given out: a call made under
others does not count towards it, so that everybody who was given it did the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import func, or_, select

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scoring.rubric import choose_rubric
from simulator.desk.desk import Desk
from simulator.dialogue.cast import Cast
from simulator.evaluation.scripted import packs_of
from simulator.records.attempts import current
from simulator.records.ledger import New, append
from simulator.records.tables import assignments, attempts, people, reviews, scorecards

MODES = ("coach", "exam")
STATES = ("not started", "in progress", "passed", "did not pass", "past due")


@dataclass(frozen=True)
class Versions:
    """What a call is judged with."""

    digest: str
    rubric: str
    rules: str

    @classmethod
    def today(cls, library: Library, scenario: str) -> Versions:
        """Those that a call made now would have. Raises RightpartyError for a scenario that is not there."""
        cast = Cast.of(library, scenario, 0)
        regime = cast.scenario.regime
        packs = packs_of(cast)
        rubric = choose_rubric(cast.scenario.rubric, regime.jurisdiction, regime.collector, cast.rubric_folders)
        return cls(library.digest(cast.scenario), rubric.label, ",".join(pack.label for pack in packs))


@dataclass(frozen=True)
class Terms:
    """What is asked for."""

    mode: str = "coach"
    due_at: str | None = None
    """ISO, UTC."""
    least: int = 1
    """Attempts that must have been made, passed or not."""
    most: int | None = None
    """Attempts that count; None for as many as are needed."""
    pass_mark: float | None = None
    """Overall score that passes, where it is not the rubric's; a critical finding never does."""


@dataclass(frozen=True)
class Assigned:
    """One scenario given to one person, and where they stand."""

    id: str
    scenario: str
    person: str
    name: str
    terms: Terms
    state: str
    """One of STATES."""
    made: int
    """Attempts that count."""
    best: float | None
    others: int
    """Attempts under other versions or in another mode, which do not."""


def assign(
    desk: Desk, library: Library, scenarios: Sequence[str], person: str | None, team: str | None, terms: Terms
) -> list[str]:
    """Give scenarios to a person or to everybody of a team; the ids. Raises Refused, and RightpartyError for what cannot be."""
    desk.require("assignment.make")
    _check(terms)
    if (person is None) == (team is None):
        raise RightpartyError("An assignment is for a person or for a team.", "Give --person NAME or --team TEAM.")
    somebody = desk.people.named(person) if person is not None else None
    of_team = somebody.team if somebody is not None else str(team)
    desk.require_over(somebody.id if somebody else "", of_team, None, "assignment.make")
    made = []
    rows: list[dict[str, Any]] = []
    for scenario in scenarios:
        versions = Versions.today(library, scenario)
        made.append(f"as-{secrets.token_hex(5)}")
        rows.append({
            "id": made[-1], "scenario": scenario, "person": somebody.id if somebody else None, "team": team, **terms.__dict__,
            **versions.__dict__, "made_by": desk.actor.id, "made_at": desk.stamp,
        })  # fmt: skip
    with desk.database.writing() as connection:
        connection.execute(assignments.insert(), rows)
        append(connection, [New(desk.stamp, desk.actor.id, "scenario-assigned", row["id"], _told(row)) for row in rows])
    return made


def withdraw(desk: Desk, assignment: str) -> None:
    """Take an assignment back; what was practised for it stays. Raises Refused, and RightpartyError where there is none."""
    desk.require("assignment.make")
    with desk.database.reading() as connection:
        row = connection.execute(select(assignments).where(assignments.c.id == assignment)).first()
    if row is None:
        raise RightpartyError(f"There is no assignment '{assignment}'.", "`rightparty assignments list` names them.")
    whose = desk.people.named(row.person).team if row.person is not None else row.team
    desk.require_over(row.person or "", whose, None, "assignment.make", assignment)
    with desk.database.writing() as connection:
        connection.execute(assignments.update().where(assignments.c.id == assignment).values(withdrawn_at=desk.stamp))
        append(connection, [New(desk.stamp, desk.actor.id, "assignment-withdrawn", assignment, {})])


def own_assignments(desk: Desk) -> list[Assigned]:
    """What one has been given oneself, what is due first coming first."""
    desk.require("assignment.read.own")
    return _standing(desk, desk.actor.id)


def all_assignments(desk: Desk) -> list[Assigned]:
    """Where everybody of one's team stands. Raises Refused."""
    desk.require("assignment.make")
    return _standing(desk, None)


def _standing(desk: Desk, person: str | None) -> list[Assigned]:
    """In two queries, however many people and attempts."""
    given = (
        select(assignments, people.c.id.label("who"), people.c.name)
        .join(people, or_(people.c.id == assignments.c.person, people.c.team == assignments.c.team))
        .where(assignments.c.withdrawn_at.is_(None), people.c.closed_at.is_(None))
        .where(or_(assignments.c.person.isnot(None), people.c.role == "trainee"))
    )
    if person is not None:
        given = given.where(people.c.id == person)
    elif desk.actor.team:
        given = given.where(people.c.team == desk.actor.team)
    done = (
        select(
            attempts.c.trainee, attempts.c.scenario, attempts.c.mode, attempts.c.digest, attempts.c.started_at, scorecards.c.rubric,
            scorecards.c.rules, current("overall"), current("passed"), func.coalesce(reviews.c.gates, scorecards.c.gates).label("gates"),
            func.coalesce(reviews.c.state, "").label("state"), attempts.c.finished_at,
        )
        .select_from(attempts.outerjoin(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
        .where(attempts.c.scenario.in_(select(assignments.c.scenario)))
        .order_by(attempts.c.started_at)
    )  # fmt: skip
    if person is not None:
        done = done.where(attempts.c.trainee == person)
    with desk.database.reading() as connection:
        rows = connection.execute(given).all()
        tried: dict[tuple[str, str], list[Any]] = {}
        for row in connection.execute(done):
            tried.setdefault((row.trainee, row.scenario), []).append(row)
    stamp = desk.stamp
    found = [_assigned(row, tried.get((row.who, row.scenario), []), stamp) for row in rows]
    return sorted(found, key=lambda each: (each.terms.due_at or "9", each.scenario, each.name))


def _assigned(row: Any, tried: Sequence[Any], now: str) -> Assigned:
    terms = Terms(row.mode, row.due_at, row.least, row.most, row.pass_mark)
    since = [each for each in tried if each.started_at >= row.made_at and each.state != "void"]
    mine = [
        each for each in since
        if each.digest == row.digest and (each.mode == row.mode or (row.mode == "coach" and each.mode == "exam"))
        and (each.overall is None or (each.rubric, each.rules) == (row.rubric, row.rules))
    ]  # fmt: skip
    finished = [each for each in mine if each.finished_at is not None][: row.most]
    best = max((each.overall for each in finished if each.overall is not None), default=None)
    passed = any(
        each.passed
        if row.pass_mark is None
        else not each.gates and each.overall is not None and each.overall >= row.pass_mark
        for each in finished
    )
    if passed and len(finished) >= row.least:
        state = "passed"
    elif row.most is not None and len(finished) >= row.most:
        state = "did not pass"
    elif row.due_at is not None and now > row.due_at:
        state = "past due"
    else:
        state = "in progress" if mine else "not started"
    return Assigned(row.id, row.scenario, row.who, row.name, terms, state, len(finished), best, len(since) - len(mine))


def end_of_day(text: str) -> str:
    """A due date as the records write it: the end of that day, UTC. Raises RightpartyError."""
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        raise RightpartyError(f"'{text}' is not a date.", "For example: 2026-12-01") from None
    moment = datetime.combine(day.date(), time(23, 59, 59), UTC) if len(text) <= 10 else day
    if moment.tzinfo is None:
        raise RightpartyError(f"'{text}' has no time zone.", "For example: 2026-12-01T18:00+00:00")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _check(terms: Terms) -> None:
    if terms.mode not in MODES:
        raise RightpartyError(f"'{terms.mode}' is not a mode to be given.", f"Modes: {', '.join(MODES)}.")
    if terms.least < 1 or (terms.most is not None and terms.most < terms.least):
        raise RightpartyError("At least one attempt, and not more at least than at most.")
    if terms.pass_mark is not None and not 0 <= terms.pass_mark <= 100:
        raise RightpartyError("A pass mark runs from 0 to 100.")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("id", "made_by", "made_at")}
