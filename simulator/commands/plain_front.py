"""Practising line by line, for people: on a terminal, over ssh, with a screen reader. Equal in power to the app.

Owns the commands that begin with a slash, and how things are said. The call itself is the sitting's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from scenarios.model.scenario import DISPOSITIONS
from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scoring.finding import Finding
from simulator.clock import Clock
from simulator.commands.console import put, tell
from simulator.practice.brief import brief_text
from simulator.practice.choices import chosen, numbered
from simulator.practice.coaching import checklist, hint
from simulator.practice.ear import did_you_mean, heard_lines
from simulator.practice.keeping import UNDELIVERED, begin_record, finish_record
from simulator.practice.sitting import Exchange, Sitting
from simulator.practice.wording import card_lines, stage_words, transcript_lines

COMMANDS = """  /hang-up            end the call            /back [TURN]   go back to a turn (the last one if none)
  /hint               what could come next    /mood          how they feel
  /checklist          what is done            /findings      what went wrong
  /transcript         the call so far         /account       the account file
  /heard              how your last line was heard, and why
  /wrap-up CODE NOTE  record the call         /pause         stop or start the clock
  /help               this list"""


def choose_scenario(library: Library, as_json: bool) -> str:
    """Ask which scenario to play; without an answer the easiest one."""
    found, broken = library.healthy()
    for error in broken:
        tell(str(error))
    if as_json:
        return found[0].scenario
    for number, scenario in enumerate(found, start=1):
        put(f"{number:>3}  {scenario.title}  (level {scenario.level}; {', '.join(scenario.teaches)})")
    put("Which one? Number or name:")
    answer = sys.stdin.readline().strip()
    if answer.isdigit() and 1 <= int(answer) <= len(found):
        return found[int(answer) - 1].scenario
    return answer or found[0].scenario


def read_lines() -> Iterator[str]:
    """What is typed or piped in, line by line, without the line ends."""
    while line := sys.stdin.readline():
        yield line.rstrip("\n")


class PlainFront:
    """Line by line, for people."""

    def __init__(self, sitting: Sitting, library: Library, clock: Clock) -> None:
        self.sitting = sitting
        self.library = library
        self.clock = clock

    @property
    def coach(self) -> bool:
        """Whether help is given during the call."""
        return self.sitting.coached

    def play(self) -> int:
        """Play to the scorecard."""
        cast = self.sitting.call.cast
        if warning := begin_record(self.sitting):
            tell(warning)
        if self.sitting.warning:
            tell(self.sitting.warning)
        put(brief_text(cast.scenario, cast.persona))
        put("")
        put(f"Type what you say. /help lists commands. {stage_words(self.sitting.call)}")
        for line in transcript_lines(self.sitting.call):
            put(line)
        self._offer()
        if not self.sitting.call.over:
            for line in read_lines():
                if self._take(line):
                    break
        self._after(self.sitting.hang_up())
        self._wrap_up()
        card = finish_record(self.sitting, self.clock)
        for line in card_lines(card):
            put(line)
        if card.get("undelivered"):
            tell(UNDELIVERED)
        return 0

    def _take(self, line: str) -> bool:
        """Handle one line; True when the call is over."""
        if not line.startswith("/"):
            if line.strip():
                if self.sitting.choices() and (words := chosen(self.sitting.call, line)) != line:
                    put(f"    You: {words}")
                self._after(self.sitting.say(line))
                self._offer()
            return self.sitting.call.over
        name, _, rest = line[1:].partition(" ")
        try:
            return self._command(name.strip().lower(), rest.strip())
        except RightpartyError as error:
            tell(str(error))
            return False

    def _command(self, name: str, rest: str) -> bool:
        call, cast = self.sitting.call, self.sitting.call.cast
        state = call.state
        if name in ("hang-up", "hangup", "end", "quit"):
            return True
        if name in ("back", "rewind"):
            to = int(rest) if rest.isdigit() else call.before_last_line()
            self.sitting.rewind(to)
            put(f"Back at turn {to}." if to >= 0 else "Back at the beginning.")
            for line in transcript_lines(call)[-2:]:
                put(line)
            self._offer()
        elif name == "transcript":
            for line in transcript_lines(call):
                put(line)
        elif name == "account":
            put(brief_text(cast.scenario, cast.persona))
        elif name == "pause":
            put("Paused." if self.sitting.pause() else "The call goes on.")
        elif name == "wrap-up":
            put("End the call first: /hang-up.")
        elif name == "help":
            put(COMMANDS)
        elif not self.coach and name in ("hint", "mood", "checklist", "findings", "heard"):
            put("Not in exam mode.")
        elif name == "hint":
            put(hint(cast, state))
        elif name == "heard":
            for line in heard_lines(call):
                put(line)
        elif name == "mood":
            put(f"trust {state.trust}, patience {state.patience}, stress {state.stress} (each 0 to 100)")
        elif name == "checklist":
            for item in checklist(cast, state):
                put(f"  {'✓' if item.done else '·'} {item.item}")
        elif name == "findings":
            for finding in self.sitting.findings:
                self._show(finding)
            if not self.sitting.findings:
                put(f"{self.sitting.nothing_found.capitalize()}.")
        else:
            tell(f"'/{name}' is not a command; /help lists them. To say something, do not begin it with '/'.")
        return False

    def _after(self, exchange: Exchange) -> None:
        for reply in exchange.replies:
            put(f"{reply.turn:>3} {self.sitting.call.cast.persona.first_name}: {reply.text}")
        if self.coach:
            for finding in exchange.findings:
                self._show(finding)
            if exchange.replies and (guessed := did_you_mean(self.sitting.call)):
                put(f"    {guessed}")
        if exchange.over and exchange.events:
            put("    (The call is over.)")

    def _offer(self) -> None:
        lines = numbered(self.sitting.choices())
        if lines:
            put("    Choose a number, or say it in your own words:")
        for line in lines:
            put(f"      {line}")

    def _show(self, finding: Finding) -> None:
        put(f"    ! {finding.severity}: {finding.rule}. {finding.why}")
        put(f"      Say instead: {finding.instead}")

    def _wrap_up(self) -> None:
        put("")
        put(
            "Wrap-up: a code and a note, on one line. Codes: "
            + ", ".join(f"{code} {what.lower()}" for code, what in DISPOSITIONS.items())
            + "."
        )
        for line in read_lines():
            text = line.removeprefix("/wrap-up").strip()
            if not text:
                continue
            code, _, note = text.partition(" ")
            try:
                self.sitting.wrap_up(code, note.strip())
            except RightpartyError as error:
                tell(str(error))
                continue
            return
        tell("No wrap-up given: documentation is not scored.")
