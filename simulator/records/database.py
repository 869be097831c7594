"""Attempts and scorecards in a database: SQLite by default, brought up to date when it is opened.

Owns every query. Listing never loads a scorecard's text. Never scores.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from scenarios.problems import RightpartyError
from simulator.records.tables import attempts, scorecards

_MIGRATING = threading.Lock()
PATIENCE = 30
"""Tenths of a second that another program's migration is waited for."""
LATEST = "0001"
"""Newest migration; a test compares it with the files."""


@dataclass(frozen=True)
class AttemptRow:
    """One attempt in a list."""

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


class Records:
    """The records database."""

    def __init__(self, url: str) -> None:
        """Open, and migrate if needed. Raises RightpartyError when that cannot be done."""
        try:
            self._engine: Engine = create_engine(url)
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", _careful)
            _bring_up_to_date(self._engine)
        except (SQLAlchemyError, ImportError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise RightpartyError(
                f"The records database {url} cannot be opened: {reason}.",
                "Check RIGHTPARTY_DATABASE, or set RIGHTPARTY_DATA to a folder that can be written.",
            ) from None

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise RightpartyError(
                f"The record could not be written: {error.orig}.",
                "Free some space and try again; the call's log is complete and can be resumed.",
            ) from None

    def begin(self, call_id: str, scenario: str, trainee: str, mode: str, seed: int, started_at: str) -> None:
        """Note that an attempt has begun; nothing happens if it is known."""
        with self._writing() as connection:
            if connection.scalar(select(attempts.c.id).where(attempts.c.id == call_id)) is None:
                connection.execute(
                    attempts.insert().values(
                        id=call_id,
                        scenario=scenario,
                        trainee=trainee,
                        mode=mode,
                        seed=seed,
                        started_at=started_at,
                        turns=0,
                    )
                )

    def finish(self, call_id: str, finished_at: str, turns: int, card: Mapping[str, Any]) -> None:
        """Keep the scorecard of a finished attempt, instead of an earlier one."""
        scores = card["scores"]
        with self._writing() as connection:
            connection.execute(
                attempts.update().where(attempts.c.id == call_id).values(finished_at=finished_at, turns=turns)
            )
            connection.execute(scorecards.delete().where(scorecards.c.attempt == call_id))
            connection.execute(
                scorecards.insert().values(
                    attempt=call_id,
                    overall=scores["overall"],
                    empathy=scores["empathy"],
                    negotiation=scores["negotiation"],
                    compliance=scores["compliance"],
                    documentation=scores["documentation"],
                    passed=card["passed"],
                    engine=card["engine"],
                    rubric=card["rubric"],
                    rules=",".join(card["rules"]),
                    card=json.dumps(card, ensure_ascii=False),
                )
            )

    def list(
        self, scenario: str | None = None, limit: int | None = 100, finished: bool | None = None
    ) -> list[AttemptRow]:
        """Attempts, newest first."""
        query = (
            select(
                attempts.c.id, attempts.c.scenario, attempts.c.mode, attempts.c.started_at, attempts.c.finished_at,
                scorecards.c.overall, scorecards.c.passed, scorecards.c.empathy, scorecards.c.negotiation,
                scorecards.c.compliance, scorecards.c.documentation,
            )
            .select_from(attempts.outerjoin(scorecards))
            .order_by(attempts.c.started_at.desc(), attempts.c.id)
        )  # fmt: skip
        if scenario is not None:
            query = query.where(attempts.c.scenario == scenario)
        if finished is not None:
            query = query.where(attempts.c.finished_at.isnot(None) if finished else attempts.c.finished_at.is_(None))
        if limit is not None:
            query = query.limit(limit)
        with self._engine.connect() as connection:
            return [AttemptRow(*row) for row in connection.execute(query)]

    def card(self, call_id: str) -> dict[str, Any]:
        """The scorecard of an attempt, by its id or the unique beginning of it. Raises RightpartyError."""
        query = select(scorecards.c.attempt, scorecards.c.card).where(
            scorecards.c.attempt.startswith(call_id, autoescape=True)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query.limit(2)).all()
        if not rows:
            raise RightpartyError(f"There is no scorecard '{call_id}'.", "`rightparty scorecards list` names them.")
        if len(rows) > 1 and rows[0][0] != call_id:
            raise RightpartyError(f"Several scorecards begin with '{call_id}'.", "Give more of the id.")
        loaded: dict[str, Any] = json.loads(rows[0][1])
        return loaded

    def finished_cards(self, limit: int = 400) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        """Id, end and scorecard of the last `limit` finished attempts, oldest first."""
        query = (
            select(attempts.c.id, attempts.c.finished_at, scorecards.c.card)
            .select_from(attempts.join(scorecards))
            .where(attempts.c.finished_at.isnot(None))
            .order_by(attempts.c.finished_at.desc(), attempts.c.id.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return tuple((row[0], row[1], json.loads(row[2])) for row in reversed(connection.execute(query).all()))

    def best(self) -> dict[str, float]:
        """Best overall score for each scenario."""
        query = (
            select(attempts.c.scenario, func.max(scorecards.c.overall))
            .select_from(attempts.join(scorecards))
            .group_by(attempts.c.scenario)
        )
        with self._engine.connect() as connection:
            return {scenario: best for scenario, best in connection.execute(query) if best is not None}


def _bring_up_to_date(engine: Engine) -> None:
    """Migrate once, however many threads and programs open a new database at the same moment."""
    with _MIGRATING:  # the migration tool keeps its state in a module
        for attempt in range(PATIENCE):
            try:
                with engine.begin() as connection:
                    migrate(connection)
                return
            except OperationalError:  # another program is creating the tables: wait for it, then look again
                if attempt == PATIENCE - 1:
                    raise
                threading.Event().wait(0.1)


def migrate(connection: Connection) -> None:
    """Bring the schema up to date; looks before it loads the migration tool, which is slow to import."""
    if inspect(connection).has_table("alembic_version"):
        current = connection.scalar(text("select version_num from alembic_version"))
        if current == LATEST:
            return
        if current is not None and current > LATEST:
            raise RightpartyError(
                f"The records database is of a newer version ({current}) than this program ({LATEST}).",
                "Upgrade rightparty.",
            )
    from alembic import command  # slow, and needed once for each version
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("simulator.records") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _careful(connection: Any, record: Any) -> None:
    """A human turn takes seconds: write through (FULL), and let readers go on (WAL)."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
