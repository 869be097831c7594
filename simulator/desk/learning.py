"""Learning records: what a call came to, as xAPI statements that any learning record store understands.

Owns the statements and the outbox they wait in. xAPI 1.0.3 (IEEE 9274.1.1 keeps its shape) and the cmi5 rules: one registration an
attempt, the score only with passed or failed, ids that stay the same however often they are made. Sending is `sending.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from simulator.desk.desk import Desk
from simulator.records.outbox import of_attempt, queue

SPACE = UUID("6f0a8a52-4f0e-5a1c-9f5b-2f1d8a7f2c11")
"""The name space of our ids (RFC 9562, version 5): the same call gives the same ids."""
HOME = "https://rightparty.invalid"
"""Stands for this product in identifiers; a name that never resolves (RFC 6761), since nothing is ever fetched from it."""
VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    "violated": f"{HOME}/verbs/violated",
    "overruled": f"{HOME}/verbs/overruled",
}
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
VERSION = "1.0.3"


def queue_statements(desk: Desk, attempt: str, card: Mapping[str, Any]) -> None:
    """Put what a finished call came to into the outbox; what is there already stays as it is."""
    row = desk.attempts.listed(attempt)
    statements = call_statements(desk.actor.id, attempt, row.scenario, row.started_at, row.finished_at or "", card)
    with desk.database.writing() as connection:
        queue(connection, attempt, statements)


def read_statements(desk: Desk, call_id: str) -> list[dict[str, Any]]:
    """What is told of a call, in order. Raises Refused."""
    found, _ = desk.attempt(call_id, None, "learning.send")
    return of_attempt(desk.database, found)


def call_statements(
    person: str, attempt: str, scenario: str, started_at: str, finished_at: str, card: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Everything that is told of a call, in the order in which cmi5 wants it: begun, answered, result, ended.

    `person` is an id and no name: who they are stays in the records of the firm.
    """
    registration = str(uuid5(SPACE, f"registration/{attempt}"))

    def say(
        verb: str, name: str, at: str, result: dict[str, Any] | None = None, place: Mapping[str, Any] | None = None,
        defined: bool = False, moves_on: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        categories = [{"id": CMI5}] if defined else []
        categories += [{"id": MOVE_ON}] if moves_on else []
        statement: dict[str, Any] = {
            "id": str(uuid5(SPACE, f"{attempt}/{name}")),
            "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": person}},
            "verb": {"id": VERBS[verb], "display": {"en": verb}},
            "object": place or _activity(f"scenarios/{scenario}", scenario, "simulation"),
            "context": {
                "registration": registration,
                "platform": "rightparty",
                "language": "en",
                "contextActivities": {
                    "grouping": [_activity(f"scenarios/{scenario}", scenario, "simulation")],
                    **({"category": categories} if categories else {}),
                },
                "extensions": {SESSION: attempt, f"{HOME}/extensions/engine": card["engine"],
                               f"{HOME}/extensions/rubric": card["rubric"], f"{HOME}/extensions/rules": list(card["rules"])},
            },
            "timestamp": at,
            "version": VERSION,
        }  # fmt: skip
        if result is not None:
            statement["result"] = result
        return statement

    statements = [say("initialized", "initialized", started_at, defined=True)]
    for each in card["opportunities"]:
        statements.append(
            say("answered", f"answered/{each['turn']}/{each['kind']}", finished_at, {
                "success": each["met"] == "full", "response": ", ".join(each["cues"]) or each["met"],
            }, _interaction(f"{attempt}/turns/{each['turn']}", each["kind"]))
        )  # fmt: skip
    for number, each in enumerate(card["findings"]):
        statements.append(
            say("violated", f"violated/{number}", finished_at, {
                "success": False, "response": each["quote"],
                "extensions": {f"{HOME}/extensions/severity": each["severity"], f"{HOME}/extensions/turn": each["turn"]},
            }, _activity(f"rules/{each['rule']}", each["rule"], "objective"))
        )  # fmt: skip
    duration = _duration(started_at, finished_at)
    result: dict[str, Any] = {"success": bool(card["passed"]), "duration": duration}
    if card["scores"]["overall"] is not None:
        overall = card["scores"]["overall"]
        result["score"] = {"scaled": round(overall / 100, 4), "raw": overall, "min": 0, "max": 100}
    statements.append(say("completed", "completed", finished_at, {"completion": True, "duration": duration}, defined=True,
                          moves_on=True))  # fmt: skip
    judged = say("passed" if card["passed"] else "failed", "judged", finished_at, result, defined=True, moves_on=True)
    if "pass" in card:
        judged["context"]["extensions"][MASTERY] = round(card["pass"]["overall"] / 100, 4)
    statements.append(judged)
    statements.append(say("terminated", "terminated", finished_at, {"duration": duration}, defined=True))
    return statements


def overruling_statement(
    reviewer: str, attempt: str, scenario: str, seq: int, at: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    """That a supervisor decided part of a scorecard otherwise; `seq` is the entry of the ledger that says so."""
    return {
        "id": str(uuid5(SPACE, f"{attempt}/overruled/{seq}")),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": reviewer}},
        "verb": {"id": VERBS["overruled"], "display": {"en": "overruled"}},
        "object": _activity(f"attempts/{attempt}/{body['item']}", str(body["item"]), "assessment"),
        "result": {"response": str(body["to"]), "extensions": {
            f"{HOME}/extensions/before": body["before"], f"{HOME}/extensions/reason": body["reason"]}},
        "context": {
            "registration": str(uuid5(SPACE, f"registration/{attempt}")),
            "platform": "rightparty",
            "contextActivities": {"grouping": [_activity(f"scenarios/{scenario}", scenario, "simulation")]},
        },
        "timestamp": at,
        "version": VERSION,
    }  # fmt: skip


def _activity(path: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{HOME}/{path}",
        "definition": {"type": f"http://adlnet.gov/expapi/activities/{kind}", "name": {"en": name}},
    }


def _interaction(path: str, kind: str) -> dict[str, Any]:
    """A turn that asked for an answer, as an interaction of the kind `other`."""
    return {
        "objectType": "Activity",
        "id": f"{HOME}/attempts/{path}",
        "definition": {
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "other",
            "name": {"en": kind},
        },
    }


def _duration(started_at: str, finished_at: str) -> str:
    """How long, as ISO 8601 wants it; nothing below nought."""
    try:
        seconds = (datetime.fromisoformat(finished_at) - datetime.fromisoformat(started_at)).total_seconds()
    except (ValueError, TypeError):  # a call that was recorded without its time
        seconds = 0.0
    return f"PT{max(0.0, seconds):.2f}S"


def ordered(statements: Sequence[Mapping[str, Any]]) -> list[str]:
    """Verbs in the order in which they are told, by their short names; for reading."""
    names = {value: key for key, value in VERBS.items()}
    return [names[each["verb"]["id"]] for each in statements]
