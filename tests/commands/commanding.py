"""Running a command inside a test: its exit code, what it put out and what it told."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from simulator.commands.main import main


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
