"""Monitors: one condition of one rule, fed turn by turn, in constant time and memory.

Owns the patterns. The live screen and the bulk evaluator run the same monitors. Never reads YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.guard import Guard
from scoring.compliance.case import FILE_FACTS, Case
from scoring.compliance.predicates import PREDICATES
from scoring.compliance.rule import Condition, Rule
from scoring.transcript import Span, Transcript, Turn


@dataclass(frozen=True)
class Hit:
    """A condition was met, with where."""

    turn: int
    span: Span
    act: str = ""
    because: str = ""


@dataclass
class Monitor:
    """Watches one condition."""

    rule: Rule
    condition: Condition
    unknown: set[str] = field(default_factory=set)
    """Fields whose absence kept the condition from being judged."""
    _due: tuple[Turn, int] | None = None
    _seen: bool = False
    _waiting: list[tuple[int, int, Span]] = field(default_factory=list)

    def feed(self, turn: Turn, case: Case) -> list[Hit]:
        """Judge one turn before the case takes it in."""
        condition = self.condition
        if condition.check is not None:
            return [Hit(turn.index, hit.span, "", hit.because) for hit in PREDICATES[condition.check].turn(turn, case)]
        if condition.answered:
            return self._answer(turn, case)
        if turn.speaker != "agent":
            return []
        if condition.forbidden:
            return self._forbid(turn, case)
        return self._require(turn, case)

    def finish(self, transcript: Transcript, case: Case) -> list[Hit]:
        """Judge what should have happened by the end of the call."""
        condition = self.condition
        if condition.check is not None:
            return [
                Hit(hit.turn, hit.span, "", hit.because) for hit in PREDICATES[condition.check].end(transcript, case)
            ]
        if condition.required and condition.by and self._due is not None and not self._seen:
            turn, since = self._due
            by_other = transcript.ended_by not in (None, "agent")
            if not (by_other and since <= condition.grace):
                return [Hit(turn.index, _span_of(turn))]
        if condition.answered and self._waiting and transcript.ended_by in (None, "agent"):
            index, left, span = self._waiting[0]
            if left < condition.within:  # the agent had at least one turn to answer
                return [Hit(index, span)]
        return []

    def _forbid(self, turn: Turn, case: Case) -> list[Hit]:
        hits = []
        for number, heard in enumerate(turn.acts):
            if heard.act in self.condition.forbidden and self._holds(case.during(list(turn.acts[:number]))):
                hits.append(Hit(turn.index, heard.span, heard.act))
        return hits

    def _require(self, turn: Turn, case: Case) -> list[Hit]:
        condition = self.condition
        if self._due is not None:
            self._due = (self._due[0], self._due[1] + 1)
        for number, heard in enumerate(turn.acts):
            if heard.act in condition.required:
                self._seen = True
            elif (
                heard.act in condition.before and not self._seen and self._holds(case.during(list(turn.acts[:number])))
            ):
                self._seen = True  # one omission, one finding
                return [Hit(turn.index, heard.span, heard.act)]
        if condition.by and self._due is None and self._holds(case.during(list(turn.acts))):
            self._due = (turn, 0)
        return []

    def _answer(self, turn: Turn, case: Case) -> list[Hit]:
        condition = self.condition
        if turn.speaker != "agent":
            voiced = turn.first(*condition.answered)
            if voiced is not None and not self._waiting and not self._seen and self._holds(case.facts):
                self._waiting.append((turn.index, condition.within, voiced.span))
            return []
        if not self._waiting:
            return []
        if turn.has(*condition.with_):
            self._waiting.clear()
            self._seen = True
            return []
        index, left, span = self._waiting[0]
        self._waiting[0] = (index, left - 1, span)
        if left - 1 <= 0:
            self._waiting.clear()
            self._seen = True
            return [Hit(turn.index, _span_of(turn))]
        return []

    def _holds(self, facts: Mapping[str, int | None]) -> bool:
        guard = self.condition.guard
        if guard is None:
            return True
        missing = [name for name in guard.names if facts.get(name, 0) is None]
        low = {name: value or 0 for name, value in facts.items()}
        if not missing:
            return guard.holds(low)
        high = {**low, **dict.fromkeys(missing, 1)}
        if _agree(guard, low, high):
            return guard.holds(low)
        self.unknown.update(FILE_FACTS.get(name, name) for name in missing)
        return False


def _agree(guard: Guard, low: Mapping[str, int], high: Mapping[str, int]) -> bool:
    return guard.holds(low) == guard.holds(high)


def _span_of(turn: Turn) -> Span:
    """The words an omission is pinned to: the whole turn."""
    return (0, len(turn.text))


__all__ = ["Hit", "Monitor"]
