"""The temporal patterns over acts: what must not be, must come first, must come by the end, must be answered, or at most so often.

Owns one monitor a pattern (Dwyer, Avrunin and Corbett 1999; Declare). A monitor says which acts it listens for, so that a turn is
shown only to those that it may concern. Never reads a clock or a predicate.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.compliance.because import explain
from scoring.compliance.case import Case
from scoring.compliance.facts import TELLS_DEBT
from scoring.compliance.monitor import Hit, Moment, Monitor
from scoring.transcript import HeardAct, Span, Transcript, Turn


class Forbidden(Monitor):
    """Absence: these acts never, or never while the guard holds."""

    @property
    def listens(self) -> frozenset[str] | None:
        return frozenset(self.condition.forbidden)

    def feed(self, moment: Moment) -> list[Hit]:
        turn, case = moment.turn, moment.case
        if turn.speaker != "agent":
            return []
        hits = []
        for heard, facts in zip(turn.acts, moment.stages, strict=False):
            if heard.act in self.condition.forbidden and self.holds(facts):
                because = explain(self.condition.guard, facts, case)
                if heard.act in TELLS_DEBT and not facts["verified"]:
                    because = f"{because} {_told(heard)}".strip()
                hits.append(self.hit(turn.index, heard.span, facts, case, heard.act, because))
        return hits


@dataclass
class RequiredBefore(Monitor):
    """Precedence: one of these before any of those; one omission, one finding."""

    _seen: bool = False

    @property
    def listens(self) -> frozenset[str] | None:
        return frozenset((*self.condition.required, *self.condition.before))

    def feed(self, moment: Moment) -> list[Hit]:
        turn = moment.turn
        if turn.speaker != "agent" or self._seen:
            return []
        for heard, facts in zip(turn.acts, moment.stages, strict=False):
            if heard.act in self.condition.required:
                self._seen = True
            elif heard.act in self.condition.before and not self._seen and self.holds(facts):
                self._seen = True
                return [self.hit(turn.index, heard.span, facts, moment.case, heard.act)]
        return []


@dataclass
class RequiredByEnd(Monitor):
    """Existence: one of these by the end of the call, once the guard has held."""

    _due: tuple[Turn, int] | None = None
    _seen: bool = False

    def feed(self, moment: Moment) -> list[Hit]:
        turn = moment.turn
        if turn.speaker != "agent" or self._seen:
            return []
        if self._due is not None:
            self._due = (self._due[0], self._due[1] + 1)
        if turn.has(*self.condition.required):
            self._seen = True
        elif self._due is None and self.holds(moment.stages[-1]):
            self._due = (turn, 0)
        return []

    def finish(self, transcript: Transcript, case: Case) -> list[Hit]:
        if self._due is None or self._seen:
            return []
        turn, since = self._due
        if transcript.ended_by not in (None, "agent") and since < self.condition.grace:
            return []  # the other side hung up before it was due
        return [self.hit(turn.index, (0, len(turn.text)), case.facts, case)]


@dataclass
class NeverAfter(Monitor):
    """Absence after: once one of those was performed, by either side, none of these."""

    _since: Turn | None = None

    @property
    def listens(self) -> frozenset[str] | None:
        return frozenset((*self.condition.never, *self.condition.after))

    def feed(self, moment: Moment) -> list[Hit]:
        turn, hits = moment.turn, []
        for heard, facts in zip(turn.acts, moment.stages, strict=False):
            wanted = turn.speaker == "agent" and heard.act in self.condition.never
            if wanted and self._since is not None and self.holds(facts):
                because = f"That came after turn {self._since.index}: “{self._since.text[:80]}”"
                hits.append(self.hit(turn.index, heard.span, facts, moment.case, heard.act, because))
            if heard.act in self.condition.after and self._since is None:
                self._since = turn
        return hits


@dataclass
class Answered(Monitor):
    """Response: what the other side voiced is answered within the agent's next turns; judged once a call."""

    _waiting: tuple[int, int, Span] | None = None
    _done: bool = False

    def feed(self, moment: Moment) -> list[Hit]:
        turn, condition = moment.turn, self.condition
        if turn.speaker != "agent":
            voiced = turn.first(*condition.answered)
            if voiced is not None and self._waiting is None and not self._done and self.holds(moment.case.facts):
                self._waiting = (turn.index, condition.within, voiced.span)
            return []
        if self._waiting is None:
            return []
        index, left, span = self._waiting
        self._waiting = (index, left - 1, span)
        if turn.has(*condition.with_):
            self._waiting, self._done = None, True
        elif left - 1 <= 0:
            self._waiting, self._done = None, True
            because = f"They had said something at turn {index} that wants an answer first."
            return [self.hit(turn.index, (0, len(turn.text)), moment.case.facts, moment.case, "", because)]
        return []

    def finish(self, transcript: Transcript, case: Case) -> list[Hit]:
        if self._waiting is not None and transcript.ended_by in (None, "agent"):
            index, left, span = self._waiting
            if left < self.condition.within:  # the agent had at least one turn to answer
                return [self.hit(index, span, case.facts, case)]
        return []


@dataclass
class AtMost(Monitor):
    """Bounded existence: no more often than that in one call."""

    _count: int = 0

    @property
    def listens(self) -> frozenset[str] | None:
        return frozenset(self.condition.of)

    def feed(self, moment: Moment) -> list[Hit]:
        hits = []
        for heard, facts in zip(moment.turn.acts, moment.stages, strict=False):
            if moment.turn.speaker == "agent" and heard.act in self.condition.of and self.holds(facts):
                self._count += 1
                if self._count == (self.condition.at_most or 0) + 1:
                    because = f"It was the {self._count}th time in this call."
                    hits.append(self.hit(moment.turn.index, heard.span, facts, moment.case, heard.act, because))
        return hits


def _told(heard: HeardAct) -> str:
    """Which of the two levels of disclosure it was."""
    if "amount" in heard.slots or "creditor" in heard.slots:
        return "You gave its details."
    return "You let it be known that there is a debt."


PATTERNS: dict[str, type[Monitor]] = {
    "forbidden": Forbidden, "required before": RequiredBefore, "required by the end": RequiredByEnd, "never": NeverAfter,
    "answered": Answered, "at_most": AtMost,
}  # fmt: skip
"""The monitor of each."""

__all__ = ["PATTERNS"]
