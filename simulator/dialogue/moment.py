"""One move of the debtor's: what it may look at, what it comes to, and a plain line of the voice.

Owns the types and the acts that lines perform. Never decides what is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scenarios.model.flow import Reaction
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import Event
from simulator.dialogue.state import CallState
from simulator.dialogue.wording import Part, Wording


@dataclass
class Outcome:
    """What a move comes to."""

    parts: list[Part] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """What a move may look at."""

    cast: Cast
    state: CallState
    wording: Wording
    heard: HeardAct
    reaction: Reaction


Move = Callable[[Moment], Outcome]


def speak(moment: Moment, key: str | None = None, **words: str) -> Outcome:
    """A plain line of the voice; its name is the act when it is one."""
    name = key or moment.reaction.does or "backchannel"
    line = moment.wording.say(name, **words)
    if line is None and moment.reaction.weight == "answer":
        spoken = moment.cast.persona.lines.get(name) or moment.cast.voice.lines.get(name) or ()
        line = moment.wording.remind([each for each in spoken if isinstance(each, str)], name, words)
    if line is None:
        return Outcome()
    acts = moment.reaction.acts or ACTS_OF_LINES.get(name, (name,))
    return Outcome([Part(line, tuple(acts), moment.reaction.weight, moment.heard.act)])


def performing(part: Part, act: str, slots: dict[str, str | int]) -> Part:
    """The same part as performing another act, with values."""
    return Part(part.line, (act,), part.weight, part.why, slots)


ACTS_OF_LINES: dict[str, tuple[str, ...]] = {
    "not-understood": ("ask-repeat",),
    "too-much": ("reject",),
    "cannot-pay": ("cannot-pay",),
    "no-figure": ("ask-amount",),
    "counter-offer": ("reject", "offer"),
    "accept-unsure": ("accept",),
    "agreed-recap": ("accept",),
    "not-what-we-said": ("reject",),
    "give-date": ("promise",),
    "thanks-back": ("thank",),
    "softened": ("express-gratitude",),
    "reassured": ("express-relief",),
    "stung": ("express-anger",),
    "enough": ("hang-up",),
    "goodbye-agreed": ("goodbye",),
    "goodbye-open": ("goodbye",),
    "goodbye-stopped": ("goodbye",),
    "nothing-to-add": ("deny",),
    "no-reason": (),
    "finances-closed": (),
    "greet-back": ("answer",),
    "amount-surprise": ("backchannel",),
    "promise-broken": (),
    "fears-for-it": ("express-fear", "ask-consequence"),
    "wait": ("backchannel",),
    "coping": (),
    "contact-time": (),
    "permission": ("affirm",),
    "rights": ("backchannel",),
    "met-with-silence": ("ask-repeat",),
    "status-answered": ("backchannel",),
    "not-home": ("deny-identity", "speak-as-third-party"),
    "third-party-asked": ("ask-who-calling",),
    "choice": (),
    "boundary": ("backchannel",),
    "not-until-known": ("ask-who-calling",),
}
"""Debtor acts that lines under other names perform."""
