"""One sitting: a call with its log on disk, its clock, its live findings, and its scorecard at the end.

Owns the order say → log → judge, and resuming. Every front (app, plain, JSON) talks to this. Never draws.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scenarios.model.scenario import DISPOSITIONS, LANGUAGES
from scenarios.nearness import did_you_mean
from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scoring.better_words import filled_findings
from scoring.compliance.judge import Judge
from scoring.compliance.packs import choose_packs, read_shelf
from scoring.finding import Finding
from scoring.scorecard import Scorecard
from scoring.transcript import Regime
from simulator.calls.call import Call, effective
from simulator.calls.header import Header
from simulator.calls.log import LogFile, read_log
from simulator.calls.projection import to_transcript
from simulator.clock import Clock
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import DebtorSpoke, Event, Rewound, WrappedUp
from simulator.evaluation.scripted import better_words, score_played
from simulator.practice.choices import MODE as CHOICE_MODE
from simulator.practice.choices import choices_for, chosen
from simulator.records.places import data_folder, log_path, machine_mark
from simulator.understanding.hearing import VERSION, Hearing


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
        self._started = clock.monotonic()
        self._paused_at: float | None = None
        self._paused = 0.0
        self._before = self._last_time()
        self._judge = self._fresh_judge()
        self._feed()

    @classmethod
    def start(
        cls, library: Library, name: str, hearing: Hearing, clock: Clock, seed: int | None = None, mode: str = "coach",
        keep: bool = True,
    ) -> Sitting:  # fmt: skip
        """Begin a call. Raises RightpartyError when the scenario is unknown or nothing can be written."""
        now = clock.now()
        chosen = seed if seed is not None else int(now.timestamp()) % 100_000
        cast = Cast.of(library, name, chosen)
        if cast.scenario.language != "en" and mode != "coach":
            raise RightpartyError(
                f"{name} is in {LANGUAGES[cast.scenario.language]}: it can be practised in coach mode alone.",
                "Lines to choose from are English, and an exam needs the rules, which are judged in English.",
            )
        call = Call(cast, hearing)
        call_id = f"{now:%Y%m%d-%H%M%S}-{name}-{chosen}{machine_mark() if keep else ''}"
        packs = choose_packs(_regime(cast), (), read_shelf(*cast.rule_folders))
        header = Header(
            call_id, name, library.digest(cast.scenario), chosen, now.isoformat(timespec="seconds"), mode, VERSION,
            tuple(pack.label for pack in packs),
        )  # fmt: skip
        log = None
        if keep:
            header, log = _keep(header, call)
        return cls(call, header, log, clock)

    @classmethod
    def fork(cls, library: Library, call_id: str, turn: int, hearing: Hearing, clock: Clock) -> Sitting:
        """A call of its own that shares a stored one's turns up to `turn` and goes on from there.

        Raises RightpartyError when there is no such call, or no such turn in it.
        """
        parent, events, _ = read_log(find_log(call_id))
        cast = Cast.of(library, parent.scenario, parent.seed)
        past = Call(cast, hearing, events)
        if not 0 <= turn < past.state.turn:
            raise RightpartyError(
                f"There is no turn {turn} in {call_id} to go on from.",
                f"Its turns run from 0 to {past.state.turn - 1}.",
            )
        call = Call(cast, hearing, effective([*events, Rewound(turn)]))
        now = clock.now()
        header, log = _keep(
            replace(
                parent, id=f"{now:%Y%m%d-%H%M%S}-{parent.scenario}-{parent.seed}{machine_mark()}", digest=library.digest(cast.scenario),
                started_at=now.isoformat(timespec="seconds"), hearing=VERSION, forked_from=parent.id, forked_at=turn,
                mode="coach",  # an exam is not sat from the middle
            ),
            call,
        )  # fmt: skip
        return cls(call, header, log, clock)

    @classmethod
    def resume(cls, library: Library, call_id: str, hearing: Hearing, clock: Clock) -> Sitting:
        """Go on with a stored call. Raises RightpartyError when there is none, or it is of a newer version."""
        path = find_log(call_id)
        header, events, warning = read_log(path)
        cast = Cast.of(library, header.scenario, header.seed)
        if library.digest(cast.scenario) != header.digest:
            warning = (
                warning + " The scenario has changed since this call began; it goes on with today's file."
            ).strip()
        call = Call(cast, hearing, events)
        log = LogFile(path)
        if not events:
            log.append(call.events)
        return cls(call, header, log, clock, warning)

    @property
    def coached(self) -> bool:
        """Whether help is given during the call: always but in an exam."""
        return self.header.mode != "exam"

    @property
    def nothing_found(self) -> str:
        """What to say of the rules while none was hit: that, or that none is judged in this language; as short as a status line is."""
        return "no rule hit" if self.call.cast.scenario.language == "en" else "not judged"

    def choices(self) -> tuple[str, ...]:
        """What could be said next, in choice mode; else nothing."""
        return choices_for(self.call) if self.header.mode == CHOICE_MODE else ()

    @property
    def elapsed(self) -> float:
        """Seconds of the call so far, pauses left out."""
        held = self._paused + (self.clock.monotonic() - self._paused_at if self._paused_at is not None else 0.0)
        return self._before + self.clock.monotonic() - self._started - held

    def pause(self) -> bool:
        """Stop or start the clock; whether it now stands still."""
        if self._paused_at is None:
            self._paused_at = self.clock.monotonic()
        else:
            self._paused += self.clock.monotonic() - self._paused_at
            self._paused_at = None
        return self._paused_at is not None

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
        self._judge = self._fresh_judge()
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

    def _fresh_judge(self) -> Judge:
        transcript = to_transcript(self.header.id, self.call.cast, self.call.events)
        self._fed = 0
        cast = self.call.cast
        judged = cast.scenario.language == "en"  # in another no breach is heard
        packs = choose_packs(_regime(cast), (), read_shelf(*cast.rule_folders)) if judged else []
        return Judge(transcript, _regime(cast), packs)

    def _feed(self) -> list[Finding]:
        transcript = to_transcript(self.header.id, self.call.cast, self.call.events)
        turns = transcript.turns
        found = [finding for turn in turns[self._fed :] for finding in self._judge.feed(turn)]
        found = filled_findings(found, transcript, better_words(self.call.cast))
        self._fed = len(turns)
        self.findings.extend(found)
        return found

    def _last_time(self) -> float:
        times = [event.at for event in effective(self.call.events) if hasattr(event, "at")]
        return max(times, default=0.0)


def _keep(header: Header, call: Call) -> tuple[Header, LogFile]:
    """Begin the log of a call under a name that is free."""
    path = log_path(header.id)
    number = 2
    while path.exists():  # two calls in one second
        path = log_path(f"{header.id}-{number}")
        number += 1
    header = replace(header, id=path.stem)
    log = LogFile.create(path, header)
    log.append(call.events)
    return header, log


def _regime(cast: Cast) -> Regime:
    regime = cast.scenario.regime
    return Regime(regime.jurisdiction, regime.collector, regime.rules)


def find_log(call_id: str) -> Path:
    """The log of a kept call, by its whole name or a beginning that only it has.

    Raises RightpartyError when there is none, or more than one.
    """
    folder = data_folder() / "calls"
    exact = folder / f"{call_id}.jsonl"
    if "/" not in call_id and "\\" not in call_id and exact.exists():
        return exact
    known = sorted(path.stem for path in folder.glob("*.jsonl")) if folder.is_dir() else []
    near = [name for name in known if name.startswith(call_id)]
    if len(near) == 1:
        return folder / f"{near[0]}.jsonl"
    hint = (
        "Several calls begin so; give more of the id."
        if near
        else did_you_mean(call_id, known) or "`rightparty scorecards list --open` names them."
    )
    raise RightpartyError(f"There is no stored call '{call_id}'.", hint)
