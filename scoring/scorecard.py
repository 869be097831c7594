"""The scorecard: findings, empathy, negotiation, documentation and criteria of one call, with evidence for every point.

Owns putting the parts together and the JSON of the contract. The same transcript gives the same scorecard. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scenarios.model.scenario import JUDGED_IN, LANGUAGES, Language
from scoring.better_words import filled_findings, filler
from scoring.coaching import Lost, Priority, choose_priorities
from scoring.compliance.case import Case
from scoring.compliance.judge import judge
from scoring.compliance.rule import Pack
from scoring.criteria import CriterionResult, judge_criterion
from scoring.documentation import Documentation, score_documentation
from scoring.empathy import Empathy, score_empathy
from scoring.finding import Finding, NotEvaluated
from scoring.metrics import measure
from scoring.negotiation import Negotiation, score_negotiation
from scoring.projection import Projection, project
from scoring.rubric import Rubric
from scoring.transcript import Regime, Transcript

ENGINE = "rightparty-3"
"""Version of the scoring; stored with every scorecard."""
DEDUCTIONS = {"major": 30.0, "minor": 10.0, "risk": 0.0}
"""Points off the compliance score for each finding; a critical one makes it 0."""


@dataclass(frozen=True)
class Scorecard:
    """The result for one call."""

    id: str
    rubric: str
    rules: tuple[str, ...]
    overall: float | None
    compliance: float | None
    """0–100; None where the rules were not evaluated."""
    passed: bool
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    empathy: Empathy
    negotiation: Negotiation
    documentation: Documentation
    criteria: tuple[CriterionResult, ...]
    metrics: dict[str, float | int | None]
    assumed: tuple[str, ...]
    next: Projection
    coaching: tuple[Priority, ...]
    pass_mark: tuple[float, int] = (60.0, 1)
    """The overall score that passes, and the most major findings that are still passed."""

    @property
    def gates(self) -> tuple[str, ...]:
        """Rules whose breach fails the call whatever the points."""
        return tuple(dict.fromkeys(each.rule for each in self.findings if each.severity == "critical"))

    def as_json(self) -> dict[str, Any]:
        """The object of the contract."""
        data: dict[str, Any] = {
            "id": self.id,
            "engine": ENGINE,
            "rubric": self.rubric,
            "rules": list(self.rules),
            "scores": {
                "overall": self.overall,
                "negotiation": self.negotiation.score,
                "empathy": self.empathy.score,
                "compliance": self.compliance,
                "documentation": self.documentation.score,
            },
            "passed": self.passed,
            "pass": {"overall": self.pass_mark[0], "most_major": self.pass_mark[1]},
            "gates": list(self.gates),
            "findings": [finding.as_json() for finding in self.findings],
            "not_evaluated": [each.as_json() for each in self.not_evaluated],
            "opportunities": [each.as_json() for each in self.empathy.opportunities],
            "outcome": self.negotiation.outcome.as_json(self.negotiation.expected_kept),
            "criteria": [each.as_json() for each in self.criteria],
            "metrics": self.metrics,
        }
        if self.documentation.score is not None:
            data["wrap_up"] = {
                "expected": self.documentation.expected,
                "missing": list(self.documentation.missing),
                "wrong": list(self.documentation.wrong),
            }
        data["negotiation"] = {
            "parts": {name: round(value, 2) for name, value in self.negotiation.parts.items()},
            **self.negotiation.figures,
            "best": None if self.negotiation.best is None else f"{self.negotiation.best:.2f}",
        }
        data["next"] = self.next.as_json()
        data["coaching"] = [each.as_json() for each in self.coaching]
        if self.assumed:
            data["assumed"] = list(self.assumed)
        return data


def score_call(
    transcript: Transcript,
    rubric: Rubric,
    packs: Sequence[Pack],
    words: dict[str, str] | None = None,
    language: Language = JUDGED_IN,
    pass_mark: Decimal | None = None,
) -> Scorecard:
    """Score one annotated call. `words` fill the placeholders of better wordings; `pass_mark` is a scenario's own.

    In a language other than English no breach is heard: the rules are not evaluated, and the call passes nothing, since a clean
    card would claim that there was none.
    """
    assumed = () if transcript.regime is not None else ("regime",)
    regime = transcript.regime or Regime()
    judged = language == JUDGED_IN
    findings, lacking = judge(transcript, regime, packs if judged else ())
    if not judged:
        lacking = [NotEvaluated(pack.label, (f"an ear for breaches in {LANGUAGES[language]}",)) for pack in packs]
    fill = filler(transcript, words or {})
    findings = filled_findings(findings, transcript, words or {})
    empathy = score_empathy(transcript)
    negotiation = score_negotiation(transcript)
    documentation = score_documentation(transcript, negotiation.outcome)
    measures = {
        "empathy": empathy.score,
        "negotiation": negotiation.score,
        "documentation": documentation.score,
        "close": _part(negotiation, "close"),
        "discovery": _part(negotiation, "discovery"),
    }
    facts = _facts_at_end(transcript, regime)
    criteria = tuple(judge_criterion(each, transcript, facts, measures, empathy, fill) for each in rubric.criteria)
    possible = sum(each.points for each in criteria if each.result != "not-applicable")
    earned = sum(each.earned for each in criteria if each.result != "not-applicable")
    overall = round(100 * earned / possible, 1) if possible else None
    compliance = _compliance(findings) if judged else None
    majors = sum(1 for each in findings if each.severity == "major")
    critical = any(each.severity == "critical" for each in findings)
    mark = float(rubric.pass_.overall if pass_mark is None else pass_mark)
    passed = judged and not critical and majors <= rubric.pass_.most_major and overall is not None and overall >= mark
    return Scorecard(
        transcript.id, rubric.label, tuple(pack.label for pack in packs if judged), overall, compliance, passed, tuple(findings),
        tuple(lacking), empathy, negotiation, documentation, criteria, measure(transcript, empathy.listening), assumed,
        project(transcript, negotiation, findings), choose_priorities(transcript, findings, empathy, _lost(criteria)),
        (mark, rubric.pass_.most_major),
    )  # fmt: skip


def _lost(criteria: Sequence[CriterionResult]) -> list[Lost]:
    return [
        Lost(each.criterion, each.title, each.section, each.points - each.earned, each.advice, each.instead,
             each.evidence[0].turn if each.evidence else None)
        for each in criteria
        if each.result != "not-applicable" and each.earned < each.points
    ]  # fmt: skip


def _part(negotiation: Negotiation, name: str) -> float | None:
    return None if name not in negotiation.parts else 100 * negotiation.parts[name]


def _compliance(findings: Sequence[Finding]) -> float:
    if any(finding.severity == "critical" for finding in findings):
        return 0.0
    return max(0.0, 100.0 - sum(DEDUCTIONS[finding.severity] for finding in findings))


def _facts_at_end(transcript: Transcript, regime: Regime) -> dict[str, int]:
    case = Case(transcript, regime)
    for turn in transcript.turns:
        case.close(turn)
    return {name: value or 0 for name, value in case.facts.items()}
