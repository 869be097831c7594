"""Attempts and their scorecards: kept, listed and found again.

Owns every query on them. Listing never loads a scorecard's text. Never scores, and never asks who may see what: that is the desk's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from scenarios.problems import RightpartyError
from simulator.records.database import Database
from simulator.records.ledger import New, append
from simulator.records.tables import attempts, calls, marks, reviews, scorecards

ENGINE_ACTOR = "engine"
"""Who the ledger says scored a call."""
FOR_GOOD = ("void",)
"""States of a review in which an attempt no longer counts."""


@dataclass(frozen=True)
class AttemptRow:
    """One attempt in a list; scores as they stand after review."""

    id: str
    scenario: str
    mode: str
    started_at: str
    finished_at: str | None
    overall: float | None
    passed: bool | None
    empathy: float | None
    negotiation: float | None
    compliance: float | None
    documentation: float | None
    trainee: str = ""
    state: str = ""
    """Where its review stands; empty when nobody has looked at it."""


@dataclass(frozen=True)
class Scored:
    """A finished attempt as it is kept."""

    finished_at: str
    turns: int
    card: Mapping[str, Any]
    log: str = ""
    confidence: float | None = None


UNSHARED = ("reviewed",)
"""States of a review that the trainee does not know of yet."""


def current(column: str, hidden: tuple[str, ...] = ()) -> Any:
    """A score as it stands: the reviewer's where there is a review, else the engine's; reviews in `hidden` states do not count."""
    now: Any = func.coalesce(reviews.c[column], scorecards.c[column])
    if hidden:
        now = case((func.coalesce(reviews.c.state, "").in_(hidden), scorecards.c[column]), else_=now)
    return now.label(column)


class Attempts:
    """What is kept of practised and recorded calls."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(
        self, call_id: str, scenario: str, person: str, mode: str, seed: int, started_at: str, digest: str = "", team: str = "",
    ) -> None:  # fmt: skip
        """Note that an attempt has begun; nothing happens if it is known. Raises RightpartyError if it is somebody else's."""
        with self.database.writing() as connection:
            owner = connection.scalar(select(attempts.c.trainee).where(attempts.c.id == call_id))
            if owner is not None and owner != person:
                raise RightpartyError(
                    f"The records have a call '{call_id}' of somebody else.", "Nothing was changed; begin another call."
                )
            if owner is None:
                connection.execute(
                    attempts.insert().values(
                        id=call_id, scenario=scenario, trainee=person, mode=mode, seed=seed, started_at=started_at, turns=0,
                        digest=digest, team=team,
                    )
                )  # fmt: skip

    def finish(self, call_id: str, scored: Scored) -> bool:
        """Keep the scorecard of an attempt, instead of an earlier one; False when this very one is kept already.

        Raises RightpartyError once somebody has reviewed it: what was reviewed stays.
        """
        card = scored.card
        scores = card["scores"]
        text = json.dumps(card)
        with self.database.writing() as connection:
            if connection.scalar(select(scorecards.c.card).where(scorecards.c.attempt == call_id)) == text:
                return False
            if connection.scalar(select(reviews.c.attempt).where(reviews.c.attempt == call_id)) is not None:
                raise RightpartyError(
                    "This call has been reviewed; its scorecard stays.", "Practise it again in a call of its own."
                )
            connection.execute(
                attempts.update()
                .where(attempts.c.id == call_id)
                .values(finished_at=scored.finished_at, turns=scored.turns)
            )
            for table in (scorecards, calls, marks):
                connection.execute(table.delete().where(table.c.attempt == call_id))
            connection.execute(
                scorecards.insert().values(
                    attempt=call_id, overall=scores["overall"], empathy=scores["empathy"], negotiation=scores["negotiation"],
                    compliance=scores["compliance"], documentation=scores["documentation"], passed=card["passed"],
                    engine=card["engine"], rubric=card["rubric"], rules=",".join(card["rules"]), card=text,
                    gates=len(card.get("gates", ())), confidence=scored.confidence,
                )
            )  # fmt: skip
            if scored.log:
                connection.execute(calls.insert().values(attempt=call_id, log=scored.log))
            if rows := mark_rows(call_id, card):
                connection.execute(marks.insert(), rows)
            body = {
                "card": digest(text),
                "log": digest(scored.log) if scored.log else None,
                **told_of(connection, call_id),
            }
            append(connection, [New(scored.finished_at, ENGINE_ACTOR, "call-scored", call_id, body)])
        return True

    def list(
        self, scenario: str | None = None, limit: int | None = 100, finished: bool | None = None,
        person: str | None = None, team: str = "", hidden: tuple[str, ...] = (),
    ) -> list[AttemptRow]:  # fmt: skip
        """Attempts, newest first; of one person, or one team, where they are named; `hidden` as in `current`."""
        query = _listing(hidden).order_by(attempts.c.started_at.desc(), attempts.c.id)
        if scenario is not None:
            query = query.where(attempts.c.scenario == scenario)
        if person is not None:
            query = query.where(attempts.c.trainee == person)
        if team:
            query = query.where(attempts.c.team == team)
        if finished is not None:
            query = query.where(attempts.c.finished_at.isnot(None) if finished else attempts.c.finished_at.is_(None))
        if limit is not None:
            query = query.limit(limit)
        with self.database.reading() as connection:
            return [AttemptRow(*row) for row in connection.execute(query)]

    def listed(self, call_id: str) -> AttemptRow:
        """One attempt as it stands in lists, by its whole id. Raises RightpartyError."""
        with self.database.reading() as connection:
            row = connection.execute(_listing().where(attempts.c.id == call_id)).first()
        if row is None:
            raise RightpartyError(f"There is no attempt '{call_id}'.", "`rightparty scorecards list` names them.")
        return AttemptRow(*row)

    def find(self, call_id: str) -> tuple[str, str, str]:
        """Id, person and team of an attempt with a scorecard, by the unique beginning of its id. Raises RightpartyError."""
        query = select(attempts.c.id, attempts.c.trainee, attempts.c.team).select_from(attempts.join(scorecards))
        with self.database.reading() as connection:
            exact = connection.execute(query.where(attempts.c.id == call_id)).first()
            if exact is not None:
                return exact.id, exact.trainee, exact.team
            rows = connection.execute(query.where(attempts.c.id.startswith(call_id, autoescape=True)).limit(2)).all()
        if not rows:
            raise RightpartyError(f"There is no scorecard '{call_id}'.", "`rightparty scorecards list` names them.")
        if len(rows) > 1:
            raise RightpartyError(f"Several scorecards begin with '{call_id}'.", "Give more of the id.")
        return rows[0].id, rows[0].trainee, rows[0].team

    def card(self, call_id: str) -> dict[str, Any]:
        """What the engine said of an attempt, by its whole id. Raises RightpartyError."""
        with self.database.reading() as connection:
            text = connection.scalar(select(scorecards.c.card).where(scorecards.c.attempt == call_id))
        if text is None:
            raise RightpartyError(f"There is no scorecard '{call_id}'.", "`rightparty scorecards list` names them.")
        loaded: dict[str, Any] = json.loads(text)
        return loaded

    def log(self, call_id: str) -> str | None:
        """The log of a call as it was delivered; None where only the scorecard is kept."""
        with self.database.reading() as connection:
            found: str | None = connection.scalar(select(calls.c.log).where(calls.c.attempt == call_id))
            return found

    def finished_cards(self, person: str, limit: int = 400) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        """Id, end and scorecard of somebody's last `limit` finished attempts, oldest first."""
        query = (
            select(attempts.c.id, attempts.c.finished_at, scorecards.c.card)
            .select_from(attempts.join(scorecards))
            .where(attempts.c.finished_at.isnot(None), attempts.c.trainee == person)
            .order_by(attempts.c.finished_at.desc(), attempts.c.id.desc())
            .limit(limit)
        )
        with self.database.reading() as connection:
            return tuple((row[0], row[1], json.loads(row[2])) for row in reversed(connection.execute(query).all()))

    def best(self, person: str, hidden: tuple[str, ...] = ()) -> dict[str, float]:
        """Somebody's best overall score for each scenario; `hidden` as in `current`."""
        query = (
            select(attempts.c.scenario, func.max(current("overall", hidden)))
            .select_from(attempts.join(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))
            .where(attempts.c.trainee == person, func.coalesce(reviews.c.state, "").notin_(FOR_GOOD))
            .group_by(attempts.c.scenario)
        )
        with self.database.reading() as connection:
            return {scenario: best for scenario, best in connection.execute(query) if best is not None}


TOLD = ("trainee", "scenario", "mode", "started_at", "finished_at", "digest", "team")
"""What the ledger keeps of an attempt besides its scorecard and its words."""


def told_of(connection: Connection, call_id: str) -> dict[str, Any]:
    """That of one attempt, as it stands in its row."""
    row = (
        connection.execute(select(*(attempts.c[name] for name in TOLD)).where(attempts.c.id == call_id))
        .mappings()
        .one()
    )
    return dict(row)


def mark_rows(call_id: str, card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a criterion of a scorecard, for the figures of people and scenarios."""
    return [
        {"attempt": call_id, "criterion": each["criterion"], "result": each["result"], "earned": each["points"][0],
         "points": each["points"][1]}
        for each in card.get("criteria", ())
    ]  # fmt: skip


def digest(text: str) -> str:
    """What the ledger knows a text by."""
    return hashlib.sha256(text.encode()).hexdigest()


def _listing(hidden: tuple[str, ...] = ()) -> Select[Any]:
    state: Any = func.coalesce(reviews.c.state, "")
    if hidden:
        state = case((state.in_(hidden), ""), else_=state)
    return select(
        attempts.c.id, attempts.c.scenario, attempts.c.mode, attempts.c.started_at, attempts.c.finished_at,
        current("overall", hidden), current("passed", hidden), scorecards.c.empathy, current("negotiation", hidden), current("compliance", hidden),
        scorecards.c.documentation, attempts.c.trainee, state.label("state"),
    ).select_from(attempts.outerjoin(scorecards).outerjoin(reviews, reviews.c.attempt == attempts.c.id))  # fmt: skip
