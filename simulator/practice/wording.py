"""Calls and scorecards as lines of plain text, the same for terminal, plain mode and documents.

Owns the words around results. Never scores.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from simulator.calls.call import Call, effective
from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke

RESULTS = {"met": "✓ met", "missed": "✗ missed", "not-applicable": "– n/a"}


def transcript_lines(call: Call) -> list[str]:
    """The call as it was spoken."""
    lines = []
    for event in effective(call.events):
        if isinstance(event, AgentSpoke):
            lines.append(f"{event.turn:>3} You: {event.text}")
        elif isinstance(event, DebtorSpoke):
            lines.append(f"{event.turn:>3} {call.cast.persona.first_name}: {event.text}")
        elif isinstance(event, CallEnded):
            lines.append(f"    ({'You' if event.by == 'agent' else call.cast.persona.first_name} ended the call.)")
    return lines


def stage_words(call: Call) -> str:
    """What is happening before the first words, by channel: who is to speak, and whether anybody answers."""
    cast = call.cast
    if cast.flow.first_word == "agent":
        return "You write first."
    begins = cast.flow.states[cast.scenario.begins or cast.flow.begins]
    if begins.silent:
        return f"{begins.about} Nobody answers; hang up when you are done."
    if cast.scenario.channel in ("email", "letter", "sms", "social"):
        return "They have written."
    return "The phone rings."


def figure(value: float | None) -> str:
    """A score, or that there is none."""
    return "not applicable" if value is None else f"{value:.0f} of 100"


def overall_words(card: Mapping[str, Any]) -> str:
    """The overall score, and what it takes to pass where that was missed; a missed mark is not rounded up to."""
    overall, mark = card["scores"]["overall"], card.get("pass", {}).get("overall", 0)  # old cards do not say
    if overall is None or overall >= mark:
        return figure(overall)
    return f"{figure(math.floor(overall))}, {mark:.0f} to pass"


def nothing_found(card: Mapping[str, Any]) -> str:
    """What a card without findings says of the rules: that none was hit, or that none was judged."""
    if card["scores"]["compliance"] is None:
        return "The rules were not judged in this call, so it is neither clean nor passed."
    return "No rule was hit."


def outcome_words(outcome: Mapping[str, Any]) -> str:
    """The outcome in a few words."""
    kinds = {
        "plan": "a payment plan", "settlement": "a settlement", "paid-in-full": "payment in full", "promise": "a promise to pay",
        "deferral": "a hold", "callback": "a callback", "correct-stop": "a correct stop", "none": "no arrangement",
    }  # fmt: skip
    words = kinds.get(str(outcome["kind"]), str(outcome["kind"]))
    if outcome.get("amount"):
        every = {
            "month": " a month",
            "week": " a week",
            "two-weeks": " every two weeks",
            "half-month": " twice a month",
        }
        words += f": {outcome['amount']}{every.get(str(outcome.get('every')), '')}"
    if outcome.get("start"):
        words += f", from {outcome['start']}"
    if outcome.get("expected_kept") and outcome["kind"] in ("plan", "settlement", "promise", "paid-in-full"):
        words += f" (expected to be kept: {outcome['expected_kept']})"
    return words


def card_lines(card: Mapping[str, Any]) -> list[str]:
    """A scorecard as text: result, gates, findings, criteria with evidence, next step."""
    scores = card["scores"]
    lines = [f"Scorecard {card['id']}", ""]
    lines.append(("PASSED" if card["passed"] else "NOT PASSED") + f"   overall {overall_words(card)}")
    for name in ("negotiation", "empathy", "compliance", "documentation"):
        lines.append(f"  {name.capitalize():14} {figure(scores[name])}")
    lines.append(f"  Outcome        {outcome_words(card['outcome'])}")
    lines += [f"  {each}" for each in forked_words(card)]
    if card.get("assumed"):
        lines.append("  Assumed        US third-party, since the call names no regime")
    lines += ["", "Findings" if card["findings"] else nothing_found(card)]
    for finding in card["findings"]:
        where = "in the note" if finding.get("where") == "note" else f"turn {finding['turn']}"
        lines.append(f"  {finding['severity'].upper()}  {finding['rule']}  ({where})")
        lines.append(f"    “{finding['quote']}”")
        lines.append(f"    Why: {finding['why']}  [{finding['cite']}]")
        lines.append(f"    Say instead: {finding['instead']}")
    lines += ["", "Criteria"]
    section = ""
    for criterion in card["criteria"]:
        if criterion["section"] != section:
            section = criterion["section"]
            lines.append(f" {section}")
        earned, points = criterion["points"]
        score = "" if criterion["result"] == "not-applicable" else f"{earned:g}/{points}"
        lines.append(f"  {RESULTS[criterion['result']]:10} {score:>8}  {criterion['title']}")
        for evidence in criterion["evidence"][:2]:
            lines.append(f"{'':22}turn {evidence['turn']}: “{evidence['quote']}”")
        if criterion["advice"] and criterion["result"] == "missed":
            lines.append(f"{'':22}Next time: {criterion['advice']}")
        if criterion["instead"]:
            lines.append(f"{'':22}For example: “{criterion['instead']}”")
    if card["opportunities"]:
        lines += ["", "What they voiced"]
        for each in card["opportunities"]:
            answered = "" if each["answered_at"] is None else f", answered at turn {each['answered_at']}"
            lines.append(f"  turn {each['turn']}: {each['kind'].replace('-', ' ')} – {each['met']}{answered}")
    ahead = card.get("next") or {}
    if ahead.get("months") or ahead.get("complaint"):
        lines += ["", "What happens next", *month_lines(ahead)]
    if card.get("coaching"):
        lines += ["", "Work on"]
        for number, each in enumerate(card["coaching"], start=1):
            where = "" if each["turn"] is None else f" (turn {each['turn']})"
            lines.append(f"  {number}. {each['title']}{where}")
            if each["words"]:
                lines.append(f"     You said: “{each['words']}”")
            lines += [f"     {each['why']}", f"     Better: “{each['better']}”"]
    if card["not_evaluated"]:
        lines += ["", "Not evaluated, for want of facts"]
        lines += [f"  {each['rule']}: {', '.join(each['needs'])}" for each in card["not_evaluated"]]
    lines += [
        "",
        next_step(card),
        "",
        f"Engine {card['engine']}, rubric {card['rubric']}, rules {', '.join(card['rules']) or 'none'}. Training aid, not legal advice.",
    ]
    return lines


def forked_words(card: Mapping[str, Any]) -> list[str]:
    """Beside the call that this one went on from: each score before and now."""
    forked = card.get("forked")
    if not forked or not forked["before"]:
        return []
    scores = [
        f"{name} {'n/a' if forked['before'][name] is None else round(forked['before'][name])} → "
        f"{'n/a' if card['scores'][name] is None else round(card['scores'][name])}"
        for name in ("overall", "negotiation", "empathy", "compliance")
    ]
    lines = [f"Another way from turn {forked['turn']}: {', '.join(scores)}"]
    if forked["gone"]:
        lines.append(f"No longer broken: {', '.join(forked['gone'])}")
    return lines


def month_lines(ahead: Mapping[str, Any]) -> list[str]:
    """The months after the call as rows of text: # paid on the day, ~ late, . broken; and the arithmetic."""
    lines = []
    for each in ahead["months"]:
        kept, late = round(20 * each["kept"]), round(20 * each["late"])
        bar = "#" * kept + "~" * late + "." * max(0, 20 - kept - late)
        lines.append(f"  month {each['month']:>2}  {each['due']:>9}  {bar}  paid on the day {each['kept']:.0%}")
    lines += [f"  {each}" for each in ahead["arithmetic"]]
    if ahead["complaint"]:
        lines.append(f"  Chance of a complaint: {ahead['complaint']:.0%}")
    lines += [f"  Statutory damages: {each}" for each in ahead["damages"]]
    return lines


def next_step(card: Mapping[str, Any]) -> str:
    """The one thing that would have helped most."""
    critical = next((finding for finding in card["findings"] if finding["severity"] == "critical"), None)
    if critical is not None:
        return f"First of all: at turn {critical['turn']} say “{critical['instead']}” instead. That breach alone fails the call."
    missed = [
        each
        for each in card["criteria"]
        if each["result"] != "not-applicable" and each["points"][1] - each["points"][0] >= 1
    ]
    if not missed:
        return "Nothing to add: try a harder scenario."
    worst = max(missed, key=lambda each: each["points"][1] - each["points"][0])
    gain = worst["points"][1] - worst["points"][0]
    return f"Next step, worth up to {gain:.0f} points: {worst['title'].lower()}. {worst['advice']}"
