"""The command line: contract, exit codes, and what the user is told."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.commands.main import COMMANDS, GROUPS, main


def run(
    arguments: list[str], lines: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """One command with standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def objects(out: str) -> list[dict[str, Any]]:
    """JSON lines."""
    return [json.loads(line) for line in out.splitlines()]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """--help is complete and ends with 0."""
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """COMMAND --help."""
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    assert name in capsys.readouterr().out


def test_an_unknown_command_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and did you mean."""
    assert main(["evalute"]) == 2
    assert "evaluate" in capsys.readouterr().err


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


def test_scenarios_list_json_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line."""
    assert main(["scenarios", "list", "--json"]) == 0
    for each in objects(capsys.readouterr().out):
        assert {"scenario", "title", "level", "channel", "regime", "teaches", "persona"} <= set(each)


def test_scenarios_check_prints_places_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`file:line:col CODE message`."""
    path = tmp_path / "x.yaml"
    path.write_text("scenario: X y\ntitle: t\ntitle: u\n")
    assert main(["scenarios", "check", str(path)]) == 1
    assert f"{path}:3:1 yaml/duplicate-key" in capsys.readouterr().out


def test_rules_are_listed_shown_and_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    """list, show, did you mean."""
    assert main(["rules", "list", "--json"]) == 0
    assert "us-fdcpa/arrest-threat" in capsys.readouterr().out
    assert main(["rules", "show", "us-fdcpa/arrest-threat"]) == 0
    assert "15 U.S.C. 1692e(4)" in capsys.readouterr().out
    assert main(["rules", "show", "us-fdcpa/arest-threat"]) == 2
    assert "arrest-threat" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["practise", "hospital-bil", "--json"], "Did you mean 'hospital-bill'?"),
        (["practise", "--json", "--resume", "nothing"], "no stored call"),
        (["evaluate", "x.json", "--rubric", "usa"], ""),
        (["understand", "nowhere.txt"], "cannot be read"),
    ],
)
def test_what_the_user_can_change_is_a_sentence_and_exit_two_or_one(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback."""
    assert main(arguments) in (1, 2)
    assert words in capsys.readouterr().err


def test_an_unwritable_data_folder_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A file where the folder should be."""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("RIGHTPARTY_DATA", str(blocked / "data"))
    assert main(["practise", "hospital-bill", "--json"]) == 2
    err = capsys.readouterr().err
    assert "cannot be written" in err
    assert "RIGHTPARTY_DATA" in err


def test_text_that_a_terminal_would_obey_is_shown_harmlessly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No escape sequence of a trainee reaches the terminal."""
    lines = "hello \x1b[2J\x1b]0;title\x07 [red]x[/red]\n/transcript\n"
    _, out, _ = run(["practise", "hospital-bill", "--plain", "--seed", "1"], lines, monkeypatch, capsys)
    assert "\x1b" not in out
    assert "[red]x[/red]" in out


def test_one_broken_scenario_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The healthy ones are listed, the broken one is a line with its place, and naming it is exit 2."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "broken-one.yaml").write_text("scenario: broken-one\ntitle: x\nlevel: no\n")
    monkeypatch.setenv("RIGHTPARTY_PACKS", str(tmp_path))
    assert main(["scenarios", "list", "--json"]) == 1
    out, err = capsys.readouterr()
    assert len(objects(out)) >= 8
    assert "broken-one.yaml:3:8 file/not-a-number" in err
    assert main(["practise", "broken-one", "--json"]) == 2


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


def test_help_lists_every_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Under the heading of whoever needs it."""
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"rightparty {name} " in out for name in COMMANDS)
