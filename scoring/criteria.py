"""Criteria of a rubric for one call: met, missed or not applicable, each with the words it rests on.

Owns judging one line of a rubric. What the lines add up to is `scorecard.py`. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoring.bargaining import TAKES_UP
from scoring.empathy import Empathy
from scoring.rubric import Criterion
from scoring.transcript import Span, Transcript

MEASURE_MET = 60.0
"""From which score on a criterion counts as met that earns its points by a measure, 0 to 100."""


@dataclass(frozen=True)
class Evidence:
    """Where a point came from."""

    turn: int
    span: Span
    quote: str

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {"turn": self.turn, "span": list(self.span), "quote": self.quote}


@dataclass(frozen=True)
class CriterionResult:
    """One line of a rubric for one call."""

    criterion: str
    title: str
    section: str
    result: str
    """met, missed or not-applicable"""
    earned: float
    points: int
    evidence: tuple[Evidence, ...]
    advice: str
    instead: str = ""
    measure: str | None = None
    """The measure that earned the points, where it was one."""

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        measure = {} if self.measure is None else {"measure": self.measure}
        return {
            "criterion": self.criterion,
            "title": self.title,
            "section": self.section,
            "result": self.result,
            "points": [round(self.earned, 1), self.points],
            "evidence": [each.as_json() for each in self.evidence],
            "advice": self.advice if self.result == "missed" or self.earned < self.points else "",
            "instead": self.instead if self.result == "missed" else "",
            **measure,
        }


def judge_criterion(
    criterion: Criterion,
    transcript: Transcript,
    facts: Mapping[str, int],
    measures: Mapping[str, float | None],
    empathy: Empathy,
    fill: Callable[[str], str],
) -> CriterionResult:
    """One line of a rubric. `facts` are those at the end of the call, `measures` scores from 0 to 100, `fill` fills placeholders."""

    def result(kind: str, earned: float, evidence: Sequence[Evidence] = ()) -> CriterionResult:
        return CriterionResult(
            criterion.criterion, criterion.title, criterion.section, kind, earned, criterion.points, tuple(evidence)[:4],
            criterion.advice, fill(criterion.instead), criterion.measure,
        )  # fmt: skip

    if criterion.guard is not None and not criterion.guard.holds(facts):
        return result("not-applicable", 0.0)
    if criterion.measure is not None:
        share = measures[criterion.measure]
        if share is None:
            return result("not-applicable", 0.0)
        earned = criterion.points * share / 100
        return result(
            "met" if share >= MEASURE_MET else "missed", earned, _measured(criterion.measure, transcript, empathy)
        )
    if criterion.none_of:
        slips = _performed(transcript, criterion.none_of, ())
        return result("missed" if slips else "met", 0.0 if slips else criterion.points, slips)
    if criterion.all_of:
        found = [_performed(transcript, (act,), criterion.before) for act in criterion.all_of]
        met = all(found)
        return result(
            "met" if met else "missed",
            criterion.points if met else 0.0,
            [each for part in found for each in part],
        )
    found_any = _performed(transcript, criterion.acts, criterion.before)
    return result("met" if found_any else "missed", criterion.points if found_any else 0.0, found_any)


def _performed(transcript: Transcript, acts: Sequence[str], before: Sequence[str]) -> list[Evidence]:
    """Where the agent did any of `acts`, up to the first of `before`."""
    found: list[Evidence] = []
    for turn in transcript.turns:
        for heard in turn.acts:
            if heard.act in before and heard.act not in acts:
                return found
            if turn.speaker == "agent" and heard.act in acts:
                found.append(Evidence(turn.index, heard.span, turn.quote(heard.span)))
    return found


def _measured(name: str, transcript: Transcript, empathy: Empathy) -> list[Evidence]:
    if name == "empathy":
        by_index = {turn.index: turn for turn in transcript.turns}
        return [
            Evidence(each.turn, (0, len(by_index[each.turn].text)), by_index[each.turn].text)
            for each in empathy.opportunities
        ]
    acts = {
        "negotiation": (
            "offer-plan",
            "offer-settlement",
            "ask-full-payment",
            "accept-offer",
            "offer-deferral",
            "ask-attorney",
            "pause-collection",
        ),
        "close": ("recap-arrangement", "ask-commitment", "state-consequence"),
        "discovery": ("ask-reason", "ask-ability", "ask-finances", *TAKES_UP),
    }.get(name, ())
    return _performed(transcript, acts, ())
