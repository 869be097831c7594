"""A scorecard as Markdown.

Owns the layout. Everything that a person typed is escaped: a quote stays a quote. Never scores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.practice.wording import RESULTS, figure, next_step, nothing_found, outcome_words

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def plain(text: object) -> str:
    """Text with nothing left that Markdown or HTML inside it would act on."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def write_markdown(card: Mapping[str, Any]) -> str:
    """The scorecard as one document."""
    scores = card["scores"]
    lines = [f"# Scorecard {plain(card['id'])}", "", f"**{'Passed' if card['passed'] else 'Not passed'}**, overall {figure(scores['overall'])}.", ""]  # fmt: skip
    lines += ["| | score |", "|---|---|"]
    lines += [
        f"| {name} | {figure(scores[name])} |" for name in ("negotiation", "empathy", "compliance", "documentation")
    ]
    lines += ["", f"Outcome: {plain(outcome_words(card['outcome']))}.", "", plain(next_step(card)), ""]
    if card.get("coaching"):
        lines += ["## Work on", ""]
        for number, each in enumerate(card["coaching"], start=1):
            where = "" if each["turn"] is None else f" (turn {each['turn']})"
            lines += [f"{number}. **{plain(each['title'])}**{where}", ""]
            if each["words"]:
                lines += [f"   You said: “{plain(each['words'])}”", ""]
            lines += [f"   {plain(each['why'])}", "", f"   Better: “{plain(each['better'])}”", ""]
    lines += ["## Findings", ""]
    if not card["findings"]:
        lines += [nothing_found(card), ""]
    for finding in card["findings"]:
        where = "the note" if finding.get("where") == "note" else f"turn {finding['turn']}"
        lines += [f"- **{finding['severity']}** `{finding['rule']}`, {where}: “{plain(finding['quote'])}”. {plain(finding['why'])} Say instead: “{plain(finding['instead'])}” ({plain(finding['cite'])})"]  # fmt: skip
    lines += ["", "## Criteria", "", "| result | points | criterion |", "|---|---|---|"]
    for each in card["criteria"]:
        earned, points = each["points"]
        score = "" if each["result"] == "not-applicable" else f"{earned:g} of {points}"
        lines.append(f"| {RESULTS[each['result']]} | {score} | {plain(each['title'])} |")
    if card["opportunities"]:
        lines += ["", "## What they voiced", ""]
        lines += [f"- turn {each['turn']}: {plain(each['kind'])}, {each['met']}" for each in card["opportunities"]]
    ahead = card.get("next") or {}
    if ahead.get("months") or ahead.get("complaint"):
        lines += ["", "## What happens next", ""]
        lines += [f"- {plain(each)}" for each in ahead["arithmetic"]]
        lines += [f"- month {each['month']}: {each['due']} due, {each['kept']:.0%} paid on the day, {each['late']:.0%} late, {each['broken']:.0%} broken" for each in ahead["months"]]  # fmt: skip
        if ahead["complaint"]:
            lines.append(f"- chance of a complaint: {ahead['complaint']:.0%}")
        lines += [f"- statutory damages: {plain(each)}" for each in ahead["damages"]]
    lines += ["", f"Engine {card['engine']}, rubric {card['rubric']}, rules {', '.join(card['rules'])}. Training aid, not legal advice.", ""]  # fmt: skip
    return "\n".join(lines)
