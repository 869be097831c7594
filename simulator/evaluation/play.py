"""A bot in a call: what it says next from what it has heard, as an agent would.

Owns which of its habits comes first, how it stops, and what it remembers; how it opens is `opening.py`'s, how it bargains `haggling.py`'s. A bot
knows the file and the authority, never the person; only the wanderer (`wandering.py`) looks at the flow. Its words are in `bots.yaml`. Never scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from scoring.opportunities import VOICED
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.choice import choose
from simulator.evaluation.bots import Bot
from simulator.evaluation.filling import EVERY, echo, fill_line
from simulator.evaluation.haggling import bargain
from simulator.evaluation.opening import open_call
from simulator.evaluation.wandering import wander
from simulator.evaluation.wearing import wear_down

STOPS = {
    "self-harm": "stop-harm", "attorney": "stop-attorney", "bankruptcy": "stop-bankruptcy", "deceased": "condole",
    "dispute": "stop-dispute", "cease-request": "stop-cease", "identity-theft": "stop-dispute", "minor": "stop-minor",
    "military": "stop-other", "breathing-space": "stop-other", "debt-adviser": "stop-other", "limited-language": "stop-other",
    "deny-identity": "stop-third", "speak-as-third-party": "stop-third",
}  # fmt: skip
"""What changes everything, and how a good agent answers it."""
FEELINGS = ("express-anger", "express-fear", "express-distress", "express-shame")
MOST_TURNS = 24


@dataclass
class Play:
    """One bot in one call: what it has done and heard so far."""

    bot: Bot
    cast: Cast
    done: set[str] = field(default_factory=set)
    agreed: str | None = None
    offered: HeardAct | None = None
    pushes: int = 0
    at: str = ""
    """The state of the flow, for a bot that means to get everywhere."""

    def has(self, trait: str) -> bool:
        """Whether the bot does this."""
        return trait in self.bot.traits

    def next_line(self, text: str, acts: tuple[HeardAct, ...], turn: int, speaker: str = "debtor") -> str | None:
        """What the bot says to the other side's last words; None to hang up."""
        named = {heard.act for heard in acts}
        if speaker == "third-party":
            named.add("speak-as-third-party")
        if turn >= MOST_TURNS or "bye" in self.done:
            return None
        if "voicemail-greeting" in named:
            self.done.add("bye")
            return self.line("message")
        words = self._spoken(text, acts, named)
        if self.has("wanders") and (words is None or choose(self.cast.seed, f"wander|{turn}", WANDERS)):
            return wander(self.cast, self.at, turn)
        return None if words is None else f"{words} {self.line('spam')}" if self.has("spams") else words

    def _spoken(self, text: str, acts: tuple[HeardAct, ...], named: set[str]) -> str | None:
        stop = next((key for act, key in STOPS.items() if act in named), None)
        if stop is None and "claim-time-barred" in named and self.cast.scenario.account.limitation_expired:
            stop = "stop-barred"
        if stop is not None and "opening" in self.done and not self.has("wears-down"):
            answered = self._stop(stop)
            voiced = _weightiest(acts, ("hardship", "identity-theft", *FEELINGS))
            if answered is not None and voiced is not None and stop != "condole" and "bye" not in self.done:
                kind = (
                    self._reflect(text, voiced)
                    if self.has("reflects")
                    else self.line("soothe")
                    if self.has("soothes")
                    else ""
                )
                return f"{kind} {answered}".strip()
            if answered is not None:
                return answered
        if self.has("wears-down"):
            worn = wear_down(self, named, stop)
            if worn is not None or "bye" in self.done:
                return worn
        if "stopped" in self.done:
            return self.take_leave()
        opened = open_call(self, named)
        if opened is not None:
            return opened
        self._remember(acts)
        if {"goodbye", "hang-up"} & named and "recap" in self.done:
            return self.take_leave()
        heard = self._react(text, acts, named)
        rest = bargain(self, named, heard is not None)
        return " ".join(part for part in (heard, rest) if part) or self.take_leave()

    def _stop(self, key: str) -> str | None:
        if "stopped" in self.done:
            return self.take_leave()
        if self.has("stops"):
            self.done.add("stopped")
            return self.line(key)
        if self.has("stops-late") and f"late {key}" in self.done:
            self.done.add("stopped")
            return self.line(key)
        if self.has("sneers") and f"late {key}" not in self.done:
            self.done.add(f"late {key}")
            return self.in_turn("sneer") if key != "stop-third" else self.line(key)
        if key == "stop-third" and f"late {key}" not in self.done:
            self.done.add(f"late {key}")
            return self.line(key)
        self.done.add(f"late {key}")
        return None

    def _remember(self, acts: tuple[HeardAct, ...]) -> None:
        for heard in acts:
            if heard.act in ("offer", "promise") and "amount" in heard.slots:
                self.offered = heard
            if heard.act in ("accept", "promise") and "amount" in heard.slots:
                every = EVERY.get(str(heard.slots.get("every")), "")
                self.agreed = f"{self.cast.money(Decimal(str(heard.slots['amount'])))} {every}".strip()
            for key in ("due", "start", "method"):
                if key in heard.slots:
                    self.done.add(f"{key} {heard.slots[key]}")

    def _react(self, text: str, acts: tuple[HeardAct, ...], named: set[str]) -> str | None:
        voiced = _weightiest(acts, ("hardship", "vulnerability", *FEELINGS))
        if self.has("threatens") and "threat" not in self.done:
            self.done.add("threat")
            return self.line("threat")
        if self.has("sneers") and (voiced or named & {"reject", "cannot-pay", "insult"}):
            return self.in_turn("sneer")
        if voiced is None:
            return self._answer(named)
        if self.has("reflects"):
            return " ".join(part for part in (self._reflect(text, voiced), self._answer(named)) if part)
        if self.has("soothes") and ("soothed" not in self.done or self.has("answers")):
            self.done.add("soothed")
            return " ".join(part for part in (self.line("soothe"), self._answer(named)) if part)
        return self._answer(named)

    def _reflect(self, text: str, voiced: HeardAct) -> str:
        if voiced.act == "vulnerability" and "support" not in self.done:
            self.done.add("support")
            return self.line("support")
        if voiced.act == "express-anger":
            return self.line("reflect-anger")
        if voiced.act == "express-fear":
            return self.line("reflect-fear")
        return self.line("reflect").replace("{echo}", echo(text, voiced))

    def _answer(self, named: set[str]) -> str | None:
        if not self.has("answers"):
            return None
        if named & {"ask-proof", "ask-writing"} and "proof" not in self.done:
            self.done.add("proof")
            return self.line("proof")
        if "ask-consequence" in named and "fear" not in self.done:
            self.done.add("fear")
            return self.line("reflect-fear")
        if "ask-options" in named and "options" not in self.done:
            self.done.add("options")
            return self.line("options")
        return None

    def take_leave(self) -> str | None:
        """The last words; None when they were said already."""
        if "bye" in self.done:
            return None
        self.done.add("bye")
        return self.line("bye")

    def in_turn(self, key: str) -> str:
        """The next of several lines for the same."""
        lines = self.bot.says[key]
        line = self.fill(lines[self.pushes % len(lines)])
        self.pushes += 1
        return line

    def line(self, key: str) -> str:
        """One of the bot's lines, filled from the file."""
        return self.fill(self.bot.says[key][0])

    def fill(self, line: str) -> str:
        """A line with its places filled from the file and the talk."""
        return fill_line(line, self.cast, self.done, self.agreed)


def _weightiest(acts: tuple[HeardAct, ...], among: tuple[str, ...]) -> HeardAct | None:
    """What a good listener answers first of all that was voiced."""
    return max((heard for heard in acts if heard.act in among), key=lambda heard: VOICED[heard.act], default=None)


WANDERS = (True, True, True, False)
"""Whether the wanderer goes its way at this turn, or says what its script does, drawn at each."""
