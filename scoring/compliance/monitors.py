"""Monitors: one condition of one rule, fed turn by turn, in constant time and memory.

Owns the patterns. The live screen and the bulk evaluator run the same monitors. Never reads YAML. A monitor says which
acts it listens for, so that a turn is shown only to those that it may concern.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from scenarios.guard import Guard
from scoring.compliance.because import explain
from scoring.compliance.case import FILE_FACTS, TELLS_DEBT, WRITTEN, Case, Facts
from scoring.compliance.condition import Condition
from scoring.compliance.predicates import PREDICATES
from scoring.compliance.rule import Rule
from scoring.compliance.timing import known_zones, last_talk, outside_hours, too_many
from scoring.compliance.written import Note
from scoring.transcript import HeardAct, Span, Transcript, Turn


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


class Timed(Monitor):
    """Hours, contacts in a window, the pause after talking, barred channels; judged when the agent first speaks."""

    def feed(self, moment: Moment) -> list[Hit]:
        turn, case = moment.turn, moment.case
        if turn.speaker != "agent" or case.facts["agent-turns"]:
            return []
        call = case.transcript
        wrote_first = turn.index > 0 and call.channel in WRITTEN
        if call.direction == "inbound" or call.contact.consented_callback or wrote_first:
            return []  # they called or wrote first, or agreed to this moment
        if self.condition.barred and call.channel not in self.condition.barred:
            return []
        if not self.holds(case.facts):
            return []
        if self.condition.barred:
            return [self.hit(turn.index, (0, len(turn.text)), case.facts, case)]
        if call.started_at is None:
            self.unknown.add("started_at")
            return []
        problem = self._problem(call)
        return [self.hit(turn.index, (0, len(turn.text)), case.facts, case, "", problem)] if problem else []

    def _problem(self, call: Transcript) -> str | None:
        condition, at = self.condition, call.started_at
        assert at is not None
        zones = known_zones((call.debtor_zone, call.contact.number_zone))
        if condition.hours is not None:
            return outside_hours(condition.hours, at, zones)
        if call.recent_calls is None:
            self.unknown.add("recent_calls")
            return None
        if condition.contacts is not None:
            return too_many(condition.contacts, at, call.recent_calls, zones)
        assert condition.pause is not None
        talk = last_talk(condition.pause, at, call.recent_calls, zones)
        if talk is not None:
            return (
                f"You had talked on {talk:%A} {talk.day} {talk:%B}; no call for {condition.pause.days} days after that."
            )
        if any(each.conversation is None for each in call.recent_calls):
            self.unknown.add("recent_calls.conversation")
        return None


class Checked(Monitor):
    """A named predicate."""

    def feed(self, moment: Moment) -> list[Hit]:
        look = PREDICATES[str(self.condition.check)].turn
        if look is None or not self.holds(moment.case.facts):
            return []
        return [self._hit(note, moment.case) for note in look(moment.turn, moment.case)]

    def finish(self, transcript: Transcript, case: Case) -> list[Hit]:
        look = PREDICATES[str(self.condition.check)].end
        if look is None or not self.holds(case.facts):
            return []
        return [self._hit(note, case) for note in look(transcript, case)]

    def _hit(self, note: Note, case: Case) -> Hit:
        found = self.hit(note.turn, note.span, case.facts, case, "", note.because)
        return found if not note.worse else Hit(found.turn, found.span, "", found.because, True)


def _told(heard: HeardAct) -> str:
    """Which of the two levels of disclosure it was."""
    if "amount" in heard.slots or "creditor" in heard.slots:
        return "You gave its details."
    return "You let it be known that there is a debt."


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


_KINDS: dict[str, type[Monitor]] = {
    "forbidden": Forbidden, "never": NeverAfter, "answered": Answered, "at_most": AtMost, "hours": Timed,
    "contacts": Timed, "pause": Timed, "barred": Timed, "check": Checked, "hold": Monitor,
}  # fmt: skip


def watch(rule: Rule, condition: Condition) -> Monitor:
    """The monitor that a condition compiles to."""
    if condition.required:
        return (RequiredByEnd if condition.by else RequiredBefore)(rule, condition)
    return _KINDS[condition.pattern](rule, condition)


__all__ = ["Hit", "Moment", "Monitor", "decide", "watch"]
