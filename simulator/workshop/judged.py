"""What scorecards have reached: criteria met and missed, rules that were broken. Beside what calls have reached.

Owns the counting. Never plays and never scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scoring.rubric import choose_rubric
from scoring.scorecard import Scorecard
from simulator.dialogue.cast import Cast
from simulator.evaluation.scripted import packs_of


@dataclass
class Judged:
    """What the scorecards of one scenario's calls have said."""

    scenario: str
    criteria: tuple[str, ...]
    rules: frozenset[str]
    """All that bind a call of this scenario, broken or not."""
    met: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def add(self, card: Scorecard) -> None:
        """Count one scorecard."""
        for each in card.criteria:
            {"met": self.met, "missed": self.missed}.get(each.result, set()).add(each.criterion)
        self.broken |= {each.rule for each in card.findings}

    def never(self) -> list[str]:
        """What no call shows, in words: a criterion that is never missed tests nothing, one never met cannot be reached."""
        lines = [f"criterion {name} is never met" for name in self.criteria if name not in self.met]
        return lines + [f"criterion {name} is never missed" for name in self.criteria if name not in self.missed]


def judged_of(cast: Cast) -> Judged:
    """Everything that scorecards of a scenario can say, nothing said yet. Raises RightpartyError as choosing does."""
    scenario = cast.scenario
    rubric = choose_rubric(
        scenario.rubric, scenario.regime.jurisdiction, scenario.regime.collector, cast.rubric_folders
    )
    packs = packs_of(cast)
    return Judged(
        scenario.scenario, tuple(each.criterion for each in rubric.criteria),
        frozenset(rule.rule for pack in packs for rule in pack.rules),
    )  # fmt: skip


def judged_rows(found: Iterable[Judged]) -> list[list[str]]:
    """One row for each scenario."""
    return [
        [each.scenario, f"{len(each.met)}/{len(each.criteria)}", f"{len(each.missed)}/{len(each.criteria)}",
         f"{len(each.broken)}/{len(each.rules)}", ", ".join(sorted(each.broken))]
        for each in found
    ]  # fmt: skip


HEADING = ("scenario", "criteria met", "criteria missed", "rules broken", "which")
