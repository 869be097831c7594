"""A bot in a call: what it says next from what it has heard, as an agent would.

Owns that. A bot knows the file and the authority, never the person; only the wanderer, who means to get everywhere, looks at the
flow. Its words are in `bots.yaml`. Never scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from scenarios.packs import read_vocabulary
from scoring.arrangement import PER_MONTH
from scoring.opportunities import VOICED
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.choice import choose
from simulator.evaluation.bots import Bot
from simulator.evaluation.filling import EVERY, echo, fill_line

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
        if self.has("wanders") and (words is None or choose(self.cast.seed, f"wander|{turn}", (True, False))):
            return self._wander(turn)
        return None if words is None else f"{words} {self.line('spam')}" if self.has("spams") else words

    def _wander(self, turn: int) -> str:
        """Something that leads elsewhere from here, or anything that an agent may say, in the vocabulary's own words."""
        examples, seed = _examples(), self.cast.seed
        at = self.at or self.cast.scenario.begins or self.cast.flow.begins
        ways: dict[str, list[str]] = {}
        for line in self.cast.chart.reactions:
            if line.goes_to not in (None, at) and (not line.when or at in line.when):
                ways.setdefault(str(line.goes_to), []).extend(act for act in line.hears if act in examples)
        open_ways = [acts for acts in ways.values() if acts]
        anything = not open_ways or choose(seed, f"anything|{turn}", (True, False))
        acts = list(examples) if anything else choose(seed, f"way|{turn}", open_ways)
        return choose(seed, f"words|{turn}", examples[choose(seed, f"act|{turn}", acts)])

    def _spoken(self, text: str, acts: tuple[HeardAct, ...], named: set[str]) -> str | None:
        stop = next((key for act, key in STOPS.items() if act in named), None)
        if stop is None and "claim-time-barred" in named and self.cast.scenario.account.limitation_expired:
            stop = "stop-barred"
        if stop is not None and "opening" in self.done:
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
        if "stopped" in self.done:
            return self._bye()
        opened = self._open(named)
        if opened is not None:
            return opened
        self._remember(acts)
        if {"goodbye", "hang-up"} & named and "recap" in self.done:
            return self._bye()
        heard = self._react(text, acts, named)
        rest = self._bargain(named, heard is not None)
        return " ".join(part for part in (heard, rest) if part) or self._bye()

    def _stop(self, key: str) -> str | None:
        if "stopped" in self.done:
            return self._bye()
        if self.has("stops"):
            self.done.add("stopped")
            return self.line(key)
        if self.has("stops-late") and f"late {key}" in self.done:
            self.done.add("stopped")
            return self.line(key)
        if self.has("sneers") and f"late {key}" not in self.done:
            self.done.add(f"late {key}")
            return self._turn_by_turn("sneer") if key != "stop-third" else self.line(key)
        if key == "stop-third" and f"late {key}" not in self.done:
            self.done.add(f"late {key}")
            return self.line(key)
        self.done.add(f"late {key}")
        return None

    def _open(self, named: set[str]) -> str | None:
        uk = not self.cast.scenario.regime.jurisdiction.startswith("us")
        if "opening" not in self.done:
            self.done.add("opening")
            return self.line("opening-uk" if uk else "opening")
        if "inconvenient" in named and self.has("stops"):
            self.done.add("stopped")
            return self.line("busy")
        if "verified" not in self.done:
            if "give-identity-detail" in named:
                self.done.add("verified")
            else:
                return self._verify(named)
        if "disclosed" not in self.done:
            self.done.add("disclosed")
            third = self.cast.scenario.regime.collector in ("third-party", "debt-buyer")
            return self.line("disclose" if third and not uk else "disclose-plain")
        return None

    def _verify(self, named: set[str]) -> str | None:
        if {"ask-who-calling", "suspect-scam", "refuse-identity-detail", "ask-proof"} & named:
            key = "verify-again" if "who" in self.done else "who"
            if "verify-again" in self.done:
                return self._bye()
            self.done.add(key)
            return self.line(key)
        if "verify" in self.done:
            if "verify-again" in self.done:
                return self._bye()
            self.done.add("verify-again")
            return self.line("verify-again")
        self.done.add("verify")
        return self.line("verify-business" if self.cast.scenario.regime.collector == "b2b" else "verify")

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
            return self._turn_by_turn("sneer")
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

    def _bargain(self, named: set[str], reacted: bool) -> str | None:
        taken = "accept" in named or ("promise" in named and self.offered is None) or "closing" in self.done
        if taken or ("affirm" in named and "recap" in self.done):
            self.done.add("closing")
            return self._close()
        if self.has("pushes"):
            return self._turn_by_turn("push") if self.pushes < 6 else self._bye()
        if self.has("sneers") and reacted and self.pushes < 4:
            return None
        if self.offered is not None and not self.has("gives-away"):
            return self._weigh()
        authority = self.cast.scenario.authority
        if self.has("asks-means") and "means" not in self.done:
            self.done.add("means")
            return self.line("means") if reacted or named & {"hardship", "cannot-pay"} else self.line("full")
        if "asked-means" not in self.done and self.has("asks-means"):
            self.done.add("asked-means")
            return self.line("means")
        if "proposed" not in self.done:
            self.done.add("proposed")
            return self.line("propose")
        if self.has("shapes") and "held" not in self.done and (authority.deferral is not None):
            self.done.add("held")
            uk = not self.cast.scenario.regime.jurisdiction.startswith("us")
            return " ".join((self.line("hold"), self.line("signpost") if uk else "")).strip()
        return self._bye()

    def _weigh(self) -> str | None:
        assert self.offered is not None
        plan = self.cast.scenario.authority.plan
        amount = Decimal(str(self.offered.slots["amount"]))
        every = str(self.offered.slots.get("every") or "once")
        monthly = amount * PER_MONTH.get(every, Decimal(1))
        enough = plan is None or monthly >= max(plan.smallest.amount, self._balance / plan.longest)
        if enough or every == "once":
            self.agreed = f"{self.cast.money(amount)} {EVERY.get(every, '')}".strip()
            self.offered = None
            self.done.update(("closing", "dated"))
            return self.line("accept").replace("{offer}", self.agreed)
        self.offered = None
        if "countered" in self.done:
            return self._bye()
        self.done.add("countered")
        self.agreed = f"{self._fill('{least}')} a month"
        return self.line("counter")

    def _close(self) -> str | None:
        if not self.has("recaps"):
            if "dated" not in self.done:
                self.done.add("dated")
                return self.line("date")
            return self._bye()
        if not any(each.startswith(("due ", "start ", "method ")) for each in self.done) and "dated" not in self.done:
            self.done.add("dated")
            return self.line("date")
        if "recap" not in self.done:
            self.done.add("recap")
            return self.line("recap")
        if "else" not in self.done and self.has("thanks"):
            self.done.add("else")
            return self.line("else")
        return self._bye()

    def _bye(self) -> str | None:
        if "bye" in self.done:
            return None
        self.done.add("bye")
        return self.line("bye")

    def _turn_by_turn(self, key: str) -> str:
        lines = self.bot.says[key]
        line = self._fill(lines[self.pushes % len(lines)])
        self.pushes += 1
        return line

    def line(self, key: str) -> str:
        """One of the bot's lines, filled from the file."""
        return self._fill(self.bot.says[key][0])

    @property
    def _balance(self) -> Decimal:
        return self.cast.scenario.account.balance.amount

    def _fill(self, line: str) -> str:
        return fill_line(line, self.cast, self.done, self.agreed)


def _weightiest(acts: tuple[HeardAct, ...], among: tuple[str, ...]) -> HeardAct | None:
    """What a good listener answers first of all that was voiced."""
    return max((heard for heard in acts if heard.act in among), key=lambda heard: VOICED[heard.act], default=None)


@lru_cache(maxsize=1)
def _examples() -> dict[str, tuple[str, ...]]:
    return {name: act.examples for name, act in read_vocabulary().agent.items() if act.examples}
