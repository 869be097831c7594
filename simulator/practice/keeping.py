"""Keeps attempts and scorecards of sittings in the records, now or, when these cannot be reached, later and once.

Owns when a record is begun and finished, and the calls that wait for delivery. Never shows anything.
"""

from __future__ import annotations

import json
from typing import Any

from scenarios.problems import RightpartyError
from simulator.calls.call import Call, effective
from simulator.clock import Clock
from simulator.desk.desk import Desk, open_desk
from simulator.desk.learning import queue_statements
from simulator.desk.refusals import NotSignedIn
from simulator.dialogue.events import AgentSpoke, DebtorSpoke, to_json
from simulator.practice.sitting import Sitting
from simulator.records.attempts import Scored
from simulator.records.database import Unreachable
from simulator.records.places import pending_folder, session_person

UNDELIVERED = "The records cannot be reached; the scorecard is kept here and delivered when they can, once."


def _beside(desk: Desk, parent: str, turn: int | None, card: dict[str, Any]) -> dict[str, Any]:
    """What the call that this one went on from came to; None for scores that were never made."""
    try:
        before = desk.attempts.card(parent)
    except RightpartyError:
        return {"from": parent, "turn": turn, "before": None}
    return {
        "from": parent, "turn": turn, "before": before["scores"], "passed_before": before["passed"],
        "gone": sorted({each["rule"] for each in before["findings"]} - {each["rule"] for each in card["findings"]}),
    }  # fmt: skip


def begin_record(sitting: Sitting) -> str:
    """Note that a call has begun; a warning when the records cannot be reached and the call is kept here for now.

    Raises NotSignedIn, and Refused for somebody who may not practise.
    """
    try:
        desk = open_desk(sitting.clock)
    except Unreachable as error:
        return f"{error.message} The call goes on; it is delivered when the records can be reached."
    with desk:
        _begin(desk, sitting)
    return ""


def finish_record(sitting: Sitting, clock: Clock) -> dict[str, Any]:
    """Score a finished call, keep the scorecard, and return it as JSON; `undelivered` says that it waits here."""
    card = sitting.scorecard().as_json()
    header = sitting.header
    finished = clock.now().isoformat(timespec="seconds")
    turns, sure = sitting.call.state.turn, least_confidence(sitting.call, card)
    lines = [header.as_json(), *(to_json(event) for event in sitting.call.events)]
    log = "".join(json.dumps(line) + "\n" for line in lines)
    try:
        with open_desk(clock) as desk:
            _begin(desk, sitting)
            if header.forked_from:
                card["forked"] = _beside(desk, header.forked_from, header.forked_at, card)
            desk.attempts.finish(header.id, Scored(finished, turns, card, log, sure))
            queue_statements(desk, header.id, card)
            deliver_pending(desk)
    except (Unreachable, NotSignedIn):
        _set_aside({
            "person": session_person(), "id": header.id, "scenario": header.scenario, "mode": header.mode, "seed": header.seed,
            "started_at": header.started_at, "digest": header.digest, "finished_at": finished, "turns": turns, "card": card,
            "log": log, "confidence": sure,
        })  # fmt: skip
        return {**card, "undelivered": True}
    return card


def deliver_pending(desk: Desk) -> int:
    """Deliver what waits here for this person; how many calls were new to the records. Each is kept exactly once."""
    delivered = 0
    folder = pending_folder()
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        waiting = json.loads(path.read_text(encoding="utf-8"))
        if waiting["person"] not in (None, desk.actor.id):
            continue  # somebody else's, who has not signed in since
        desk.require("call.practise")
        desk.attempts.begin(
            waiting["id"], waiting["scenario"], desk.actor.id, waiting["mode"], waiting["seed"], waiting["started_at"],
            waiting["digest"], desk.actor.team,
        )  # fmt: skip
        scored = Scored(
            waiting["finished_at"], waiting["turns"], waiting["card"], waiting["log"], waiting["confidence"]
        )
        delivered += desk.attempts.finish(waiting["id"], scored)
        queue_statements(desk, waiting["id"], waiting["card"])
        path.unlink()
    return delivered


def least_confidence(call: Call, card: dict[str, Any]) -> float | None:
    """How sure the least certain hearing is that a finding of the card rests on, 0 to 1; None without findings."""
    heard = {event.turn: event.acts for event in effective(call.events) if isinstance(event, AgentSpoke | DebtorSpoke)}
    sure = []
    for finding in card["findings"]:
        if finding.get("where") == "note" or finding["span"][0] == finding["span"][1]:
            continue
        start, end = finding["span"]
        under = [act.confidence for act in heard.get(finding["turn"], ()) if act.span[0] < end and start < act.span[1]]
        if under:
            sure.append(max(under))
    return round(min(sure), 3) if sure else None


def _begin(desk: Desk, sitting: Sitting) -> None:
    desk.require("call.practise")
    header = sitting.header
    desk.attempts.begin(
        header.id, header.scenario, desk.actor.id, header.mode, header.seed, header.started_at, header.digest, desk.actor.team
    )  # fmt: skip


def _set_aside(waiting: dict[str, Any]) -> None:
    folder = pending_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        torn = folder / f"{waiting['id']}.part"
        torn.write_text(json.dumps(waiting), encoding="utf-8")
        torn.replace(folder / f"{waiting['id']}.json")
    except OSError as error:
        raise RightpartyError(
            f"The scorecard cannot be kept in {folder}: {error.strerror or error}.",
            "Free some space; the call's log is complete and can be resumed.",
        ) from None
