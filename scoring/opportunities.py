"""Opportunities for empathy: what the debtor just voiced, straight or sideways.

Owns which acts and words are an opportunity, how much each weighs, and which words name it. Never credits an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.transcript import Turn

VOICED = {
    "self-harm": 3.0, "vulnerability": 2.0, "hardship": 2.0, "deceased": 2.0, "express-distress": 1.5, "express-fear": 1.5,
    "express-shame": 1.5, "express-anger": 1.2, "identity-theft": 1.2,
}  # fmt: skip
"""Debtor acts that are opportunities, with their weight."""
NAMES = {
    "express-anger": "angry upset frustrat annoy mad unfair cross furious",
    "express-fear": "scar afraid worr fright frighten anxi nerv safe nobody dread",
    "express-shame": "embarrass asham sham honest trying proud judg",
    "express-distress": "overwhelm stress exhaust worn tough cope struggl",
    "self-harm": "safe worr alone hurt glad here care",
    "deceased": "loss died passing condol",
}
"""Stems that name the feeling voiced."""
_FEELING = re.compile(
    r"\b(?:i(?:'m| am| feel| felt|'ve| was)|makes? me|made me|it's|that's)\b(?:\W+\w+){0,4}?\W+"
    r"(?P<word>worr\w+|scar\w+|afraid(?= (?:of|for|to)\b)|(?:so|very|really|too|just) afraid|terrif\w+|anxious|nervous|stress\w+|overwhelm\w+|exhaust\w+|worn out|ashamed|embarrass\w+"
    r"|guilt\w+|useless|lonely|hopeless|miserable|depress\w+|angry|furious|upset|annoyed|frustrat\w+|fed up"
    r"|struggl\w+|desperate|hard on me|killing me|too much|heartbr\w+|devastat\w+|panick\w+)\b"
)
"""A feeling in the first person, where no act was heard: a weaker opportunity."""
_PLAINLY = re.compile(
    r"\b(?:i(?:'m| am| feel| felt|'ve been| was)|feeling)(?: (?:so|very|really|pretty|quite|just|too|feeling|a bit))*"
    r" (?P<word>tired|lost|sad|down|low|hurt|alone|cross)\b"
)
"""Short words that are a feeling only right after "I'm": "put me down for 40" is none."""
_TROUBLE = re.compile(
    r"\b(?:can't (?:sleep|cope|stop|manage|face)|keeps? me (?:up|awake)|gave up|give up|falling apart|lost (?:my|everything)|died|passed away"
    r"|divorc\w+|cancer|hospital|sick|drinking|relaps\w+|nobody (?:helps|listens|cares)|hate (?:myself|this)|wish i (?:could|had|hadn't))\b"
)
INDIRECT = 1.0
"""Weight of an opportunity that only the words show."""
_INDIRECT = frozenset({"express-distress"})


@dataclass(frozen=True)
class Voiced:
    """What a turn voices."""

    act: str
    """The weightiest."""
    kind: str
    weight: float
    acts: frozenset[str] = frozenset()
    """Everything that the turn voices; an answer to any of it is an answer."""


def find_opportunity(turn: Turn) -> Voiced | None:
    """The weightiest thing that a turn of the other side voices, or None."""
    heard = max((each for each in turn.acts if each.act in VOICED), key=lambda each: VOICED[each.act], default=None)
    if heard is not None:
        kind = str(heard.slots.get("kind") or heard.act.removeprefix("express-"))
        acts = frozenset(each.act for each in turn.acts if each.act in VOICED)
        return Voiced(heard.act, kind, VOICED[heard.act], acts)
    if turn.has("express-relief"):
        return None  # "oh good, I was worrying": the worry named is over
    low = turn.text.lower().replace("’", "'")
    feeling = _FEELING.search(low) or _PLAINLY.search(low)
    if feeling:
        return Voiced("express-distress", feeling["word"].split()[0], INDIRECT, _INDIRECT)
    trouble = _TROUBLE.search(low)
    if trouble:
        return Voiced("express-distress", trouble.group().split()[0], INDIRECT, _INDIRECT)
    return None
