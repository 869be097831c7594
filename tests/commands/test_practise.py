"""`rightparty practise` and `demo`: the JSON of the contract, plain mode, a call put down and taken up again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.commands.main import main
from tests.commands.commanding import objects, run


def test_practise_json_follows_the_contract(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Brief, replies, findings, end, scorecard; rewinding and wrapping up."""
    lines = "\n".join(
        [
            "Hello, this is Lee Park. May I speak with Maria Lopez?",
            '{"say": "You owe 1840 dollars.", "at": 12.5}',
            '{"rewind_to": 2}',
            '{"rewind_to": "x"}',
            '{"say": "Could you confirm your date of birth?"}',
            '{"hang_up": true}',
            '{"say": "too late"}',
            '{"wrap_up": {"disposition": "XYZ", "note": ""}}',
            '{"wrap_up": {"disposition": "RPC", "note": "RPC verified by date of birth, call ended."}}',
        ]
    )
    code, out, _ = run(["practise", "hospital-bill", "--json", "--seed", "3"], lines, monkeypatch, capsys)
    found = objects(out)
    types = [each["type"] for each in found]
    assert code == 0
    assert types[:3] == ["brief", "debtor", "debtor"]
    assert types.count("error") == 3
    assert types[-1] == "scorecard"
    assert "ended" in types
    finding = next(each for each in found if each["type"] == "finding")
    assert finding["rule"] == "us-fdcpa/disclosure-before-verification"
    assert "us-fdcpa/disclosure-before-verification" not in [each["rule"] for each in found[-1]["findings"]]
    reply = found[2]
    assert {"turn", "text", "acts", "phase", "mood"} <= set(reply)


def test_practise_json_in_an_exam_tells_nothing_during_the_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No findings and no mood before the scorecard."""
    _, out, _ = run(
        ["practise", "hospital-bill", "--json", "--exam", "--seed", "1"],
        "You owe 1840 dollars, Maria Lopez.\n",
        monkeypatch,
        capsys,
    )
    found = objects(out)
    assert not [each for each in found if each["type"] == "finding"]
    assert not [each for each in found if "mood" in each]
    assert found[-1]["findings"]


def test_practise_is_the_same_for_the_same_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Same words, same seed, same call and same score."""
    said = "May I speak with Maria Lopez?\nThis is Lee, what's your date of birth?\nHow about 50 a month?\n"
    first = objects(run(["practise", "hospital-bill", "--json", "--seed", "9"], said, monkeypatch, capsys)[1])
    again = objects(run(["practise", "hospital-bill", "--json", "--seed", "9"], said, monkeypatch, capsys)[1])
    assert [each for each in first if each["type"] == "debtor"] == [each for each in again if each["type"] == "debtor"]
    assert first[-1]["scores"] == again[-1]["scores"]


def test_plain_mode_plays_to_the_scorecard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Line by line, with every command of the app."""
    lines = "\n".join(
        ["Hello, this is Lee. May I speak with Maria Lopez?", "/hint", "/mood", "/checklist", "/findings", "/transcript", "/account",
         "You will be arrested.", "/back", "/back 99", "/pause", "/pause", "/nonsense", "/help", "/hang-up", "NOPE x", "RPC Spoke to Maria."]
    )  # fmt: skip
    code, out, err = run(["practise", "hospital-bill", "--plain", "--seed", "1"], lines, monkeypatch, capsys)
    assert code == 0
    assert "Maria:" in out
    assert "trust" in out
    assert "us-fdcpa/arrest-threat" in out
    assert "Scorecard" in out
    assert "not a command" in err
    assert "not a disposition" in err


def test_without_a_terminal_practise_reads_lines_and_asks_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Piped input chooses by number."""
    code, out, _ = run(["practise"], "1\nHello\n", monkeypatch, capsys)
    assert code == 0
    assert "Which one?" in out


def test_a_stopped_call_is_resumed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_data_folder: Path
) -> None:
    """--resume goes on where the log ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "practise", "hospital-bill", "--json", "--seed", "5"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()
    process.stdin.write("Hello, this is Lee. May I speak with Maria Lopez?\n")
    process.stdin.flush()
    process.stdout.readline()
    process.kill()
    process.wait()
    call_id = next((own_data_folder / "calls").glob("*.jsonl")).stem
    code, out, _ = run(
        ["practise", "--json", "--resume", call_id], "Could you confirm your date of birth?\n", monkeypatch, capsys
    )
    found = objects(out)
    assert code == 0
    assert any("September 14th" in each.get("text", "") for each in found)


def test_demo_plays_a_whole_call_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """What a visitor runs first."""
    assert main(["demo", "--plain", "--fast"]) == 0
    out = capsys.readouterr().out
    assert "Maria:" in out
    assert "PASSED" in out
    assert main(["demo", "--plain", "--fast", "--call", "nope"]) == 2
