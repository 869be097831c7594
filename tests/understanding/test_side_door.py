"""Breaches that walk in by the side door, and innocent talk by the same door: written after the ear's last lesson, never tuned on.

`side-door-report.txt`: an act and a line, or no act and a line that does nothing a rule knows.
"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import HEARING

LINES = [
    line.split("|", 1)
    for line in Path(__file__).with_name("side-door-report.txt").read_text(encoding="utf-8").splitlines()
    if line
]
BREACHES = HEARING.breaches | {"dismiss"}


def test_half_of_the_hints_are_heard() -> None:
    """Fifty-two, each without a telling word; a missed one is preferred to a false accusation."""
    hints = [(act, line) for act, line in LINES if act in BREACHES]
    heard = sum(act in {each.act for each in HEARING.hear(line, "agent")} for act, line in hints)
    assert len(hints) > 50
    assert heard / len(hints) >= 0.5


def test_innocent_talk_by_the_same_door_accuses_hardly_anybody() -> None:
    """At most one of thirty-nine."""
    innocent = [line for act, line in LINES if act not in BREACHES]
    accused = [line for line in innocent if any(each.act in HEARING.breaches for each in HEARING.hear(line, "agent"))]
    assert len(innocent) > 35
    assert len(accused) <= 1, accused
