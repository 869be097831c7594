"""Drills: weak skills come back when they are about to be forgotten, each at the moment of a call where it was missed.

Owns which skills are in the schedule and when each is due. Nothing is stored for it: the schedule is worked out from the
scorecards, so it is the same everywhere and mends itself. A skill enters when a call misses it, comes back
soon each time it is missed again, and ever later each time it was asked for and shown. Model: FSRS-6 (Ye, Su and Cao, KDD 2022, and
later). The one door to the `fsrs` package. Never reads records or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoring.coaching import SKILLS

REMEMBERED = 0.9
"""Likelihood of still being able to do it at which a drill is due."""
WEAK, FAIR, SURE = 0.5, 0.75, 0.95
"""Shares of a skill's points: below the first it was missed, below the second shown with effort, from the third on with ease."""


@dataclass(frozen=True)
class Drill:
    """One skill that is being learnt, and the moment at which it was last missed."""

    skill: str
    title: str
    attempt: str
    """The call to go on from."""
    from_turn: int
    """The other side's words that wanted another answer."""
    turns: int
    """Exchanges after which the drill has done its work."""
    words: str
    """What the trainee said then."""
    better: str
    due: datetime
    times: int
    """In how many calls it was missed."""

    def is_due(self, now: datetime) -> bool:
        """Whether it should be done by now."""
        return self.due <= now


def schedule(cards: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[Drill]:
    """The drills that finished calls lead to, soonest first. `cards` are id, end (ISO) and scorecard, oldest first.

    Skills that were only ever missed by leaving something out have no moment to go back to and are left out.
    """
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(desired_retention=REMEMBERED, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    known: dict[str, Card] = {}
    moments: dict[str, dict[str, Any]] = {}
    times: dict[str, int] = {}
    for attempt, ended, card in cards:
        at = datetime.fromisoformat(ended)
        named = {each["skill"]: each for each in card.get("coaching") or ()}
        for skill, share in _shown(card).items():
            weak = share < WEAK
            if not weak and skill not in known:
                continue
            rating = (
                Rating.Again if weak else Rating.Hard if share < FAIR else Rating.Good if share < SURE else Rating.Easy
            )
            known[skill], _ = scheduler.review_card(known.get(skill) or Card(card_id=len(known) + 1), rating, at)
            times[skill] = times.get(skill, 0) + weak
            if weak and named.get(skill, {}).get("drill"):
                moments[skill] = {"attempt": attempt, **named[skill]}
    drills = [
        Drill(
            skill, each["title"], each["attempt"], each["drill"]["from_turn"], each["drill"]["turns"], each["words"], each["better"],
            known[skill].due, times[skill],
        )
        for skill, each in moments.items()
    ]  # fmt: skip
    return sorted(drills, key=lambda each: (each.due, each.skill))


def _shown(card: Mapping[str, Any]) -> dict[str, float]:
    """For each skill that this call asked for, the share of its points that was earned (0 to 1)."""
    earned: dict[str, float] = {}
    possible: dict[str, float] = {}
    for each in card["criteria"]:
        if each["result"] != "not-applicable":
            skill = SKILLS.get(each["section"], each["section"].lower())
            earned[skill] = earned.get(skill, 0.0) + each["points"][0]
            possible[skill] = possible.get(skill, 0.0) + each["points"][1]
    broken = any(each["severity"] in ("critical", "major") for each in card["findings"])
    judged = {} if card["scores"]["compliance"] is None else {"compliance": 0.0 if broken else 1.0}
    return judged | {skill: earned[skill] / possible[skill] for skill in possible}


def drill_lines(drills: Iterable[Drill], now: datetime) -> list[str]:
    """The drills in words, with how to begin each."""
    lines = []
    for each in drills:
        when = "due now" if each.is_due(now) else f"due {each.due:%d %b}"
        lines.append(f"{each.skill}: {each.title} ({when}, missed in {each.times} call{'s' if each.times > 1 else ''})")
        if each.words:
            lines.append(f"    You said: “{each.words}”")
        lines.append(f"    Better: “{each.better}”")
        lines.append(f"    rightparty practise --resume {each.attempt} --from-turn {each.from_turn}")
    return lines or ["Nothing to drill yet: a debrief names what comes back."]
