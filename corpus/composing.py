"""Utterances that do several things, put together from lines that do one each.

Owns which acts follow one another (taken from the whole turns that were written) and how parts are joined.
Never joins acts that stand for one another.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random

from corpus.written import Line

_JOINS = [". ", ". ", ". ", ", ", ", ", " ", " and ", "... ", "; ", "? ", " so ", " - "]
BARE = frozenset({"backchannel", "hang-up", "voicemail-greeting", "limited-language", "ask-repeat"})
"""Acts that mostly stand alone."""
NEVER = (
    {"accept", "reject"}, {"accept-offer", "reject-offer"}, {"confirm-identity", "deny-identity"}, {"affirm", "deny"},
    {"mini-miranda", "disclose-collector"}, {"empathy-but", "acknowledge-hardship"}, {"offer-deferral", "pause-collection"},
    {"honour-cease", "refuse-cease"}, {"opt-out", "cease-request"}, {"offer-validation", "refuse-validation"},
    {"acknowledge-dispute", "refuse-dispute"}, {"speak-as-third-party", "confirm-identity"}, {"offer", "promise"},
    {"cannot-pay", "accept"}, {"refuse-to-pay", "promise"}, {"threaten-lawsuit", "deny-threat"},
)  # fmt: skip
"""Pairs that one turn does not hold, or where one silences the other."""


class Composer:
    """Draws runs of acts and a line for each."""

    def __init__(self, lines: list[Line]) -> None:
        self._single: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self._runs: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for line in lines:
            if line.context:
                continue
            if len(line.acts) == 1:
                self._single[line.speaker, line.acts[0]].append(line)
            elif len(line.acts) > 1:
                self._runs[line.speaker].append(line.acts)
        self._near_misses = [line for line in lines if "near-misses" in line.batch and len(line.acts) < 2]
        self._acts = {
            side: sorted(act for speaker, act in self._single if speaker == side and act not in BARE)
            for side in ("agent", "debtor")
        }

    def draw(self, speaker: str, r: Random) -> list[Line]:
        """Lines to be said one after the other: mostly in runs that were seen, else any two that go together."""
        if r.random() < 0.6:
            run = list(r.choice(self._runs[speaker]))
            if r.random() < 0.25:
                run.append(r.choice(self._acts[speaker]))
        else:
            run = r.sample(self._acts[speaker], r.choice([2, 2, 2, 3]))
        run = list(dict.fromkeys(run))
        if any(pair <= set(run) for pair in NEVER):
            return self.draw(speaker, r)
        return [r.choice(self._single[speaker, act]) for act in run if self._single[speaker, act]]

    def draw_near_miss(self, r: Random) -> list[Line]:
        """A near-miss and one other act of an agent, in either order; the other is no breach's neighbour by chance."""
        near = r.choice(self._near_misses)
        act = r.choice([act for act in self._acts["agent"] if not any({act, *near.acts} >= pair for pair in NEVER)])
        pair = [near, r.choice(self._single["agent", act])]
        return pair if r.random() < 0.6 else pair[::-1]


def join(parts: list[str], r: Random) -> tuple[str, list[tuple[int, int]]]:
    """The parts as one text, and where each stands in it."""
    text, places = "", []
    for part in parts:
        if text:
            text += r.choice(_JOINS)
        places.append((len(text), len(text) + len(part)))
        text += part
    return text, places
