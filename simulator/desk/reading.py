"""A kept call as a reviewer reads it: every turn with the words that findings and points rest on.

Owns putting words and scorecard together. Reads the log that was delivered with the call, so it works on any machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.problems import RightpartyError
from simulator.calls.call import effective
from simulator.calls.header import Header
from simulator.calls.log import parse_log
from simulator.desk.desk import Desk
from simulator.dialogue.events import AgentSpoke, CallEnded, DebtorSpoke, Event, WrappedUp
from simulator.evaluation.parsing import parse_call

RECORDED = '{"recorded":'
"""How the words of a recorded call begin, as against the log of a practised one."""


@dataclass(frozen=True)
class Passage:
    """Some words of a turn that the scorecard speaks of."""

    span: tuple[int, int]
    item: str
    """`finding:RULE@TURN` or `criterion:NAME`."""
    words: str
    """What it says of them, in short."""
    grave: bool
    """Whether it is a finding."""


@dataclass(frozen=True)
class Reading:
    """One turn of a call."""

    turn: int | None
    """None for what was not spoken: the end, the wrap-up."""
    who: str
    text: str
    passages: tuple[Passage, ...] = ()


def read_turns(desk: Desk, attempt: str, card: Mapping[str, Any]) -> list[Reading]:
    """The turns of a kept call with what `card` says of them; empty where only the scorecard is kept."""
    log = desk.attempts.log(attempt)
    if log is None:
        return []
    if log.startswith(RECORDED):  # a recorded call, kept in the form in which it was read
        return _recorded(log, card)
    _, events, _ = parse_log(log.encode(), attempt)
    return readings(events, card)


def stored_call(desk: Desk, attempt: str) -> tuple[Header, list[Event]]:
    """Header and events of a kept practised call. Raises RightpartyError where there are none."""
    log = desk.attempts.log(attempt)
    if log is None or log.startswith(RECORDED):
        raise RightpartyError(f"The events of {attempt} are not kept here.", "They are for practised calls.")
    header, events, _ = parse_log(log.encode(), attempt)
    return header, events


def readings(events: list[Event], card: Mapping[str, Any]) -> list[Reading]:
    """The same of a call's events."""
    by_turn = _passages(card)
    found = []
    for event in effective(events):
        if isinstance(event, AgentSpoke | DebtorSpoke):
            who = "Agent" if isinstance(event, AgentSpoke) else event.speaker.replace("-", " ").capitalize()
            found.append(Reading(event.turn, who, event.text, tuple(by_turn.get(event.turn, ()))))
        elif isinstance(event, CallEnded):
            found.append(Reading(None, "", f"({event.by} ended the call)"))
        elif isinstance(event, WrappedUp):
            found.append(Reading(None, "Record", f"{event.disposition}: {event.note}"))
    return found


def _recorded(log: str, card: Mapping[str, Any]) -> list[Reading]:
    call = parse_call(json.loads(log)["recorded"])
    by_turn = _passages(card)
    return [
        Reading(turn.index, turn.speaker.replace("-", " ").capitalize(), turn.text, tuple(by_turn.get(turn.index, ())))
        for turn in call.turns
    ]


def _passages(card: Mapping[str, Any]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for each in card["findings"]:
        if each.get("where") != "note":
            item = f"finding:{each['rule']}@{each['turn']}"
            passage = Passage(_span(each["span"]), item, f"{each['severity']}: {each['rule']}", True)
            found.setdefault(each["turn"], []).append(passage)
    for each in card["criteria"]:
        for proof in each["evidence"]:
            passage = Passage(_span(proof["span"]), f"criterion:{each['criterion']}", each["title"], False)
            found.setdefault(proof["turn"], []).append(passage)
    return found


def _span(pair: list[int]) -> tuple[int, int]:
    return (pair[0], pair[1])
