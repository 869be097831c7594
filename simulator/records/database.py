"""The records database: SQLite by default, PostgreSQL for a team, brought up to date when it is opened.

Owns connections, transactions and migration, and what an unreachable database sounds like. Never knows what is stored.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from scenarios.problems import RightpartyError

_MIGRATING = threading.Lock()
PATIENCE = 30
"""Tenths of a second that another program's migration is waited for."""
LATEST = "0003"
"""Newest migration; a test compares it with the files."""
_MIGRATION_LOCK = 7_240_331
"""Number of the lock under which PostgreSQL lets one program migrate at a time."""


class Unreachable(RightpartyError):
    """The database cannot be reached, or not written, at the moment; what was to be kept can be delivered later."""


class Database:
    """An open records database."""

    def __init__(self, url: str) -> None:
        """Open, and migrate if needed. Raises RightpartyError when that cannot be done, Unreachable when it may yet."""
        shown = _without_password(url)
        try:
            self.engine: Engine = _engine(url)
            _bring_up_to_date(self.engine)
        except (SQLAlchemyError, ImportError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            kind = Unreachable if isinstance(error, OperationalError) else RightpartyError
            hint = "Check RIGHTPARTY_DATABASE, or set RIGHTPARTY_DATA to a folder that can be written."
            if isinstance(error, ImportError):
                hint = "PostgreSQL needs one more package: pip install 'rightparty[team]'."
            raise kind(f"The records database {shown} cannot be opened: {reason}.", hint) from None

    @property
    def shared(self) -> bool:
        """Whether it is a server's, and so a team's."""
        return self.engine.dialect.name != "sqlite"

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises Unreachable."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise _unreachable(error, "read") from None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or none. Raises Unreachable."""
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
        except OperationalError as error:
            raise _unreachable(error, "written") from None


def _unreachable(error: DBAPIError, what: str) -> RightpartyError:
    if not isinstance(error, OperationalError):
        raise error
    reason = str(error.orig).splitlines()[0]
    return Unreachable(
        f"The record could not be {what}: {reason}.",
        "Free some space or look at the connection, and try again; the call's log is complete and can be resumed.",
    )


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError:
        raise RightpartyError(
            f"RIGHTPARTY_DATABASE is not a database's address: {url!r}.",
            "For example: postgresql+psycopg://name@host/rightparty or sqlite:////path/records.db",
        ) from None
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    engine = create_engine(address)
    event.listen(engine, "connect", _careful)
    event.listen(engine, "begin", _begin)
    return engine


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "at the address given"


def _bring_up_to_date(engine: Engine) -> None:
    """Migrate once, however many threads and programs open a new database at the same moment."""
    with _MIGRATING:  # the migration tool keeps its state in a module
        for attempt in range(PATIENCE):
            try:
                with engine.connect() as connection:
                    if _version(connection) == LATEST:
                        return
                with engine.connect().execution_options(writes=True) as connection, connection.begin():
                    if engine.dialect.name == "postgresql":
                        connection.execute(text(f"select pg_advisory_xact_lock({_MIGRATION_LOCK})"))
                    migrate(connection)
                return
            except OperationalError:  # another program is creating the tables: wait for it, then look again
                if attempt == PATIENCE - 1 or engine.dialect.name != "sqlite":
                    raise
                threading.Event().wait(0.1)


def _version(connection: Connection) -> str | None:
    """The version of the schema; None for a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("select version_num from alembic_version"))
    return found


def migrate(connection: Connection) -> None:
    """Bring the schema up to date; looks before it loads the migration tool, which is slow to import."""
    current = _version(connection)
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
    """A human turn takes seconds: write through (FULL), let readers go on (WAL), and wait for other writers."""
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    cursor = connection.cursor()
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Who means to write says so at once: two that read first and write later would fail each other."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
