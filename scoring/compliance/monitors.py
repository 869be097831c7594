"""Monitors: the one that a condition compiles to. The live screen and the bulk evaluator run the same.

Owns those that look at the calendar or ask a named predicate, and the choice. Patterns over acts are `patterns.py`. Never reads YAML.
"""

from __future__ import annotations

from scoring.compliance.bad_times import bad_time_at
from scoring.compliance.case import Case
from scoring.compliance.condition import Condition
from scoring.compliance.facts import WRITTEN
from scoring.compliance.monitor import Hit, Moment, Monitor
from scoring.compliance.patterns import PATTERNS
from scoring.compliance.predicates import PREDICATES
from scoring.compliance.rule import Rule
from scoring.compliance.timing import known_zones, last_talk, outside_hours, too_many, unlisted_holidays
from scoring.compliance.written import Note
from scoring.transcript import Transcript


class Timed(Monitor):
    """Hours, contacts in a window, the pause after talking, barred channels, bad times; judged when the agent first speaks."""

    def feed(self, moment: Moment) -> list[Hit]:
        turn, case = moment.turn, moment.case
        if turn.speaker != "agent" or case.facts["agent-turns"]:
            return []
        call = case.transcript
        wrote_first = turn.index > 0 and call.channel in WRITTEN
        if call.direction == "inbound" or call.contact.consented_callback or wrote_first:
            return []  # they called or wrote first, or agreed to this moment
        only = self.condition.barred or self.condition.unwelcome
        if only and call.channel not in only:
            return []
        if self.condition.unwelcome and not call.status.inconvenient:
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
        if condition.unwelcome:
            found = bad_time_at(at, call.status.inconvenient, zones[0] if zones else at.tzinfo)
            return f"They had called this time bad: {found[0].written}." if found else None
        if condition.hours is not None:
            problem = outside_hours(condition.hours, at, zones)
            if problem is None:
                self.unknown.update(unlisted_holidays(condition.hours, at, zones))
            return problem
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


_KINDS: dict[str, type[Monitor]] = {
    **PATTERNS, "hours": Timed, "contacts": Timed, "pause": Timed, "barred": Timed, "unwelcome": Timed, "check": Checked, "hold": Monitor,
}  # fmt: skip


def watch(rule: Rule, condition: Condition) -> Monitor:
    """The monitor that a condition compiles to."""
    if condition.required:
        return _KINDS["required by the end" if condition.by else "required before"](rule, condition)
    return _KINDS[condition.pattern](rule, condition)


__all__ = ["watch"]
