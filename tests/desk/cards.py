"""Scorecards and a log for the desk's tests, small enough to see everything at once."""

from __future__ import annotations

import json
from typing import Any

ARREST = {
    "rule": "us-fdcpa/arrest-threat", "severity": "critical", "turn": 3, "span": [0, 22], "quote": "You could be arrested.",
    "why": "Nobody is arrested for a consumer debt.", "cite": "15 U.S.C. 1692e(4)", "instead": "Here is what can be done.",
}  # fmt: skip
"""A finding that fails the call."""


def criterion(name: str, result: str, earned: float, points: int) -> dict[str, Any]:
    """One line of a card."""
    return {
        "criterion": name, "title": name.capitalize(), "section": "Opening", "result": result, "points": [earned, points],
        "evidence": [], "advice": "", "instead": "",
    }  # fmt: skip


def card_of(name: str, **changes: Any) -> dict[str, Any]:
    """A card with one critical finding: 70 of 100 points, not passed."""
    return {
        "id": name, "engine": "rightparty-3", "rubric": "us-third-party@2", "rules": ["us-federal@2026-11"],
        "scores": {"overall": 70.0, "negotiation": 80.0, "empathy": 60.0, "compliance": 0.0, "documentation": None},
        "passed": False, "pass": {"overall": 60.0, "most_major": 1}, "gates": [ARREST["rule"]], "findings": [ARREST],
        "not_evaluated": [], "outcome": {"kind": "plan", "amount": "150.00", "every": "month", "start": None},
        "opportunities": [{"turn": 2, "kind": "job-loss", "met": "partial", "answered_at": 3, "cues": ["acknowledge-hardship"]}],
        "criteria": [criterion("own-name", "met", 10, 10), criterion("verification", "missed", 0, 30),
                     criterion("negotiation", "met", 60, 60)],
        "metrics": {"questions": 2},
        **changes,
    }  # fmt: skip


EVENTS = [
    {"log": 1, "oldest_reader": 1, "id": "c-1", "scenario": "hospital-bill", "digest": "d" * 64, "seed": 1,
     "started_at": "2026-11-26T08:00:00+00:00"},
    {"type": "debtor-spoke", "turn": 0, "speaker": "debtor", "text": "Hello?", "acts": []},
    {"type": "agent-spoke", "turn": 1, "text": "Is that Maria Lopez?", "acts": [], "at": 3.0},
    {"type": "debtor-spoke", "turn": 2, "speaker": "debtor", "text": "They cut my hours.", "acts": []},
    {"type": "agent-spoke", "turn": 3, "text": "You could be arrested.", "acts": [], "at": 9.0},
]  # fmt: skip
LOG = "".join(json.dumps(event) + "\n" for event in EVENTS)
"""The words of that call."""
