"""What tests share: the library and hearing (read once), and a data folder of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from scenarios.packs import Library, read_vocabulary
from simulator.calls.call import Call
from simulator.clock import SetClock
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import DebtorSpoke
from simulator.threads import use_one_thread
from simulator.understanding.hearing import Hearing

use_one_thread()
"""Tests run side by side; more threads than cores only wait for each other. numpy is loaded later."""

LIBRARY = Library()
HEARING = Hearing(read_vocabulary())


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the developer's records or packs."""
    folder = tmp_path / "data"
    monkeypatch.setenv("RIGHTPARTY_DATA", str(folder))
    monkeypatch.delenv("RIGHTPARTY_DATABASE", raising=False)
    monkeypatch.delenv("RIGHTPARTY_PACKS", raising=False)
    return folder


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped scenarios."""
    return LIBRARY


@pytest.fixture(scope="session")
def hearing() -> Hearing:
    """The shipped understanding."""
    return HEARING


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands still."""
    return SetClock(datetime(2026, 3, 4, 12, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def begin() -> Callable[..., Call]:
    """Begin a call of a scenario."""

    def begin_call(name: str = "hospital-bill", seed: int = 1) -> Call:
        return Call(Cast.of(LIBRARY, name, seed), HEARING)

    return begin_call


POSTGRESQL = os.environ.get("RIGHTPARTY_TEST_POSTGRESQL", "")


def pytest_report_header() -> str:
    """Say loudly on what the records are tested."""
    if POSTGRESQL:
        return "records: SQLite and PostgreSQL"
    return "records: SQLite ALONE; PostgreSQL is tested by `make test` where it is installed"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database, once of each kind; the program is pointed at it too."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'records.db'}"
        monkeypatch.setenv("RIGHTPARTY_DATABASE", url)
        yield url
        return
    if not POSTGRESQL:
        pytest.skip("PostgreSQL is not running: use `make test`")
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    name = f"t{uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"create database {name}"))
    url = make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)
    monkeypatch.setenv("RIGHTPARTY_DATABASE", url)
    yield url
    with server.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    server.dispose()


def said(call: Call) -> list[DebtorSpoke]:
    """What the debtor has said."""
    return [event for event in call.events if isinstance(event, DebtorSpoke)]
