"""What stands on the screen of a review: the turns with their marks, the parts that can be decided, the scores in one line.

Owns their words and marks. Never decides anything and never draws a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from scoring.finding import LEVELS
from scoring.outcome import KINDS
from scoring.overruling import RESULTS, WITHDRAWN, finding_item
from simulator.practice.wording import RESULTS as MARKS
from simulator.practice.wording import outcome_words

if TYPE_CHECKING:
    from simulator.desk.reading import Reading
    from simulator.desk.review import Review

SHORT = {
    "overall": "overall", "negotiation": "negot.", "empathy": "empathy", "compliance": "compl.", "documentation": "doc.",
}  # fmt: skip
"""Scores, so that all stand in one line of eighty."""


@dataclass(frozen=True)
class Part:
    """One part of the scorecard that can be decided."""

    item: str
    label: str
    detail: str
    turn: int | None
    choices: tuple[str, ...]


def sums_of(review: Review) -> str:
    """The scores in one line, with the engine's where a decision moved them."""
    scores, before = review.card["scores"], review.engine_card["scores"]
    parts = []
    for name, short in SHORT.items():
        moved = "" if before[name] == scores[name] else f" (engine {_figure(before[name])})"
        parts.append(f"{short} {_figure(scores[name])}{moved}")
    return " · ".join(parts)


def _figure(score: float | None) -> str:
    return "n/a" if score is None else str(round(score))


def turn_text(turn: Reading, item: str) -> Text:
    """A turn with its passages marked: findings in ‹!…›, what earns points in ‹…›, the part that is lit in ▶."""
    lit = any(each.item == item for each in turn.passages)
    head = f"{'▶' if lit else ' '}{'' if turn.turn is None else turn.turn:>3} {turn.who + ': ' if turn.who else ''}"
    text = Text(head, style="bold" if turn.who == "Agent" else "")
    words = Text(turn.text)
    for each in turn.passages:
        style = "bold underline reverse" if each.item == item else "underline bold" if each.grave else "underline"
        words.stylize(style, *each.span)
    text.append_text(words)
    for each in turn.passages:
        if each.grave:
            text.append(f"\n     ! {each.words}", style="bold")
    return text


def parts_of(review: Review) -> list[Part]:
    """Findings, criteria and outcome of a review as it stands; findings that were withdrawn too."""
    card = review.card
    why = {each.item: f"\nOverruled ({each.before} → {each.to}): {each.reason}" for each in review.decisions}
    parts = []
    there = {finding_item(each) for each in card["findings"]}
    gone = [each for each in review.engine_card["findings"] if finding_item(each) not in there]
    for each in sorted([*card["findings"], *gone], key=lambda each: (each["turn"], each["rule"])):
        item = finding_item(each)
        now = each["severity"] if item in there else WITHDRAWN
        detail = f"“{each['quote']}”\n{each['why']}  {each['cite']}{why.get(item, '')}"
        choices = tuple(value for value in (WITHDRAWN, *reversed(LEVELS)) if value != now)
        parts.append(Part(item, f"! {now}: {each['rule']}", detail, each["turn"], choices))
    for each in card["criteria"]:
        item = f"criterion:{each['criterion']}"
        earned, points = each["points"]
        score = "" if each["result"] == "not-applicable" else f" {earned:g}/{points}"
        proofs = "\n".join(f"turn {one['turn']}: “{one['quote']}”" for one in each["evidence"]) or "Nothing shows it."
        first = each["evidence"][0]["turn"] if each["evidence"] else None
        choices = tuple(value for value in RESULTS if value != each["result"])
        label = f"{MARKS[each['result']]}{score}  {each['title']}"
        parts.append(Part(item, label, f"{proofs}{why.get(item, '')}", first, choices))
    now = str(card["outcome"]["kind"])
    parts.append(
        Part("outcome", f"  outcome: {now}", f"{outcome_words(card['outcome'])}{why.get('outcome', '')}", None,
             tuple(value for value in KINDS if value != now))
    )  # fmt: skip
    return parts
