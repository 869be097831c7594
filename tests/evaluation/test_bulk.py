"""Many recorded calls: the same scorecards in the same order, however the work is spread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios.problems import RightpartyError
from scoring.transcript import Transcript, Turn
from simulator.commands.main import main
from simulator.evaluation import bulk
from simulator.evaluation.bulk import Evaluator
from simulator.evaluation.cluster import map_in_order

CALLS = [
    Transcript(f"c-{number}", (Turn(0, "agent", "Hello, this is Lee. You owe us. Could you do $50 a month?"), Turn(1, "debtor", reply)))
    for number, reply in enumerate(["I lost my job in May.", "Yes, that works.", "No.", "Who is this?", "I paid that."])
]  # fmt: skip


@pytest.fixture(scope="module")
def alone() -> list[dict[str, object]]:
    """What one process makes of the calls."""
    return list(Evaluator().score_all(CALLS))


@pytest.mark.parametrize("cluster", [False, True])
def test_scorecards_are_the_same_however_the_work_is_spread(
    cluster: bool, alone: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes of this machine, or two workers of a Dask cluster on it; chunks are small, so that both have some."""
    if cluster:
        pytest.importorskip("distributed")
    monkeypatch.setattr(bulk, "CHUNK", 2)
    assert list(Evaluator().score_all(CALLS, 2, cluster)) == alone


def test_command_scores_on_dask(
    tmp_path: Path, alone: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--engine dask` prints what `--engine local` prints."""
    pytest.importorskip("distributed")
    file = tmp_path / "calls.jsonl"
    rows = [
        {"id": each.id, "turns": [{"speaker": turn.speaker, "text": turn.text} for turn in each.turns]}
        for each in CALLS
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["evaluate", str(file), "--format", "jsonl", "--engine", "dask", "--workers", "1"]) == 0
    assert [json.loads(line)["scores"] for line in capsys.readouterr().out.splitlines()] == [
        each["scores"] for each in alone
    ]


def test_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with the address, not a traceback after minutes."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("simulator.evaluation.cluster.PATIENCE", 1)
    with pytest.raises(RightpartyError, match=r"tcp://127.0.0.1:9"):
        list(map_in_order(str, [1], 1, "tcp://127.0.0.1:9"))


def test_scheduler_without_dask_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cluster that nobody would use is a slip."""
    assert main(["evaluate", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "--engine dask" in capsys.readouterr().err


def test_missing_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base install stays light."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(RightpartyError, match="not installed"):
        list(map_in_order(str, [1], 1))
