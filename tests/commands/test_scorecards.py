"""`rightparty scorecards`: listed, shown, exported, and replayed under other rules or another rubric."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.commands.main import main
from tests.commands.commanding import objects, run


def test_scorecards_are_listed_shown_exported_and_replayed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What was practised is kept."""
    run(["practise", "hospital-bill", "--json", "--seed", "2"], "May I speak with Maria Lopez?\n", monkeypatch, capsys)
    assert main(["scorecards", "list", "--json"]) == 0
    row = objects(capsys.readouterr().out)[0]
    assert main(["scorecards", "show", row["id"], "--json"]) == 0
    assert objects(capsys.readouterr().out)[0]["id"] == row["id"]
    assert main(["scorecards", "show", row["id"]]) == 0
    assert "Scorecard" in capsys.readouterr().out
    assert main(["scorecards", "export", str(tmp_path / "all.jsonl")]) == 0
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 1
    assert main(["scorecards", "replay"]) == 0
    assert f"same     {row['id']}" in capsys.readouterr().out
    assert main(["scorecards", "show", "nothing"]) == 2
    assert main(["scorecards", "why", row["id"]]) == 0
    assert "ask-for-person in “May I speak with Maria Lopez?”" in capsys.readouterr().out
    assert main(["scorecards", "why", row["id"], "--turn", "1"]) == 2
    assert "none of theirs" in capsys.readouterr().err


def test_replay_says_what_another_rubric_or_version_makes_of_a_stored_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which version became which, and every score and point that moved; nothing of what stayed."""
    with monkeypatch.context() as earlier:
        earlier.setattr("scoring.scorecard.ENGINE", "rightparty-1")
        said = "May I speak with Maria Lopez?\nCalm down and pay up.\n"
        run(["practise", "hospital-bill", "--json", "--seed", "2"], said, monkeypatch, capsys)
    assert main(["scorecards", "replay"]) == 1
    shown = capsys.readouterr().out
    assert "engine: rightparty-1 -> rightparty-3" in shown
    assert "overall:" not in shown
    assert main(["scorecards", "replay", "--rubric", "us-first-party"]) == 1
    shown = capsys.readouterr().out
    assert "rubric: us-third-party@" in shown
    assert "-> us-first-party@" in shown
    assert "Stayed courteous: missed 0/3 -> missed 0/7" in shown
    assert main(["scorecards", "replay", "--rubric", "us-first-part"]) == 2
    assert "Did you mean 'us-first-party'?" in capsys.readouterr().err
    assert main(["scorecards", "replay", "--rules", "us-first-party"]) == 1
    assert "rules: us-federal@" in capsys.readouterr().out
