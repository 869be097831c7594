"""The lines of a scorecard for a list: findings, criteria, what they voiced, what could not be judged, the months to come.

Owns their order and words. Never lays anything out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.practice.wording import RESULTS, month_lines, nothing_found


@dataclass(frozen=True)
class Item:
    """One line of the scorecard."""

    label: str
    detail: str
    turn: int | None


def items_of(card: dict[str, Any]) -> list[Item]:
    """Findings first, then criteria, what they voiced, and what could not be judged."""
    items = [_finding(each) for each in card["findings"]]
    if not items and card["scores"]["compliance"] is None:
        items.append(Item("– the rules were not judged", nothing_found(card), None))
    elif not items:
        items.append(
            Item(
                "✓ No rule was hit",
                "No rule of the packs was hit in this call.\n\nThat is not the same as “compliant”: only what the packs cover was judged.",
                None,
            )
        )
    if card.get("review"):
        items.append(Item(f"» review: {card['review']['state']}", "\n".join(review_words(card["review"])), None))
    for number, each in enumerate(card.get("coaching") or (), start=1):
        said = f"You said: “{each['words']}”\n\n" if each["words"] else ""
        items.append(
            Item(
                f"» work on {number}: {each['title']}",
                f"{said}{each['why']}\n\nBetter: “{each['better']}”",
                each["turn"],
            )
        )
    ahead = card.get("next") or {}
    if ahead.get("months") or ahead.get("complaint"):
        items.append(Item("» what happens next", "\n".join(line.strip() for line in month_lines(ahead)), None))
    items += [_criterion(each) for each in card["criteria"]]
    for each in card["opportunities"]:
        mark = {"full": "✓", "partial": "~", "missed": "✗"}[each["met"]]
        answered = (
            ""
            if each["answered_at"] is None
            else f" Answered at turn {each['answered_at']} by: {', '.join(each['cues'])}."
        )
        items.append(
            Item(
                f"{mark} voiced: {each['kind'].replace('-', ' ')} ({each['met']})",
                f"At turn {each['turn']} they voiced: {each['kind'].replace('-', ' ')}.{answered}",
                each["turn"],
            )
        )
    items += [
        Item(f"– not evaluated: {each['rule']}", f"The record lacks: {', '.join(each['needs'])}.", None)
        for each in card["not_evaluated"]
    ]
    if "wrap_up" in card:
        record = card["wrap_up"]
        lacking = (
            "\n".join(f"· left out: {each}" for each in record["missing"])
            + "\n"
            + "\n".join(f"· wrong: {each}" for each in record["wrong"])
        )
        items.append(
            Item(
                f"  wrap-up: {record['expected']} was expected",
                f"The code that comes first here is {record['expected']}.\n{lacking}".strip(),
                None,
            )
        )
    return items


def review_words(review: dict[str, Any]) -> list[str]:
    """What a review decided and said, for the person whose call it was."""
    lines = [f"Your supervisor has looked at this call. It is {review['state']}."]
    if review["state"] == "shared":
        lines.append(f"You can answer until {str(review['respond_by'])[:10]}: F8.")
    lines += [f"· {each['item']}: {each['before']} → {each['to']}. {each['reason']}" for each in review["decisions"]]
    lines += [
        f"# {'the call' if each['turn'] is None else 'turn ' + str(each['turn'])}: {each['words']}"
        for each in review["comments"]
    ]
    lines += [f"{kind.replace('-', ' ')}: {words}" for kind, words in review["words"].items() if words]
    return lines


def _finding(each: dict[str, Any]) -> Item:
    where = "in the note" if each.get("where") == "note" else f"turn {each['turn']}"
    detail = f"{each['severity'].upper()} · {each['rule']} · {where}\n\n“{each['quote']}”\n\nWhy: {each['why']}\n{each['cite']}\n\nSay instead: {each['instead']}"
    return Item(f"! {each['severity']}: {each['rule']}", detail, each["turn"])


def _criterion(each: dict[str, Any]) -> Item:
    earned, points = each["points"]
    score = "" if each["result"] == "not-applicable" else f" {earned:g}/{points}"
    evidence = (
        "\n".join(f"turn {one['turn']}: “{one['quote']}”" for one in each["evidence"])
        or "Nothing in the call shows it."
    )
    advice = f"\n\nNext time: {each['advice']}" if each["advice"] else ""
    instead = f"\nFor example: “{each['instead']}”" if each["instead"] else ""
    first = each["evidence"][0]["turn"] if each["evidence"] else None
    return Item(
        f"{RESULTS[each['result']]}{score}  {each['title']}",
        f"{each['section']} · {each['title']}\n\n{evidence}{advice}{instead}",
        first,
    )
