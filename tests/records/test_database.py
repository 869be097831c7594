"""The records: kept, listed without loading, opened by many at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from scenarios.problems import RightpartyError
from simulator.records.database import Records

CARD: dict[str, Any] = {
    "scores": {"overall": 71.5, "negotiation": 80.0, "empathy": None, "compliance": 100.0, "documentation": None},
    "passed": True, "engine": "e", "rubric": "r@1", "rules": ["us-federal@1"],
}  # fmt: skip


def opened(folder: Path) -> Records:
    """A database in that folder."""
    return Records(f"sqlite:///{folder / 'records.db'}")


def test_attempts_are_kept_and_a_later_score_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    """Finishing twice leaves one scorecard."""
    records = opened(tmp_path)
    records.begin("a-1", "hospital-bill", "me", "coach", 1, "2026-03-04T12:00:00")
    records.begin("a-1", "hospital-bill", "me", "coach", 1, "2026-03-04T12:00:00")
    assert records.list()[0].overall is None
    records.finish("a-1", "2026-03-04T12:10:00", 9, {**CARD, "id": "a-1"})
    records.finish("a-1", "2026-03-04T12:11:00", 9, {**CARD, "id": "a-1", "passed": False})
    assert [row.passed for row in records.list()] == [False]
    assert records.card("a")["id"] == "a-1"
    assert records.best() == {"hospital-bill": 71.5}


def test_an_ambiguous_beginning_of_an_id_is_refused(tmp_path: Path) -> None:
    """Give more of the id."""
    records = opened(tmp_path)
    for name in ("a-1", "a-2"):
        records.begin(name, "x", "me", "coach", 1, "2026")
        records.finish(name, "2026", 1, {**CARD, "id": name})
    with pytest.raises(RightpartyError, match="Several"):
        records.card("a-")
    with pytest.raises(RightpartyError, match="no scorecard"):
        records.card("%")


def test_listing_many_attempts_is_one_query_that_loads_no_scorecard(tmp_path: Path) -> None:
    """However many are stored."""
    records = opened(tmp_path)
    for number in range(60):
        records.begin(f"a-{number}", "x", "me", "coach", 1, f"2026-{number:04d}")
        records.finish(f"a-{number}", "2026", 1, {**CARD, "id": f"a-{number}"})
    seen: list[str] = []
    event.listen(records._engine, "before_cursor_execute", lambda *what: seen.append(what[2]))
    assert len(records.list(limit=None)) == 60
    assert len(seen) == 1
    assert "scorecards.card" not in seen[0]


def test_many_threads_open_a_new_database_at_once(tmp_path: Path) -> None:
    """It is migrated once."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: opened(tmp_path).list(), range(8)))
    assert found == [[]] * 8


def test_several_programs_open_a_new_database_at_once(tmp_path: Path) -> None:
    """And none fails."""
    code = f"from simulator.records.database import Records; Records('sqlite:///{tmp_path / 'r.db'}').list()"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    for process in running:
        _, err = process.communicate()
        assert process.returncode == 0, err.decode()


def test_a_database_that_cannot_be_opened_is_a_sentence() -> None:
    """No traceback for a wrong address."""
    with pytest.raises(RightpartyError, match="cannot be opened"):
        Records("sqlite:////nowhere/at/all/records.db")
