"""Two scorecards beside each other: a call and the same gone another way, or one call under two versions of a rubric.

Owns the rows and what counts as better. Never scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.practice.wording import outcome_words

SECTIONS = ("overall", "negotiation", "empathy", "compliance", "documentation")
GRAVITY = {"": 0, "risk": 1, "minor": 2, "major": 3, "critical": 4}
Card = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One thing that both cards say."""

    what: str
    first: str
    second: str
    sign: str
    """`▲` the second is better, `▼` worse, `≠` other, or nothing."""


def compare_cards(first: Card, second: Card) -> list[Row]:
    """Result and scores, outcome, rules that were broken in either, and every criterion of either."""
    rows = [_row("result", _result(first), _result(second), float(first["passed"]), float(second["passed"]))]
    for name in SECTIONS:
        one, other = first["scores"][name], second["scores"][name]
        rows.append(_row(name, _figure(one), _figure(other), one, other))
    outcomes = outcome_words(first["outcome"]), outcome_words(second["outcome"])
    rows.append(Row("outcome", *outcomes, "" if outcomes[0] == outcomes[1] else "≠"))
    broken = [_worst(card) for card in (first, second)]
    for rule in sorted(broken[0].keys() | broken[1].keys()):
        one, other = (each.get(rule, "") for each in broken)
        rows.append(_row(f"! {rule}", one or "–", other or "–", -GRAVITY[one], -GRAVITY[other]))
    criteria = [{each["criterion"]: each for each in card["criteria"]} for card in (first, second)]
    for name in dict.fromkeys([*criteria[0], *criteria[1]]):
        before, now = criteria[0].get(name), criteria[1].get(name)
        title = str((now or before or {})["title"])
        rows.append(_row(title, _criterion(before), _criterion(now), _points(before), _points(now)))
    return rows


def compare_lines(first: Card, second: Card) -> list[str]:
    """The rows as lines of text, the names of both on top."""
    rows = compare_cards(first, second)
    cells = [
        ("", str(first["id"]), str(second["id"]), ""),
        *((row.what, row.first, row.second, row.sign) for row in rows),
    ]
    widths = [max(len(row[place]) for row in cells) for place in range(3)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in cells
    ]


def change_lines(before: Card, after: Card) -> list[str]:
    """What another scoring of the same call makes otherwise: versions, then every row that moved. Nothing when nothing did."""
    versions = [
        f"{name}: {_version(before[name])} -> {_version(after[name])}"
        for name in ("engine", "rubric", "rules")
        if before[name] != after[name]
    ]
    moved = [f"{row.what}: {row.first} -> {row.second} {row.sign}" for row in compare_cards(before, after) if row.sign]
    return [*versions, *moved]


def _version(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _row(what: str, first: str, second: str, one: float | None, other: float | None) -> Row:
    if one is None or other is None:
        return Row(what, first, second, "" if first == second else "≠")
    return Row(what, first, second, "▲" if other > one else "▼" if other < one else "" if first == second else "≠")


def _result(card: Card) -> str:
    return "passed" if card["passed"] else "not passed"


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.0f}"


def _worst(card: Card) -> dict[str, str]:
    """The gravest finding of each rule."""
    found: dict[str, str] = {}
    for each in card["findings"]:
        if GRAVITY[each["severity"]] > GRAVITY[found.get(each["rule"], "")]:
            found[each["rule"]] = each["severity"]
    return found


def _criterion(each: Mapping[str, Any] | None) -> str:
    if each is None:
        return "–"
    earned, points = each["points"]
    return "n/a" if each["result"] == "not-applicable" else f"{each['result']} {earned:g}/{points:g}"


def _points(each: Mapping[str, Any] | None) -> float | None:
    return None if each is None or each["result"] == "not-applicable" else float(each["points"][0])
