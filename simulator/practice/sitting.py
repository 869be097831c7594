"""One sitting: a call with its log on disk, its clock, its live findings, and its scorecard at the end.

Owns the order say → log → judge. Every front (app, plain, JSON) talks to this. Never draws.
"""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.model.scenario import DISPOSITIONS
from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scoring.finding import Finding
from scoring.scorecard import Scorecard
from simulator.calls.call import Call, effective
from simulator.calls.header import Header
from simulator.calls.log import LogFile
from simulator.clock import Clock
from simulator.dialogue.events import DebtorSpoke, Event, WrappedUp
from simulator.evaluation.scripted import score_played
from simulator.practice.choices import MODE as CHOICE_MODE
from simulator.practice.choices import choices_for, chosen
from simulator.practice.live_rules import LiveRules
from simulator.practice.stopwatch import Stopwatch


@dataclass(frozen=True)
class Exchange:
    """What came of one thing the agent did."""

    replies: tuple[DebtorSpoke, ...]
    findings: tuple[Finding, ...]
    over: bool
    events: tuple[Event, ...] = ()


class Sitting:
    """A call being practised."""

    def __init__(self, call: Call, header: Header, log: LogFile | None, clock: Clock, warning: str = "") -> None:
        self.call = call
        self.header = header
        self.log = log
        self.clock = clock
        self.warning = warning
        self.findings: list[Finding] = []
        self._watch = Stopwatch(clock, self._last_time())
        self._rules = LiveRules(call, header.id)
        self._feed()

    @property
    def coached(self) -> bool:
        """Whether help is given during the call: always but in an exam."""
        return self.header.mode != "exam"

    @property
    def nothing_found(self) -> str:
        """What to say of the rules while none was hit: that, or that none is judged in this language; as short as a status line is."""
        return "no rule hit" if self.call.cast.scenario.judged else "not judged"

    def choices(self) -> tuple[str, ...]:
        """What could be said next, in choice mode; else nothing."""
        return choices_for(self.call) if self.header.mode == CHOICE_MODE else ()

    @property
    def elapsed(self) -> float:
        """Seconds of the call so far, pauses left out."""
        return self._watch.elapsed

    def pause(self) -> bool:
        """Stop or start the clock; whether it now stands still."""
        return self._watch.pause()

    def say(self, text: str, at: float | None = None) -> Exchange:
        """The agent says something; logged before anything else happens."""
        if self.call.over:
            return Exchange((), (), True)
        before = len(self.call.events)
        if self.header.mode == CHOICE_MODE:
            text = chosen(self.call, text)
        events = self.call.say(text, self.elapsed if at is None else at)
        try:
            return self._after(events)
        except RightpartyError:
            self.call.forget(before)  # what is not in the log has not been said; the words go back to the speaker
            raise

    def hang_up(self) -> Exchange:
        """The agent hangs up."""
        return self._after(self.call.hang_up())

    def rewind(self, to_turn: int) -> None:
        """Go back. Raises RightpartyError for a turn that is not there, and in an exam, where what is said is said."""
        if not self.coached:
            raise RightpartyError("Nothing is taken back in an exam.", "Put it right in what you say next.")
        try:
            events = self.call.rewind(to_turn)
        except ValueError as error:
            raise RightpartyError(f"Cannot rewind: {error}.") from None
        if self.log is not None:
            self.log.append(events)
        self.findings.clear()
        self._rules = LiveRules(self.call, self.header.id)
        self._feed()

    def wrap_up(self, disposition: str, note: str) -> None:
        """Record the call. Raises RightpartyError for a code that is not known, or when an exam was handed in before."""
        if not self.coached and any(isinstance(event, WrappedUp) for event in self.call.events):
            raise RightpartyError(
                "This exam was handed in, and it is wrapped up once.", "Sit it again: another call counts."
            )
        code = disposition.strip().upper()
        if code not in DISPOSITIONS:
            raise RightpartyError(
                f"'{disposition}' is not a disposition.",
                did_you_mean(code, DISPOSITIONS) or f"Codes: {', '.join(DISPOSITIONS)}.",
            )
        events = self.call.wrap_up(code, note)
        if self.log is not None:
            self.log.append(events)

    def scorecard(self) -> Scorecard:
        """The scorecard as things stand."""
        return score_played(self.call, self.header.id)

    def _after(self, events: tuple[Event, ...]) -> Exchange:
        if self.log is not None and events:
            self.log.append(events)
        found = self._feed()
        replies = tuple(event for event in events if isinstance(event, DebtorSpoke))
        return Exchange(replies, tuple(found), self.call.over, events)

    def _feed(self) -> list[Finding]:
        found = self._rules.feed(self.call)
        self.findings.extend(found)
        return found

    def _last_time(self) -> float:
        times = [event.at for event in effective(self.call.events) if hasattr(event, "at")]
        return max(times, default=0.0)
