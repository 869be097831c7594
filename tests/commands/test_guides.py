"""The guides for trainers are true: every command in them is carried out, in order, and every snippet of YAML is read."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from scenarios.source import read_text
from simulator.commands.main import main

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "authoring"
DESK = GUIDES.parent / "desk" / "supervisors.md"
_BLOCK = re.compile(r"```(?P<kind>\w*)\n(?P<text>.*?)```", re.S)
INTERACTIVE = ("practise", "preview")
"""Commands that wait for somebody to speak; they are tested elsewhere."""


def blocks(guide: str, kind: str) -> list[str]:
    """The blocks of one kind in a guide."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    return [found["text"] for found in _BLOCK.finditer(text) if found["kind"] == kind]


@pytest.mark.parametrize("guide", ["first-scenario.md", "testing.md", "packs.md", "rubrics.md", "flows.md"])
def test_every_command_of_a_guide_works(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0, one after the other, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    if guide in ("packs.md", "rubrics.md", "flows.md"):
        draft = "scenarios new a-call --title A --person 'Ada Reyes' --creditor C --balance 640.00 --into mypack"
        assert main(shlex.split(draft)) == 0
        kind = {"packs.md": "", "rubrics.md": "rubrics", "flows.md": "flows"}[guide]
        name = {"packs.md": "pack", "rubrics.md": "our-house", "flows.md": "front-desk"}[guide]
        (tmp_path / "mypack" / kind).mkdir(exist_ok=True)
        (tmp_path / "mypack" / kind / f"{name}.yaml").write_text(blocks(guide, "yaml")[0], encoding="utf-8")
        changed = blocks("rubrics.md", "yaml")[0].replace("overall: 65", "overall: 75")
        (tmp_path / "changed.yaml").write_text(changed, encoding="utf-8")
        call = {"id": "c", "turns": [{"speaker": "agent", "text": "Hello, this is Lee."}]}
        (tmp_path / "calls.jsonl").write_text(json.dumps(call), encoding="utf-8")
    carried_out = 0
    for line in (line for block in blocks(guide, "sh") for line in block.strip().split("\n")):
        words = shlex.split(line)
        given = [word for word in words if re.match(r"^[A-Z_]+=", word)]
        for each in given:
            name, _, value = each.partition("=")
            monkeypatch.setenv(name, os.fspath(tmp_path / value))
        words = words[len(given) :]
        assert words[0] == "rightparty", line
        if not set(INTERACTIVE) & set(words):
            assert main(words[1:]) == 0, line
            carried_out += 1
        for each in given:
            monkeypatch.delenv(each.partition("=")[0])
    assert carried_out >= 2


def test_every_command_of_the_supervisors_guide_works(
    tmp_path: Path, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a machine of one's own with one call on it; CALL and SESSION stand for its id and the calibration's."""
    from simulator.desk.desk import open_desk
    from tests.desk.conftest import NOW, Team

    own_data_folder.mkdir(parents=True)
    made = Team(f"sqlite:///{own_data_folder / 'records.db'}")
    monkeypatch.setattr("simulator.desk.desk.account_name", lambda: "me")
    open_desk(made.clock)
    made.people.add("", "tom", "trainee", "", None, NOW)
    made.call("me")
    monkeypatch.chdir(tmp_path)
    names = {"CALL": "c-1"}
    carried_out = 0
    for block in (
        found["text"] for found in _BLOCK.finditer(DESK.read_text(encoding="utf-8")) if found["kind"] == "sh"
    ):
        for line in block.strip().split("\n"):
            words = [names.get(word, word) for word in shlex.split(line)]
            assert words[0] == "rightparty"
            assert main(words[1:]) == 0, line
            said = capsys.readouterr().out
            if words[1:3] == ["calibrate", "new"]:
                names["SESSION"] = said.strip()
            carried_out += 1
    assert carried_out > 20
    assert {"me.html", "team.xlsx", "all.backup", "out.jsonl"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES.glob("*.md")))
def test_every_snippet_of_yaml_is_read(guide: str) -> None:
    """By the reader that scenarios are read with."""
    for text in blocks(guide, "yaml"):
        assert read_text(text, guide).data
