"""Recorded calls: scored, kept with their words, reviewed and held golden like practised ones; and their further forms."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from simulator.commands.main import main
from simulator.desk.desk import open_desk
from simulator.desk.golden import list_golden, make_golden, run_golden
from simulator.desk.reading import read_turns
from simulator.desk.recorded import keep_recorded
from simulator.desk.refusals import Refused
from simulator.desk.reviews import Reviews
from simulator.records.verifying import verify
from tests.conftest import HEARING, LIBRARY
from tests.desk.cards import card_of
from tests.desk.conftest import Team

CALL: dict[str, Any] = {
    "id": "r-1", "regime": {"jurisdiction": "us", "collector": "third-party"}, "started_at": "2026-03-04T18:20:00-05:00",
    "turns": [
        {"speaker": "debtor", "text": "Hello?"},
        {"speaker": "agent", "text": "If you don't pay today you will be arrested."},
        {"speaker": "debtor", "text": "I lost my job."},
    ],
}  # fmt: skip


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A file with one call that has a threat in it."""
    path = tmp_path / "calls.jsonl"
    path.write_text(json.dumps(CALL) + "\n", encoding="utf-8")
    return path


def test_recorded_call_is_kept_once_and_reviewed(
    calls: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its words, the finding marked in them; again it is here already; it can be golden."""
    from simulator.clock import SystemClock

    me = open_desk(SystemClock()).actor.name if database_url.startswith("sqlite") else None
    if me is None:
        pytest.skip("a server's database has no user of its own machine; the desk itself is tested on both")
    for new in (1, 0):
        assert main(["evaluate", str(calls), "--keep", me, "--format", "jsonl"]) == 0
        assert f"{new} calls kept" in capsys.readouterr().err
    desk = open_desk(SystemClock())
    (row,) = Reviews(desk).queue()
    assert (row.scenario, row.gates > 0) == ("recorded call", True)
    review = Reviews(desk).look(row.attempt)
    turns = read_turns(desk, row.attempt, review.card)
    assert [turn.text for turn in turns] == [each["text"] for each in CALL["turns"]]
    grave = next(each for each in turns[1].passages if each.grave)
    assert "arrested" in turns[1].text[slice(*grave.span)]
    make_golden(desk, row.attempt, grave.item, "A threat.")
    assert [each.agrees for each in run_golden(list_golden(desk), LIBRARY, HEARING)] == [True]
    assert verify(desk.database).faults == ()


def test_only_who_may_keeps_recorded_calls(team: Team) -> None:
    """And only for people of their team."""
    with pytest.raises(Refused):
        keep_recorded(team.desk("trainee"), [card_of("r-1")], {"r-1": CALL}, "trainee")
    assert keep_recorded(team.desk("supervisor"), [card_of("r-1")], {"r-1": CALL}, "trainee") == 1
    team.add("nora", "supervisor", "north")
    with pytest.raises(Refused, match="another team"):
        keep_recorded(team.desk("nora"), [card_of("r-1")], {"r-1": CALL}, "trainee")


def test_findings_are_given_as_sarif(calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One result a finding, with the rule it names and the turn it is at."""
    assert main(["evaluate", str(calls), "--format", "sarif"]) == 0
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    result = next(each for each in run["results"] if each["ruleId"] == "us-fdcpa/arrest-threat")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == "error"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "r-1/turn 1"


def test_calls_are_given_as_a_workbook(calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Into a folder; without one it says so."""
    assert main(["evaluate", str(calls), "--format", "xlsx"]) == 2
    assert "--out" in capsys.readouterr().err
    assert main(["evaluate", str(calls), "--format", "xlsx", "--out", str(tmp_path / "out")]) == 0
    with zipfile.ZipFile(tmp_path / "out" / "scorecards.xlsx") as book:
        assert len([name for name in book.namelist() if name.startswith("xl/worksheets/")]) == 3
        assert "arrest-threat" in book.read("xl/sharedStrings.xml").decode()
