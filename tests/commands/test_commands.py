"""The command line as a whole: help, exit codes, what the user is told, and text that a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.commands.main import COMMANDS, GROUPS, main
from tests.commands.commanding import objects, run


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


def test_help_lists_every_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Under the heading of whoever needs it."""
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"rightparty {name} " in out for name in COMMANDS)
