"""The records: kept, listed without loading, opened by many at once, on both kinds of database."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from scenarios.problems import RightpartyError
from simulator.records.attempts import Attempts, Scored
from simulator.records.database import Database

CARD: dict[str, Any] = {
    "scores": {"overall": 71.5, "negotiation": 80.0, "empathy": None, "compliance": 100.0, "documentation": None},
    "passed": True, "engine": "e", "rubric": "r@1", "rules": ["us-federal@1"],
}  # fmt: skip


def opened(url: str) -> Attempts:
    """The attempts in that database."""
    return Attempts(Database(url))


def test_attempts_are_kept_and_a_later_score_takes_the_place_of_the_earlier(database_url: str) -> None:
    """Finishing twice leaves one scorecard; the very same one is kept once."""
    kept = opened(database_url)
    kept.begin("a-1", "hospital-bill", "me", "coach", 1, "2026-03-04T12:00:00")
    kept.begin("a-1", "hospital-bill", "me", "coach", 1, "2026-03-04T12:00:00")
    assert kept.list()[0].overall is None
    assert kept.finish("a-1", Scored("2026-03-04T12:10:00", 9, {**CARD, "id": "a-1"}))
    assert not kept.finish("a-1", Scored("2026-03-04T12:10:00", 9, {**CARD, "id": "a-1"}))
    assert kept.finish("a-1", Scored("2026-03-04T12:11:00", 9, {**CARD, "id": "a-1", "passed": False}))
    assert [row.passed for row in kept.list()] == [False]
    assert kept.find("a") == ("a-1", "me", "")
    assert kept.card("a-1")["id"] == "a-1"
    assert kept.best("me") == {"hospital-bill": 71.5}
    assert kept.best("you") == {}


def test_an_ambiguous_beginning_of_an_id_is_refused(database_url: str) -> None:
    """Give more of the id."""
    kept = opened(database_url)
    for name in ("a-1", "a-2"):
        kept.begin(name, "x", "me", "coach", 1, "2026")
        kept.finish(name, Scored("2026", 1, {**CARD, "id": name}))
    with pytest.raises(RightpartyError, match="Several"):
        kept.find("a-")
    with pytest.raises(RightpartyError, match="no scorecard"):
        kept.find("%")


def test_listing_many_attempts_is_one_query_that_loads_no_scorecard(database_url: str) -> None:
    """However many are stored."""
    kept = opened(database_url)
    for number in range(60):
        kept.begin(f"a-{number}", "x", "me", "coach", 1, f"2026-{number:04d}")
        kept.finish(f"a-{number}", Scored("2026", 1, {**CARD, "id": f"a-{number}"}))
    seen: list[str] = []
    event.listen(kept.database.engine, "before_cursor_execute", lambda *what: seen.append(what[2]))
    assert len(kept.list(limit=None)) == 60
    assert len([each for each in seen if each.lstrip().lower().startswith("select scorecards") or "FROM" in each]) == 1
    assert not any("scorecards.card" in each for each in seen)


def test_many_threads_open_a_new_database_at_once(database_url: str) -> None:
    """It is migrated once."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: opened(database_url).list(), range(8)))
    assert found == [[]] * 8


def test_several_programs_open_a_new_database_at_once(database_url: str) -> None:
    """And none fails."""
    code = f"from simulator.records.database import Database; Database({database_url!r})"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    for process in running:
        _, err = process.communicate()
        assert process.returncode == 0, err.decode()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:////nowhere/at/all/records.db", "cannot be opened"),
        ("nonsense", "not a database's address"),
        ("postgresql+psycopg://me:secret@/x?host=/nowhere", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_is_a_sentence(url: str, message: str) -> None:
    """No traceback for a wrong address, and no password in what is shown."""
    with pytest.raises(RightpartyError, match=message) as caught:
        Database(url)
    assert "secret" not in str(caught.value)


def test_text_that_a_database_would_choke_on_is_kept_as_it_is(database_url: str) -> None:
    """A NUL and half of a surrogate pair, as a hostile terminal may send them."""
    kept = opened(database_url)
    kept.begin("a-1", "x", "me", "coach", 1, "2026")
    card = {**CARD, "id": "a-1", "findings": [{"quote": "a\x00b\ud83d"}]}
    kept.finish("a-1", Scored("2026", 1, card, log='{"text": "\\u0000"}\n'))
    assert kept.card("a-1") == card


def _upgrade(connection: Connection, version: str) -> None:
    from importlib.resources import files

    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("simulator.records") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _first_schema(url: str) -> None:
    """A database as the first version left it, with attempts in it."""
    import json

    with create_engine(url).begin() as connection:
        _upgrade(connection, "0001")
        for number in range(3):
            connection.execute(
                text("insert into attempts values (:id, 'hospital-bill', :who, 'coach', 1, '2026-01-01', :end, 5)"),
                {"id": f"a-{number}", "who": "ann" if number else "bo", "end": None if number == 2 else "2026-01-02"},
            )
            if number < 2:
                card = {**CARD, "id": f"a-{number}", "gates": ["r/x"],
                        "criteria": [{"criterion": "own-name", "result": "met", "points": [3, 3]}]}  # fmt: skip
                connection.execute(
                    text(
                        "insert into scorecards values (:id, 71.5, null, 80.0, 100.0, null, true, 'e', 'r@1', 'p@1', :card)"
                    ),
                    {"id": f"a-{number}", "card": json.dumps(card)},
                )


def test_a_database_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(database_url: str) -> None:
    """Attempts belong to people of the same names, and the ledger vouches for every scorecard."""
    from simulator.desk.people import People
    from simulator.records.verifying import verify

    _first_schema(database_url)
    kept = opened(database_url)
    people = {person.id: person for person in People(kept.database).all()}
    assert {person.name: person.role for person in people.values()} == {"ann": "alone", "bo": "alone"}
    assert {people[row.trainee].name for row in kept.list()} == {"ann", "bo"}
    assert kept.card("a-1")["gates"] == ["r/x"]
    assert verify(kept.database).faults == ()


def test_a_database_of_the_second_version_keeps_accounts_and_reviews(database_url: str) -> None:
    """Wrong passwords are counted elsewhere from now on; the negotiation of a reviewed call is what the engine said."""
    from simulator.desk.people import People

    _first_schema(database_url)
    with create_engine(database_url).begin() as connection:
        _upgrade(connection, "0002")
        connection.execute(
            text("insert into people values ('p-1', 'ada', 'admin', '', 'hash', '2026-01-01', null, 5, '2026-01-02')")
        )
        connection.execute(
            text("insert into reviews values ('a-0', 'reviewed', 'p-1', '2026-01-03', null, 71.5, 100.0, true, 1, 0)")
        )
    kept = opened(database_url)
    assert [person.role for person in People(kept.database).all() if person.name == "ada"] == ["admin"]
    with kept.database.reading() as connection:
        row = connection.execute(text("select state, overall, negotiation from reviews")).one()
    assert tuple(row) == ("reviewed", 71.5, 80.0)


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """It says: upgrade."""
    url = f"sqlite:///{tmp_path / 'records.db'}"
    Database(url).close()
    with create_engine(url).begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(RightpartyError, match="newer version"):
        Database(url)


def test_call_of_somebody_else_is_never_taken_over(database_url: str) -> None:
    """Two machines that gave the same id: the second is told, and the first one's call stays."""
    kept = opened(database_url)
    kept.begin("a-1", "x", "ann", "coach", 1, "2026")
    kept.finish("a-1", Scored("2026", 1, {**CARD, "id": "a-1"}))
    with pytest.raises(RightpartyError, match="somebody else"):
        kept.begin("a-1", "x", "bo", "coach", 1, "2026")
    assert [row.trainee for row in kept.list()] == ["ann"]
