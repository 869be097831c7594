"""One condition of one rule, fed turn by turn, in constant time and memory: what every monitor shares.

Owns hits, the moment that is judged, and whether a guard holds when the record does not say everything. Never knows a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from scenarios.guard import Guard
from scoring.compliance.because import explain
from scoring.compliance.case import Case
from scoring.compliance.condition import Condition
from scoring.compliance.facts import FILE_FACTS, Facts
from scoring.compliance.rule import Rule
from scoring.transcript import Span, Transcript, Turn


@dataclass(frozen=True)
class Hit:
    """A condition was met, with where."""

    turn: int
    span: Span
    act: str = ""
    because: str = ""
    worse: bool = False
    """Whether the fact held that makes the breach critical."""


@dataclass
class Moment:
    """One turn as it is judged: the facts before each of its acts, worked out once for all monitors."""

    turn: Turn
    case: Case

    @cached_property
    def stages(self) -> list[dict[str, int | None]]:
        """Facts before each act, and after the last."""
        return self.case.before_each(self.turn)


@dataclass
class Monitor:
    """Watches one condition."""

    rule: Rule
    condition: Condition
    unknown: set[str] = field(default_factory=set)
    """Fields whose absence kept the condition from being judged."""

    @property
    def listens(self) -> frozenset[str] | None:
        """Acts that concern it; None: every turn does."""
        return None

    def feed(self, moment: Moment) -> list[Hit]:
        """Judge one turn before the case takes it in."""
        return []

    def finish(self, transcript: Transcript, case: Case) -> list[Hit]:
        """Judge what should have happened by the end of the call."""
        return []

    def holds(self, facts: Facts) -> bool:
        """Whether the guard holds; where it hangs on facts that the record lacks, no, and they are remembered."""
        held, lacking = decide(self.condition.guard, facts)
        self.unknown.update(lacking)
        return held

    def hit(self, turn: int, span: Span, facts: Facts, case: Case, act: str = "", because: str = "") -> Hit:
        """A hit with the facts that decided it."""
        worse = bool(self.rule.worse_if and facts.get(self.rule.worse_if))
        return Hit(turn, span, act, because or explain(self.condition.guard, facts, case), worse)


def decide(guard: Guard | None, facts: Facts) -> tuple[bool, set[str]]:
    """Whether a guard holds, and the fields that are missing where the answer hangs on what the record does not say."""
    if guard is None:
        return True, set()
    low = {name: value or 0 for name, value in facts.items()}
    missing = [name for name in guard.names if facts.get(name, 0) is None]
    if not missing:
        return guard.holds(low), set()
    held = guard.holds(low)
    if all(
        guard.holds({**low, **dict(zip(missing, each, strict=True))}) == held
        for each in product((0, 1), repeat=len(missing))
    ):
        return held, set()
    return False, {FILE_FACTS.get(name, name) for name in missing}
