"""Measuring: the median of some runs, a fresh process, and a line of the table with its baseline.

Owns the clock and the form of a line. Never asserts.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def median(work: Callable[[], object], times: int) -> float:
    """Median seconds of one run."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def python(code: str) -> Callable[[], object]:
    """A fresh interpreter running `code`."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def command(*arguments: str) -> Callable[[], object]:
    """The installed command, in a fresh process."""
    path = str(Path(sys.executable).parent / "rightparty")
    return lambda: subprocess.run([path, *arguments], check=True, capture_output=True)


def row(what: str, cost: float, base: float, baseline: str, goal: str) -> None:
    """One line of the table."""
    print(f"{what:44} {cost * 1000:9.2f} ms   {cost / base:6.2f} × {baseline:38} goal {goal}")
