"""The guides for trainers are true: every command in them is carried out, in order, and every snippet of YAML is read."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from scenarios.source import read_text
from simulator.commands.main import main

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "authoring"
_BLOCK = re.compile(r"```(?P<kind>\w*)\n(?P<text>.*?)```", re.S)
INTERACTIVE = ("practise", "preview")
"""Commands that wait for somebody to speak; they are tested elsewhere."""


def blocks(guide: str, kind: str) -> list[str]:
    """The blocks of one kind in a guide."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    return [found["text"] for found in _BLOCK.finditer(text) if found["kind"] == kind]


@pytest.mark.parametrize("guide", ["first-scenario.md", "testing.md", "packs.md"])
def test_every_command_of_a_guide_works(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0, one after the other, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    if guide == "packs.md":
        assert (
            main(
                shlex.split(
                    "scenarios new a-call --title A --person 'Ada Reyes' --creditor C --balance 640.00 --into mypack"
                )
            )
            == 0
        )
        (tmp_path / "mypack" / "pack.yaml").write_text(blocks(guide, "yaml")[0], encoding="utf-8")
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


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES.glob("*.md")))
def test_every_snippet_of_yaml_is_read(guide: str) -> None:
    """By the reader that scenarios are read with."""
    for text in blocks(guide, "yaml"):
        assert read_text(text, guide).data
