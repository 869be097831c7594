"""Listening: open questions, reflections to questions, who talked how much, and memory of what was told.

Owns the measures and their light weight (0–1 together). Codes after MISC 2.5 (open and closed questions) and MITI 4.2.1
(reflections); the marks are starting defaults for collections, where one must also ask and inform. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.transcript import Transcript, Turn

OPEN_ACTS = (
    "ask-reason",
    "ask-ability",
    "ask-wellbeing",
    "ask-contact-preference",
    "ask-dispute-details",
    "ask-permission",
)
_OPEN = re.compile(
    r"(?:^|[.!?,]\s*|\b(?:and|so|okay|ok)\s+)(?:what|how|tell me|which|where|when|could you tell me|help me understand|walk me through)\b"
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
REFLECTS = ("reflect-content", "reflect-feeling")
ENOUGH_REFLECTIONS = 0.5
"""Reflections to questions from which the mark is full (domain F.1: a starting default)."""
_WORD = re.compile(r"[a-z]{5,}")
_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "already",
        "before",
        "being",
        "could",
        "doing",
        "every",
        "going",
        "great",
        "hello",
        "maybe",
        "might",
        "money",
        "month",
        "month's",
        "never",
        "often",
        "other",
        "payment",
        "people",
        "please",
        "really",
        "right",
        "should",
        "since",
        "still",
        "thank",
        "thanks",
        "there",
        "these",
        "thing",
        "things",
        "think",
        "those",
        "today",
        "until",
        "where",
        "which",
        "while",
        "would",
        "years",
        "yours",
        "account",
        "balance",
    ]
)


@dataclass(frozen=True)
class Listening:
    """Counts of one call."""

    open_questions: int = 0
    closed_questions: int = 0
    reflections: int = 0
    talk_share: float | None = None
    """Agent's words of all words, 0–1."""
    memory: int = 0
    """Times that the agent came back to something told two or more turns before."""
    interruptions: int = 0
    """Turns of the other side that ended in a dash or three dots and were talked over."""

    @property
    def share(self) -> float:
        """0–1 over all of it."""
        questions = self.open_questions + self.closed_questions
        opened = self.open_questions / questions if questions else 0.5
        reflected = min(1.0, self.reflections / max(1, questions) / ENOUGH_REFLECTIONS)
        talk = self.talk_share if self.talk_share is not None else 0.5
        balance = 1.0 if 0.35 <= talk <= 0.65 else max(0.0, 1 - abs(talk - 0.5) * 2)
        return round(0.3 * opened + 0.3 * reflected + 0.2 * balance + 0.2 * min(1.0, self.memory), 3)


def listen(transcript: Transcript) -> Listening:
    """Count."""
    agent = transcript.agent_turns()
    opened = sum(_questions(turn)[0] for turn in agent)
    closed = sum(_questions(turn)[1] for turn in agent)
    words = sum(len(turn.text.split()) for turn in agent)
    total = sum(len(turn.text.split()) for turn in transcript.turns)
    return Listening(
        opened, closed, sum(1 for turn in agent for heard in turn.acts if heard.act in REFLECTS),
        round(words / total, 2) if total else None, _memory(transcript), _interruptions(transcript),
    )  # fmt: skip


def _questions(turn: Turn) -> tuple[int, int]:
    opened = closed = 0
    for sentence in _SENTENCE.findall(turn.text.lower()):
        asks = sentence.strip().endswith("?")
        if _OPEN.search(sentence.strip()) and (asks or sentence.strip().startswith(("tell me", "help me", "walk me"))):
            opened += 1
        elif asks:
            closed += 1
    if not opened and not closed and turn.has(*OPEN_ACTS):
        opened = 1  # no question mark was typed
    return opened, closed


def _memory(transcript: Transcript) -> int:
    """Agent turns with a telling word that the other side used first, two or more of its turns ago."""
    told: list[set[str]] = []
    mine: set[str] = set()
    count = 0
    for turn in transcript.turns:
        words = {word[:6] for word in _WORD.findall(turn.text.lower()) if word not in _COMMON}
        if turn.speaker != "agent":
            told.append(words - mine)
            continue
        earlier = set().union(*told[:-1]) if len(told) > 1 else set()
        if words & earlier:
            count += 1
        mine |= words
    return count


def _interruptions(transcript: Transcript) -> int:
    return sum(
        1
        for turn, following in zip(transcript.turns, transcript.turns[1:], strict=False)
        if turn.speaker != "agent" and following.speaker == "agent" and turn.text.rstrip().endswith(("—", "–", "-"))
    )
