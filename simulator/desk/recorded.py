"""Recorded calls in the records: scored like practised ones, kept so that they can be reviewed.

Owns how a recorded call is named and kept. Scoring is `simulator.evaluation`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.problems import RightpartyError
from simulator.desk.desk import Desk
from simulator.desk.reading import RECORDED
from simulator.records.attempts import Scored

SCENARIO = "recorded call"
MODE = "recorded"


def keep_recorded(
    desk: Desk, cards: Sequence[Mapping[str, Any]], words: Mapping[str, Mapping[str, Any]], person: str
) -> int:
    """Keep scored calls as somebody's, with their words; how many were new. Raises Refused, and RightpartyError without words.

    The same call of the same words has the same id in the records, so keeping it again does nothing.
    """
    desk.require("call.keep")
    somebody = desk.people.named(person)
    desk.require_over(somebody.id, somebody.team, None, "call.keep", somebody.id)
    new = 0
    for card in cards:
        call = words.get(str(card["id"]))
        if call is None:
            raise RightpartyError(f"The words of {card['id']} are not there.", "Give the same files again.")
        text = json.dumps(call, sort_keys=True)
        name = f"rec-{hashlib.sha256(text.encode()).hexdigest()[:12]}-{card['id']}"[:80]
        at = str(call.get("started_at") or desk.stamp)
        desk.attempts.begin(name, SCENARIO, somebody.id, MODE, 0, at, "", somebody.team)
        log = f"{RECORDED} {json.dumps(call)}}}\n"
        kept = {**card, "id": name}
        if desk.attempts.listed(name).finished_at is None:
            new += desk.attempts.finish(name, Scored(desk.stamp, len(call["turns"]), kept, log))
    return new
