"""Practising line by line, for programs: one JSON object a line in, one a line out. Equal in power to the app.

Owns the objects of the contract. The call itself is the sitting's.
"""

from __future__ import annotations

import json
from typing import Any

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.clock import Clock
from simulator.commands.console import put_json, tell
from simulator.commands.plain_front import read_lines
from simulator.dialogue.events import DebtorSpoke
from simulator.practice.brief import brief_json
from simulator.practice.keeping import begin_record, finish_record
from simulator.practice.sitting import Exchange, Sitting


class JsonFront:
    """One JSON object a line, for programs."""

    def __init__(self, sitting: Sitting, library: Library, clock: Clock) -> None:
        self.sitting = sitting
        self.library = library
        self.clock = clock
        self._ended = False

    def play(self) -> int:
        """Play to the scorecard."""
        cast = self.sitting.call.cast
        if warning := begin_record(self.sitting):
            tell(warning)
        self._put(
            {
                **brief_json(cast.scenario, cast.persona),
                "id": self.sitting.header.id,
                "seed": self.sitting.header.seed,
            }
        )
        self._last_reply()
        wrapped = False
        for line in read_lines():
            if not line.strip():
                continue
            try:
                wrapped = self._take(_message(line)) or wrapped
            except RightpartyError as error:
                self._put({"type": "error", "message": error.message, "hint": error.hint})
            if wrapped:
                break
        if not self.sitting.call.over:
            self._after(self.sitting.hang_up())
        self._end()
        self._put({"type": "scorecard", **finish_record(self.sitting, self.clock)})
        return 0

    def _take(self, message: dict[str, Any]) -> bool:
        """Handle one message; True once the call is wrapped up."""
        if "say" in message:
            if self.sitting.call.over:
                raise RightpartyError(
                    "The call is over.", 'Send {"wrap_up": {"disposition": "…", "note": "…"}} or rewind.'
                )
            at = message.get("at")
            self._after(self.sitting.say(str(message["say"]), float(at) if isinstance(at, int | float) else None))
        elif message.get("hang_up"):
            self._after(self.sitting.hang_up())
        elif "rewind_to" in message:
            turn = message["rewind_to"]
            if not isinstance(turn, int):
                raise RightpartyError("'rewind_to' is the number of a turn.")
            self.sitting.rewind(turn)
            self._ended = False
            self._put({"type": "rewound", "turn": turn})
            self._last_reply()
        elif "wrap_up" in message:
            data = message["wrap_up"] if isinstance(message["wrap_up"], dict) else {}
            if not self.sitting.call.over:
                self._after(self.sitting.hang_up())
            self.sitting.wrap_up(str(data.get("disposition", "")), str(data.get("note", "")))
            return True
        else:
            raise RightpartyError(
                "The message says nothing.",
                'Send {"say": "…"}, {"hang_up": true}, {"rewind_to": n} or {"wrap_up": {…}}.',
            )
        return False

    def _after(self, exchange: Exchange) -> None:
        for reply in exchange.replies:
            self._reply(reply)
        if exchange.events and not exchange.replies and not exchange.over:
            self._reply(self._nothing())
        if self.sitting.coached:
            for finding in exchange.findings:
                self._put({"type": "finding", **finding.as_json()})
        if exchange.over:
            self._end()

    def _last_reply(self) -> None:
        """What was said last, if anything has been: a program is never left waiting."""
        spoken = (event for event in reversed(_kept(self.sitting)) if isinstance(event, DebtorSpoke))
        self._reply(next(spoken, self._nothing()))

    def _nothing(self) -> DebtorSpoke:
        """A tape runs, a letter is read later, a text is not yet sent: no words."""
        return DebtorSpoke(self.sitting.call.state.turn, self.sitting.call.cast.speaker, "", ())

    def _reply(self, reply: DebtorSpoke) -> None:
        state = self.sitting.call.state
        data: dict[str, Any] = {
            "type": "debtor",
            "turn": reply.turn,
            "speaker": reply.speaker,
            "text": reply.text,
            "acts": [act.as_json() for act in reply.acts],
            "phase": state.phase,
        }
        if self.sitting.coached:
            data["mood"] = {"trust": state.trust, "patience": state.patience, "stress": state.stress}
        if choices := self.sitting.choices():
            data["choices"] = list(choices)
        self._put(data)

    def _end(self) -> None:
        if not self._ended and self.sitting.call.over:
            self._ended = True
            state = self.sitting.call.state
            self._put({"type": "ended", "reason": state.ended, "by": state.ended_by})

    def _put(self, data: dict[str, Any]) -> None:
        put_json(json.dumps(data, ensure_ascii=False))


def _kept(sitting: Sitting) -> list[Any]:
    from simulator.calls.call import effective

    return effective(sitting.call.events)


def _message(line: str) -> dict[str, Any]:
    """A JSON object, or a bare line of text as something said."""
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return {"say": line}
    return data if isinstance(data, dict) else {"say": line}
