"""Processes side by side: one thread each for their sums, unless somebody asked for more."""

from __future__ import annotations

import os

import pytest

from simulator.evaluation.processes import LIMITS, side_by_side


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
