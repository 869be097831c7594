"""Plain measures of a conversation: who talked how much, questions, reflections, silence.

Owns the counts; none of them is a verdict. Pure.
"""

from __future__ import annotations

import itertools

from scoring.listening import REFLECTS, Listening
from scoring.transcript import Transcript


def measure(transcript: Transcript, listening: Listening) -> dict[str, float | int | None]:
    """Shares are 0–1; times need start and end on turns and are None without them."""
    agent = sum(len(turn.text.split()) for turn in transcript.agent_turns())
    total = sum(len(turn.text.split()) for turn in transcript.turns)
    overtalk, silence = _times(transcript)
    return {
        "agent_talk_share": round(agent / total, 2) if total else None,
        "overtalk": overtalk,
        "silence": silence,
        "questions": sum(turn.text.count("?") for turn in transcript.agent_turns()),
        "reflections": sum(1 for turn in transcript.agent_turns() for heard in turn.acts if heard.act in REFLECTS),
        "open_questions": listening.open_questions,
        "interruptions": listening.interruptions,
        "remembered": listening.memory,
    }


def _times(transcript: Transcript) -> tuple[float | None, float | None]:
    timed = [(turn.start, turn.end) for turn in transcript.turns if turn.start is not None and turn.end is not None]
    if len(timed) < 2:
        return None, None
    first, last = timed[0][0], max(end for _, end in timed if end is not None)
    length = (last or 0.0) - (first or 0.0)
    if length <= 0:
        return None, None
    gaps = [(b[0] or 0.0) - (a[1] or 0.0) for a, b in itertools.pairwise(timed)]
    over = sum(-gap for gap in gaps if gap < 0)
    quiet = sum(gap for gap in gaps if gap > 0)
    return round(over / length, 2), round(quiet / length, 2)
