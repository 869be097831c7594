"""Coaching: one to three priorities of a call, each with the trainee's words, why, better words, and where to try again.

Owns the choice and its order: what was critical, then what was missed where somebody opened up, then what cost most points.
One skill is named once. Never scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.empathy import Empathy
from scoring.finding import LEVELS, Finding
from scoring.transcript import Transcript, Turn

MOST = 3
"""Priorities in one debrief."""
DRILL_TURNS = 3
"""Turns of the drill that starts at the moment."""
_BETTER = {
    "hardship": "So {told}. That sounds hard. How long do you think it will stay that way?",
    "job-loss": "Losing the work and having this on top, that is a lot. What is coming in at the moment?",
    "reduced-hours": "So the hours were cut. That changes everything else. What is left now after rent and food?",
    "illness": "I'm sorry you are going through that. How are you, and what would make this easier for you?",
    "bereavement": "I'm so sorry for your loss. We need not settle this today.",
    "vulnerability": "Thank you for telling me. How does it affect dealing with this, and what would help?",
    "anger": "You are angry about this, and I can see why. Let's sort out what went wrong.",
    "fear": "I hear that you are worried. Let me say first what cannot happen.",
    "shame": "You have nothing to be ashamed of. You picked up the phone, that is the hard part.",
    "distress": "That sounds overwhelming. Let's take one thing at a time.",
    "self-harm": "I'm glad you told me. Let's leave the account. Are you safe right now, and is somebody with you?",
}
SKILLS = {"Opening": "opening", "Disclosure": "disclosure", "Discovery": "discovery", "Negotiation": "negotiation",
           "Forbearance": "forbearance", "Empathy": "empathy", "Close": "close", "Wrap-up": "documentation"}  # fmt: skip
"""Sections of a rubric, and the skill that each asks for."""


@dataclass(frozen=True)
class Lost:
    """Points that a criterion lost, for choosing."""

    criterion: str
    title: str
    section: str
    points: float
    advice: str
    instead: str
    turn: int | None


@dataclass(frozen=True)
class Priority:
    """One thing to work on."""

    skill: str
    """`compliance`, `empathy`, `opening`, `discovery`, `negotiation`, `close` …"""
    title: str
    turn: int | None
    """Where it happened; None when it is about something that is missing."""
    words: str
    """What the trainee said there."""
    why: str
    better: str
    drill_from: int | None
    """Turn at which a drill of two or three turns begins: the debtor's words that wanted an answer."""

    def as_json(self) -> dict[str, object]:
        """For the scorecard."""
        drill = None if self.drill_from is None else {"from_turn": self.drill_from, "turns": DRILL_TURNS}
        return {"skill": self.skill, "title": self.title, "turn": self.turn, "words": self.words, "why": self.why,
                "better": self.better, "drill": drill}  # fmt: skip


def choose_priorities(
    transcript: Transcript, findings: Sequence[Finding], empathy: Empathy, lost: Sequence[Lost]
) -> tuple[Priority, ...]:
    """The one to three things that would change most, weightiest first."""
    turns = {turn.index: turn for turn in transcript.turns}
    chosen: list[Priority] = []
    for finding in sorted(findings, key=lambda each: (-LEVELS.index(each.severity), each.turn)):
        if finding.severity in ("critical", "major") and not any(each.skill == "compliance" for each in chosen):
            words = finding.quote or (turns[finding.turn].text if finding.turn in turns else "")
            chosen.append(
                Priority("compliance", _title(finding), finding.turn, words, finding.why, finding.instead, _before(transcript, finding.turn))
            )  # fmt: skip
    missed = sorted(
        (each for each in empathy.opportunities if each.met == "missed"), key=lambda each: (-each.weight, each.turn)
    )
    if missed:
        worst = missed[0]
        told = turns[worst.turn]
        answer = next((turn for turn in transcript.agent_turns() if turn.index > worst.turn), None)
        chosen.append(
            Priority(
                "empathy", "Answer what they just told you", answer.index if answer else None,
                answer.text if answer else "", f"They said: “{_short(told.text)}” Your answer did not take it up.",
                _better(worst.kind, told), worst.turn,
            )
        )  # fmt: skip
    for each in sorted(lost, key=lambda one: -one.points):
        skill = SKILLS.get(each.section, each.section.lower())
        if len(chosen) >= MOST or each.points < 2:
            break
        if not any(known.skill == skill for known in chosen):
            chosen.append(_from_criterion(transcript, each, skill))
    return tuple(chosen[:MOST])


def _from_criterion(transcript: Transcript, lost: Lost, skill: str) -> Priority:
    """What a criterion lost; where its evidence is the other side's words, the agent's answer to them is named."""
    turns = {turn.index: turn for turn in transcript.turns}
    shown = turns.get(lost.turn) if lost.turn is not None else None
    why = f"{lost.points:.0f} points were left here. {lost.advice}"
    if shown is None:
        return Priority(skill, lost.title, None, "", why, lost.instead or lost.advice, None)
    if shown.speaker == "agent":
        return Priority(
            skill,
            lost.title,
            shown.index,
            shown.text,
            why,
            lost.instead or lost.advice,
            _before(transcript, shown.index),
        )
    answer = next((turn for turn in transcript.agent_turns() if turn.index > shown.index), None)
    why = f"They said: “{_short(shown.text)}” {why}"
    words, place = (answer.text, answer.index) if answer else ("", None)
    return Priority(skill, lost.title, place, words, why, lost.instead or lost.advice, shown.index)


def _title(finding: Finding) -> str:
    return finding.title or finding.rule


def _better(kind: str, told: Turn) -> str:
    line = _BETTER.get(
        kind,
        _BETTER["hardship"] if kind in ("bills", "caring", "separation", "disaster", "other") else _BETTER["distress"],
    )
    return line.replace("{told}", "that is what happened")


def _before(transcript: Transcript, turn: int) -> int | None:
    """The last turn of the other side before `turn`."""
    return max((each.index for each in transcript.turns if each.index < turn and each.speaker != "agent"), default=None)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
