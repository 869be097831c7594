"""Choice mode: three or four things that one could say next, for somebody's first day.

Owns which lines are put side by side. They come from the bots of graded skill, who follow the call as it goes; one of them is
what a good agent would say, and nothing tells which. The same call offers the same lines in the same order. Scoring and the
debtor know nothing of it: a chosen line is heard like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from scenarios.nearness import alike
from simulator.calls.call import Call, effective
from simulator.dialogue.events import AgentSpoke
from simulator.evaluation.bots import read_bots
from simulator.evaluation.following import follow
from simulator.evaluation.play import Play

MODE = "choice"
"""The mode of a call in which lines are chosen; it does not count towards the curriculum."""
GOOD = "excellent"
OTHERS = ("novice", "discount-giver", "pushy", "rude-but-legal", "illegal-but-polite")
MOST = 4
SAME = 0.75
"""Likeness (0–1) from which two lines are not offered beside each other."""
_TEMPTING: dict[str, tuple[tuple[str, str], ...]] = {
    "opening": (("rude-but-legal", "opening"), ("novice", "disclose-plain"), ("pushy", "who")),
    "verification": (
        ("novice", "disclose"), ("pushy", "verify-again"), ("illegal-but-polite", "disclose-plain"), ("pushy", "push"),
    ),
    "disclosure": (("pushy", "push"), ("illegal-but-polite", "disclose"), ("rude-but-legal", "sneer"), ("novice", "propose")),
    "talk": (
        ("rude-but-legal", "sneer"), ("pushy", "push"), ("illegal-but-polite", "threat"), ("discount-giver", "propose"),
        ("novice", "bye"),
    ),
    "other": (("illegal-but-polite", "stop-third"), ("pushy", "stop-third"), ("rude-but-legal", "stop-third"), ("novice", "bye")),
}  # fmt: skip
"""What tempts at each stage: bot, and which of its lines."""


def choices_for(call: Call) -> tuple[str, ...]:
    """Lines to choose from, in an order that says nothing; none once the call is over."""
    if call.over:
        return ()
    good, others = _next_lines(call)
    tempting = [*others, *_tempting(call)]
    picked = [good]
    for line in sorted(tempting, key=lambda each: _shuffled(call, "pick", each)):
        if len(picked) < MOST and all(alike(line, other) < SAME for other in picked):
            picked.append(line)
    return tuple(sorted(picked, key=lambda each: _shuffled(call, "place", each)))


def chosen(call: Call, words: str) -> str:
    """What "2" stands for, or the words themselves where they are no number on offer."""
    offered = choices_for(call)
    number = words.strip().rstrip(".")
    return offered[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= len(offered) else words


def _next_lines(call: Call) -> tuple[str, list[str]]:
    bots = read_bots()
    plays = {name: Play(bots[name], call.cast) for name in (GOOD, *OTHERS)}
    lines = {name: follow(play, call) for name, play in plays.items()}
    if lines[GOOD] is None or lines[GOOD] in _said(call):
        lines[GOOD] = plays[GOOD].line("bye")
    return str(lines[GOOD]), [line for name in OTHERS if (line := lines[name]) is not None]


def _tempting(call: Call) -> Iterator[str]:
    bots = read_bots()
    for name, key in _TEMPTING[_stage(call)]:
        if key in bots[name].says:
            yield Play(bots[name], call.cast).line(key)


def _stage(call: Call) -> str:
    if not _said(call):
        return "opening"
    if call.cast.speaker == "third-party":
        return "other"
    if "verified" not in call.state.flags:
        return "verification"
    return "talk" if "debt-told" in call.state.flags else "disclosure"


def _said(call: Call) -> set[str]:
    return {event.text for event in effective(call.events) if isinstance(event, AgentSpoke)}


def _shuffled(call: Call, what: str, line: str) -> bytes:
    return hashlib.sha256(f"{call.cast.seed}|{what}|{call.state.turn}|{line}".encode()).digest()


def numbered(lines: Iterable[str]) -> list[str]:
    """The lines with the number that chooses them."""
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
