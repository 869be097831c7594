"""The debtor's words: a line in the persona's voice that fits the mood and has not been said in this call.

Owns choosing and filling lines, and composing parts into one reply. Never decides what to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scenarios.model.persona import Moodful
from scoring.stops import STOPS
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.choice import choose
from simulator.dialogue.facts import facts_of
from simulator.dialogue.state import CallState

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
MOST_SENTENCES = 3
LED = frozenset(
    [
        "offer",
        "reject",
        "cannot-pay",
        "give-finances",
        "agree-vaguely",
        "promise",
        "hardship",
        "stall",
        "ask-more-time",
        "ask-plan",
    ]
)
"""Debtor acts that people lead into ("Well, …"); greetings, details and what is grave come straight out."""
_LOWERABLE = frozenset(
    [
        "it",
        "it's",
        "that",
        "that's",
        "this",
        "there",
        "there's",
        "the",
        "my",
        "we",
        "we've",
        "they",
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "could",
        "would",
        "can",
        "maybe",
        "not",
        "after",
        "how",
        "what",
        "if",
        "nothing",
        "half",
        "only",
        "perhaps",
        "between",
        "by",
    ]
)
"""First words that lose their capital when something comes before them; anything else might be a name."""


@dataclass(frozen=True)
class Part:
    """One thing to be said, and what it does."""

    line: str
    acts: tuple[str, ...]
    weight: str
    why: str
    slots: Mapping[str, str | int] = field(default_factory=dict)
    must: bool = False
    """Something happened by saying it (a fact told, terms agreed), so it may not be left out."""


class Wording:
    """Chooses lines for one turn."""

    def __init__(self, cast: Cast, state: CallState) -> None:
        self.cast = cast
        self.state = state
        self.used: set[str] = set(state.said)

    def see(self, state: CallState) -> None:
        """What has happened in this turn counts for how it is said."""
        self.state = state

    def say(self, key: str, **words: str) -> str | None:
        """A fresh line of the persona or their voice for `key`; None when all have been said."""
        options = self.cast.persona.lines.get(key) or self.cast.voice.lines.get(key) or ()
        return self.pick(self._fitting(options), key, words)

    def pick(self, options: Sequence[str], key: str, words: Mapping[str, str] | None = None) -> str | None:
        """A fresh line among `options`, filled; None when all have been said."""
        known = {**self.cast.words(), **(words or {})}
        fillable = [option for option in options if set(_PLACEHOLDER.findall(option)) <= set(known)]
        filled = [self._fill(option, known) for option in fillable]
        fresh = [line for line in filled if line not in self.used]
        if not fresh:
            return None
        line = choose(self.cast.seed, f"{self.cast.persona.persona}|{key}|{self.state.turn}", fresh)
        self.used.add(line)
        return line

    def remind(self, options: Sequence[str], key: str, words: Mapping[str, str] | None = None) -> str | None:
        """A line that was said before, said as a repetition; None when even that is used up."""
        known = {**self.cast.words(), **(words or {})}
        filled = [self._fill(option, known) for option in options if set(_PLACEHOLDER.findall(option)) <= set(known)]
        again = [opening + _lower_first(line) for line in filled for opening in self.cast.tongue.reminders]
        return self.pick(again, f"again|{key}")

    def lead_in(self, kept: Sequence[Part]) -> str | None:
        """How somebody of this voice now and then begins an answer ("Well,"); each once in a call, not every time."""
        first = kept[0].line.split(" ", 1)[0].lower().replace("’", "'") if kept else ""
        if not kept or not set(kept[0].acts) & LED or first not in _LOWERABLE:
            return None
        if choose(self.cast.seed, f"lead-in|{self.state.turn}", (True, True, False)):
            return self.say("lead-in")
        return None

    def _fitting(self, options: Iterable[str | Moodful]) -> list[str]:
        facts = facts_of(self.state)
        moody = [
            line for each in options if isinstance(each, Moodful) and each.guard.holds(facts) for line in each.says
        ]
        plain = [each for each in options if isinstance(each, str)]
        fresh = [line for line in moody if self._fill(line, {}) not in self.used]
        return fresh or plain or moody

    def _fill(self, line: str, words: Mapping[str, str]) -> str:
        known = words or self.cast.words()

        def put(found: re.Match[str]) -> str:
            value = known.get(found[1], found[0])
            begins = not found.start() or found.string[: found.start()].endswith((". ", "? ", "! "))
            return value[:1].upper() + value[1:] if begins and "@" not in value else value  # "The 28th would be best."

        return _PLACEHOLDER.sub(put, line)


def compose(
    parts: Sequence[Part], hear: Callable[[str], tuple[HeardAct, ...]] | None = None
) -> tuple[str, tuple[HeardAct, ...], tuple[Part, ...]]:
    """One reply of at most three sentences: a reaction first, then answers, filling only if nothing else is said."""
    reacts = [part for part in parts if part.weight == "react"][:1]
    answers = [part for part in parts if part.weight in ("answer", "status")]
    fills = [part for part in parts if part.weight == "fill"][-1:]  # the last thing said is what waits for an answer
    chosen = [*reacts, *answers] or fills
    kept: list[Part] = []
    total = 0
    for part in chosen:
        length = len(_SENTENCE_END.split(part.line))
        fits = total + length <= MOST_SENTENCES and not any(set(part.acts) & set(each.acts) for each in kept)
        if kept and not fits and not part.must:
            continue
        kept.append(part)
        total += length
    if total > MOST_SENTENCES:  # what must be said leaves no room for the rest
        kept = [part for part in kept if part.must] or kept
    if reacts and len(kept) == 1 and answers and kept[0] is reacts[0]:
        kept = [answers[0]]  # an answer is worth more than a reaction
    text = ""
    acts: list[HeardAct] = []
    for part in kept:
        stop = "." if text and text[-1].isalnum() else ""  # people who text leave it out at the end of a message
        text += stop + (" " if text else "") + part.line
        span = (len(text) - len(part.line), len(text))
        acts.extend(HeardAct(act, part.slots, span, 1.0) for act in part.acts)
        if not part.acts and hear is not None:
            for heard in hear(part.line):
                if heard.act in STOPS:
                    continue  # what stops a call comes up where its author wrote it, never by a mishearing
                acts.append(replace(heard, span=(heard.span[0] + span[0], heard.span[1] + span[0])))
    return text, tuple(acts), tuple(kept)


def led(lead: str, text: str, acts: Iterable[HeardAct]) -> tuple[str, tuple[HeardAct, ...]]:
    """A reply with a lead-in before it, its spans moved along."""
    gone = len(lead) + 1
    moved = tuple(replace(act, span=(act.span[0] + gone, act.span[1] + gone)) for act in acts)
    return f"{lead} {_lower_first(text)}", moved


def _lower_first(line: str) -> str:
    first = line.split(" ", 1)[0]
    return line if first.startswith("I") and (len(first) == 1 or first[1] == "'") else line[:1].lower() + line[1:]
