"""The way to an outcome: what was asked first, how asks fell, what was given for what, and how the call was closed.

Owns concession pattern (domain: anchor, size series, reciprocity, floor), ladder order and close quality, each 0–1 with the
turns it rests on. Never values money (`arrangement.py`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.arrangement import PER_MONTH
from scoring.outcome import Outcome
from scoring.stops import COLLECTS
from scoring.transcript import HeardAct, Transcript, Turn

RUNGS = {"ask-full-payment": 0, "offer-settlement": 1, "offer-plan": 2, "ask-down-payment": 2, "ask-any-payment": 3}
"""Balance, settlement, plan, good faith: top down where the regime wants it."""
SITUATION = ("ask-reason", "ask-finances", "ask-ability", "ask-wellbeing")
MOVES = (
    "offer",
    "promise",
    "accept",
    "give-finances",
    "ask-plan",
    "ask-settlement",
    "ask-more-time",
    "hardship",
    "cannot-pay",
)
"""What the debtor gives or shows, to which a concession answers."""
REJECTS = ("reject", "cannot-pay", "refuse-to-pay")


@dataclass(frozen=True)
class Ask:
    """One figure that the agent named."""

    turn: int
    act: str
    monthly: Decimal | None
    """Per month for plans, in all for the rest; None when no figure was said."""


def asks(transcript: Transcript) -> list[Ask]:
    """Every ask of the agent in order."""
    return [
        Ask(turn.index, heard.act, _size(heard))
        for turn in transcript.agent_turns()
        for heard in turn.acts
        if heard.act in RUNGS
    ]


def _size(heard: HeardAct) -> Decimal | None:
    if "amount" not in heard.slots:
        return None
    return Decimal(str(heard.slots["amount"])) * PER_MONTH.get(str(heard.slots.get("every", "")), Decimal(1))


def concessions(transcript: Transcript) -> float:
    """Falling asks of one kind in shrinking steps, each answering a move; a floor given away costs."""
    found = asks(transcript)
    score = 1.0
    for act in ("offer-plan", "offer-settlement"):
        figures = [(each.turn, each.monthly) for each in found if each.act == act and each.monthly is not None]
        steps = [(later[0], earlier[1] - later[1]) for earlier, later in itertools.pairwise(figures)]
        sizes = [size for _, size in steps]
        growing = sum(1 for one, other in itertools.pairwise(sizes) if other > one > 0) + sum(
            size < 0 for size in sizes
        )
        if sizes:
            score -= 0.5 * growing / len(sizes)
        unprompted = sum(1 for turn, size in steps if size > 0 and not _moved(transcript, figures, turn))
        score -= 0.25 * unprompted
        if len(sizes) > 3:
            score -= 0.25
    if any(turn.has("reveal-floor") for turn in transcript.agent_turns()):
        score -= 0.5
    return max(0.0, round(score, 3))


def _moved(transcript: Transcript, figures: list[tuple[int, Decimal]], turn: int) -> bool:
    """Whether the debtor moved, or gave a reason, between the ask before and this one."""
    before = max((each for each, _ in figures if each < turn), default=0)
    between = [each for each in transcript.turns if before < each.index < turn and each.speaker != "agent"]
    return any(each.has(*MOVES, *REJECTS) for each in between)


def ladder(transcript: Transcript, affordability_first: bool) -> float:
    """Whether the order was right: top down, or the situation before any figure."""
    found = asks(transcript)
    if not found:
        return 1.0
    if affordability_first:
        first = found[0].turn
        asked = any(turn.index <= first and turn.has(*SITUATION) for turn in transcript.agent_turns())
        pressed = found[0].act == "ask-full-payment" and not asked
        return 1.0 if asked else 0.0 if pressed else 0.4
    hard = _hardship_before(transcript, found[0].turn)
    start = RUNGS[found[0].act]
    score = 1.0 if start == 0 or hard else {1: 0.8, 2: 0.6, 3: 0.2}[start]
    skipped = sum(1 for one, other in itertools.pairwise(found) if RUNGS[other.act] - RUNGS[one.act] > 2)
    climbed = sum(1 for one, other in itertools.pairwise(found) if RUNGS[other.act] < RUNGS[one.act] - 1)
    return max(0.0, score - 0.2 * skipped - 0.2 * climbed)


def _hardship_before(transcript: Transcript, turn: int) -> bool:
    told = [each for each in transcript.turns if each.index < turn and each.speaker != "agent"]
    return any(each.has("hardship", "vulnerability", "cannot-pay", "offer", "ask-plan", "promise") for each in told)


TAKES_UP = ("ask-dispute-details", "acknowledge-dispute", "offer-validation", "pause-collection", "explain-rights")
"""Agent acts that take a dispute up."""


def discovery(transcript: Transcript, outcome: Outcome) -> float:
    """The cause was asked for (or told), and what is possible; where the debt is disputed, that was taken up before any terms."""
    agent = transcript.agent_turns()
    told = [turn for turn in transcript.turns if turn.speaker != "agent"]
    reason = any(turn.has("ask-reason", "ask-dispute-details", "ask-wellbeing") for turn in agent)
    volunteered = any(turn.has("hardship") for turn in told)
    cause = 1.0 if reason else 0.6 * volunteered
    means = outcome.kind == "paid-in-full" or any(
        turn.has("ask-ability", "ask-finances", "ask-payment-date") for turn in agent
    )
    offered = any(turn.has("offer", "promise", "give-finances") for turn in told)
    possible = 1.0 if means else 0.5 * offered
    disputed = next((turn.index for turn in told if turn.has("dispute")), None)
    if disputed is not None:
        cause = _taken_up([turn for turn in agent if turn.index > disputed])
        possible = cause if outcome.kind in ("none", "correct-stop") else possible
    return round(0.5 * cause + 0.5 * possible, 3)


def _taken_up(after: Sequence[Turn]) -> float:
    """Whether a dispute was taken up by the agent's turns that follow it: half, if terms were asked for first or it was only said back."""
    asked = False
    for turn in after:
        if turn.has(*TAKES_UP):
            return 0.5 if asked else 1.0
        asked = asked or turn.has(*COLLECTS)
    return 0.5 if any(turn.has("reflect-content") for turn in after) else 0.0


CLOSE = (
    ("amount", "an amount"), ("date", "a date"), ("method", "a way to pay"), ("yes", "a yes in their own words"),
    ("recap", "the terms read back"), ("consequence", "what happens if a payment is missed"),
)  # fmt: skip


def close_marks(transcript: Transcript, outcome: Outcome) -> dict[str, bool]:
    """Amount, date, method, a yes in own words, a recap, a true consequence: which of them are there."""
    agent = transcript.agent_turns()
    return {
        "amount": outcome.amount is not None,
        "date": outcome.start is not None,
        "method": outcome.method is not None,
        "yes": outcome.firm,
        "recap": any(turn.has("recap-arrangement", "ask-commitment") for turn in agent),
        "consequence": any(_consequence(turn) for turn in agent),
    }


def _consequence(turn: Turn) -> bool:
    return turn.has("state-consequence", "explain-rights", "explain-credit-reporting")


def close(transcript: Transcript, outcome: Outcome) -> float:
    """Share of the marks of a good close; a hold or a callback needs only a clear yes."""
    if outcome.kind == "none":
        return 0.0
    if outcome.kind in ("deferral", "callback"):
        return 1.0 if outcome.firm else 0.5
    marks = close_marks(transcript, outcome)
    return sum(marks.values()) / len(marks)
