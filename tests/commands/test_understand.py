"""`rightparty understand`: what was heard and why, teaching, the bench, files heard as their lines are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.commanding import objects, run


def test_understand_reads_json_and_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object for each line, with the keys of the contract."""
    lines = (
        '{"speaker":"agent","text":"How about 150 a month starting the 1st?","at":"2026-03-04T18:20:00-05:00"}\n'
        '{"speaker":"debtor","text":"yes","context":[{"speaker":"agent","text":"How about 150 a month?"}]}\n'
        "You can't be arrested for this.\n"
        "qwerty uiop\n"
        '{"broken\n'
    )
    code, out, _ = run(["understand", "--json"], lines, monkeypatch, capsys)
    found = objects(out)
    assert code == 0
    assert len(found) == 5
    assert found[0]["acts"][0]["act"] == "offer-plan"
    assert found[0]["acts"][0]["slots"]["start"] == "2026-04-01"
    assert [act["act"] for act in found[1]["acts"]] == ["accept"]
    assert [act["act"] for act in found[2]["acts"]] == ["deny-threat"]
    assert found[3]["acts"] == []
    for each in found:
        assert set(each) == {"speaker", "text", "acts"}
        for act in each["acts"]:
            assert set(act) == {"act", "slots", "span", "confidence"}


def test_understand_explains_what_was_heard_and_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words, likelihood, nearest example, and what came next."""
    code, out, _ = run(
        ["understand", "--explain"], "how about 60 dollars a month?\nmaybe we could do something\n", monkeypatch, capsys
    )
    assert code == 0
    assert "heard     offer-plan" in out
    assert "nearest example" in out
    assert "came next" in out


def test_a_misheard_line_becomes_an_example_with_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was taught is heard from then on, on this machine."""
    words = "shall we do the usual jam jar business"
    before = objects(run(["understand"], words + "\n", monkeypatch, capsys)[1])[0]
    assert "offer-plan" not in [act["act"] for act in before["acts"]]
    code, out, _ = run(["understand", "teach", "offer-plan", words], "", monkeypatch, capsys)
    assert code == 0
    assert "offer-plan" in out
    after = objects(run(["understand"], words + "\n", monkeypatch, capsys)[1])[0]
    assert "offer-plan" in [act["act"] for act in after["acts"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["teach", "ofer-plan", "sixty a month"], "Did you mean 'offer-plan'"),
        (["teach", "threaten-arrest", "be home thursday"], "no one is accused"),
        (["teach", "offer-plan", " "], "no words"),
    ],
)
def test_teaching_says_what_cannot_be_taught(
    arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Misspelt acts, breaches and empty words end in a sentence and 2."""
    code, _, err = run(["understand", *arguments], "", monkeypatch, capsys)
    assert code == 2
    assert told in err


def test_understand_bench_prints_every_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Precision, recall, F1, accusations, forbidden acts, out of vocabulary, slots, calibration, cost, by act."""
    rows = [
        {"speaker": "agent", "text": "how about 60 dollars a month?", "acts": [{"act": "offer-plan", "slots": {"amount": "60.00", "every": "month"}}]},
        {"speaker": "agent", "text": "you can't be arrested for this", "acts": ["deny-threat"], "forbidden": ["threaten-arrest"]},
        {"speaker": "agent", "text": "purple squirrels dance", "acts": []},
        {"speaker": "debtor", "text": "i lost my job", "acts": [{"act": "hardship", "slots": {"kind": "job-loss"}}]},
    ]  # fmt: skip
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, out, _ = run(["understand", "bench", str(file), "--acts"], "", monkeypatch, capsys)
    assert code == 0
    for words in (
        "F1 ",
        "breach acts reported",
        "forbidden acts reported: 0 of 1",
        "out of vocabulary",
        "slots of acts",
        "calibration",
        "p99",
        "offer-plan",
        "kind",
    ):
        assert words in out
    code, out, _ = run(["understand", "bench", str(file), "--json"], "", monkeypatch, capsys)
    assert {row["side"] for row in objects(out)} == {"agent", "debtor"}


def test_a_file_is_heard_as_its_lines_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Batches change nothing but the cost."""
    lines = "hello is that maria\nyou owe 840 dollars\nwhat happened?\n" * 30
    file = tmp_path / "talk.txt"
    file.write_text(lines)
    by_file = [
        [act["act"] for act in row["acts"]]
        for row in objects(run(["understand", str(file)], "", monkeypatch, capsys)[1])
    ]
    by_pipe = [
        [act["act"] for act in row["acts"]] for row in objects(run(["understand"], lines, monkeypatch, capsys)[1])
    ]
    assert by_file == by_pipe
