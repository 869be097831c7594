"""Processes side by side: one thread each for their sums, unless somebody asked for more."""

from __future__ import annotations

import os

import pytest

from simulator.commands import main
from simulator.evaluation.processes import side_by_side
from simulator.threads import LIMITS


@pytest.mark.parametrize(("asked", "had"), [(None, "1"), ("3", "3")])
def test_each_process_has_one_thread_unless_more_were_asked_for(
    asked: str | None, had: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads that spin while they wait take the cores from each other."""
    for name in LIMITS:
        if asked is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, asked)
    with side_by_side(1) as pool:
        assert [pool.submit(os.getenv, name).result() for name in LIMITS] == [had] * len(LIMITS)
    assert os.environ.get(LIMITS[0]) == asked


def test_command_hears_with_one_thread_unless_more_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside another busy program two threads made a line take half a second."""
    for name in LIMITS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(LIMITS[1], "2")
    monkeypatch.setattr("sys.argv", ["rightparty", "--version"])
    with pytest.raises(SystemExit, match="0"):
        main.run()
    assert [os.environ.get(name) for name in LIMITS] == ["1", "2", "1", "1"]
    for name in LIMITS:
        monkeypatch.delenv(name)
