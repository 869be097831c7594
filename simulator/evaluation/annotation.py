"""Puts acts on the turns of a call that was recorded or written down.

Owns hearing both sides in order, with context. Never judges.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.transcript import Transcript, Turn
from simulator.understanding.hearing import Earlier, Hearing


def annotate(transcript: Transcript, hearing: Hearing) -> Transcript:
    """The call with acts on every turn."""
    context: list[Earlier] = []
    turns: list[Turn] = []
    today = transcript.started_at.date() if transcript.started_at else None
    for turn in transcript.turns:
        acts = hearing.hear(turn.text, turn.speaker, context, today)
        turns.append(replace(turn, acts=acts))
        context = [*context[-3:], Earlier(turn.speaker, turn.text, acts)]
    return replace(transcript, turns=tuple(turns))
