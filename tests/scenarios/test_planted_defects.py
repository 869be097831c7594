"""How much of what authors get wrong is found, at the line where it stands: planted by program, one defect a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from simulator.workshop.checking import check_everything
from tests.scenarios.planting import OPERATORS, plant

MANY = 200


def test_planted_defects_are_named_at_their_line(tmp_path: Path) -> None:
    """At least 95 of 100, and no kind of defect is missed altogether."""
    missed: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for defect in plant(MANY, seed=11):
        path = tmp_path / defect.file
        path.write_text(defect.text, encoding="utf-8")
        problems, _ = check_everything([path])
        path.unlink()
        kinds[defect.kind] += 1
        if not any(each.line == defect.line or f"(line {defect.line})" in each.message for each in problems):
            missed[defect.kind] += 1
    assert len(kinds) == len(OPERATORS)
    assert missed.total() <= MANY * 0.05, missed
    assert not [kind for kind in missed if missed[kind] == kinds[kind]], missed


def test_the_unchanged_library_has_nothing_to_report() -> None:
    """Not even a warning."""
    assert check_everything([])[0] == []
