"""What becomes of a scorecard when a supervisor overrules parts of it: gates, sections, points and result, worked out anew.

Owns the arithmetic of an overruled card. The engine's own card is never changed; this makes another one. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from scenarios.problems import RightpartyError
from scoring.criteria import MEASURE_MET
from scoring.finding import LEVELS
from scoring.negotiation import revalue
from scoring.outcome import KINDS
from scoring.rubric import read_rubrics
from scoring.scorecard import DEDUCTIONS

RESULTS = ("met", "missed", "not-applicable")
WITHDRAWN = "withdrawn"
"""What a finding is overruled to when there was no breach."""


@dataclass(frozen=True)
class Overruling:
    """One part of a scorecard that somebody decided otherwise."""

    item: str
    """`finding:RULE@TURN`, `criterion:NAME` or `outcome`."""
    to: str
    """A severity or `withdrawn`; a result; a kind of outcome."""
    reason: str = ""
    quote: str = ""
    """The words, for a finding that the engine did not make."""


def finding_item(finding: Mapping[str, Any]) -> str:
    """How a finding of a card is named."""
    return f"finding:{finding['rule']}@{finding['turn']}"


def value_of(card: Mapping[str, Any], item: str) -> str:
    """What a card says of an item: severity, result or outcome; `withdrawn` for a finding that it does not make.

    Raises RightpartyError for an item that cannot be on this card.
    """
    kind, _, name = item.partition(":")
    if kind == "finding" and "@" in name:
        return next((each["severity"] for each in card["findings"] if finding_item(each) == item), WITHDRAWN)
    if kind == "criterion":
        for each in card["criteria"]:
            if each["criterion"] == name:
                return str(each["result"])
        known = ", ".join(each["criterion"] for each in card["criteria"])
        raise RightpartyError(f"This card has no criterion '{name}'.", f"It has: {known}.")
    if item == "outcome":
        return str(card["outcome"]["kind"])
    raise RightpartyError(f"'{item}' is no part of a scorecard.", "Parts: finding:RULE@TURN, criterion:NAME, outcome.")


def check_overruling(card: Mapping[str, Any], one: Overruling) -> None:
    """Raises RightpartyError for a part that is not there, or a value that it cannot have."""
    now = value_of(card, one.item)
    kind = one.item.partition(":")[0]
    allowed = {"finding": (*LEVELS, WITHDRAWN), "criterion": RESULTS}.get(kind, KINDS)
    if one.to not in allowed:
        raise RightpartyError(f"'{one.to}' is no value of {one.item}.", f"Values: {', '.join(allowed)}.")
    if one.to == now:
        raise RightpartyError(f"{one.item} is '{now}' already.", "To agree with the engine, agree; do not overrule.")


def overrule(card: Mapping[str, Any], decisions: Sequence[Overruling]) -> dict[str, Any]:
    """The card with the decisions in it, later ones last, and everything that follows from them.

    A criterion that was missed and is now met earns all its points; one now missed, none; what does not apply counts neither
    way. Another kind of outcome is another negotiation score, and other points where a criterion is earned by it. The empathy
    score is a measure of the talk and stays; its criterion can be overruled.
    """
    now = deepcopy(dict(card))
    for each in decisions:
        kind, _, name = each.item.partition(":")
        if kind == "finding":
            _overrule_finding(now, each, name)
        elif kind == "criterion":
            _overrule_criterion(now, each, name)
        else:
            _overrule_outcome(now, each, card.get("negotiation", {}).get("parts", {}))
    _settle(now, any(not each.item.startswith("finding:") for each in decisions))
    return now


def _overrule_finding(card: dict[str, Any], one: Overruling, name: str) -> None:
    rule, _, turn = name.rpartition("@")
    rest = [each for each in card["findings"] if finding_item(each) != one.item]
    if one.to != WITHDRAWN:
        old = next((each for each in card["findings"] if finding_item(each) == one.item), None)
        made = old or {
            "rule": rule, "turn": int(turn), "span": [0, len(one.quote)], "quote": one.quote, "why": one.reason,
            "cite": "", "instead": "",
        }  # fmt: skip
        rest.append({**made, "severity": one.to, "overruled": one.reason})
    card["findings"] = sorted(rest, key=lambda each: each["turn"])


def _overrule_criterion(card: dict[str, Any], one: Overruling, name: str) -> None:
    for each in card["criteria"]:
        if each["criterion"] == name:
            points = each["points"][1]
            each |= {
                "result": one.to, "points": [float(points) if one.to == "met" else 0.0, points], "overruled": one.reason,
            }  # fmt: skip


def _overrule_outcome(card: dict[str, Any], one: Overruling, talk: Mapping[str, float]) -> None:
    """`talk`: the parts as the engine measured them, which an outcome that was decided before has not changed."""
    card["outcome"] = {**card["outcome"], "kind": one.to, "overruled": one.reason}
    measured = [each for each in card["criteria"] if each.get("measure") == "negotiation"]
    if not measured:  # nothing is earned by it in this rubric, or the card is of before that was written into it
        return
    score, parts = revalue(talk, one.to)
    card["scores"] = {**card["scores"], "negotiation": score}
    card["negotiation"] = {**card["negotiation"], "parts": {name: round(value, 2) for name, value in parts.items()}}
    for each in measured:
        if "overruled" not in each:  # what a person said of it stands
            points = each["points"][1]
            each |= {
                "result": "met" if score >= MEASURE_MET else "missed", "points": [round(points * score / 100, 1), points],
            }  # fmt: skip


def _settle(card: dict[str, Any], moved: bool) -> None:
    findings = card["findings"]
    critical = any(each["severity"] == "critical" for each in findings)
    overall = card["scores"]["overall"]
    if moved:  # else as the engine has it, which adds points up before they are rounded
        counted = [each for each in card["criteria"] if each["result"] != "not-applicable"]
        possible = sum(each["points"][1] for each in counted)
        overall = round(100 * sum(each["points"][0] for each in counted) / possible, 1) if possible else None
    judged = card["scores"]["compliance"] is not None  # else the rules were not evaluated, and the call passes nothing
    points_off = 100.0 if critical else sum(DEDUCTIONS[each["severity"]] for each in findings)
    mark, most_major = pass_mark(card)
    majors = sum(1 for each in findings if each["severity"] == "major")
    card["gates"] = list(dict.fromkeys(each["rule"] for each in findings if each["severity"] == "critical"))
    card["scores"] = {
        **card["scores"],
        "overall": overall,
        "compliance": max(0.0, 100.0 - points_off) if judged else None,
    }
    card["passed"] = judged and not critical and majors <= most_major and overall is not None and overall >= mark


def pass_mark(card: Mapping[str, Any]) -> tuple[float, int]:
    """The overall score that passes and the major findings that are still passed, as the card was judged."""
    if "pass" in card:
        return float(card["pass"]["overall"]), int(card["pass"]["most_major"])
    name = str(card["rubric"]).partition("@")[0]  # a card of before these were written into it
    rubric = read_rubrics().get(name)
    if rubric is None:
        raise RightpartyError(f"The rubric {card['rubric']} of this card is not known here.", "Install its pack.")
    return float(rubric.pass_.overall), rubric.pass_.most_major
