"""The installed command in a real pseudo-terminal, through a whole call."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")


def test_installed_command_plays_a_whole_call_in_a_terminal(own_data_folder: Path) -> None:
    """From the brief to the scorecard, typed as a person would."""
    command = shutil.which("rightparty", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("rightparty is not installed beside this Python")
    terminal = pexpect.spawn(
        command, ["practise", "roommate-answers", "--seed", "1"], dimensions=(24, 80), timeout=20, encoding="utf-8",
        env={**os.environ, "TERM": "xterm-256color", "RIGHTPARTY_DATA": str(own_data_folder)},
    )  # fmt: skip
    terminal.expect("Brief")
    terminal.send("\r")
    terminal.expect("Say something")
    terminal.send("Hello, may I speak with Dan Whitfield?\r")
    terminal.expect("roommate")
    terminal.send("It is a personal matter. Please ask him to call Lee on 800-555-0100. Goodbye.\r")
    terminal.expect("Disposition")
    terminal.send("\x1b")
    terminal.expect("Scorecard")
    terminal.sendcontrol("q")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    assert list((own_data_folder / "calls").glob("*.jsonl"))
