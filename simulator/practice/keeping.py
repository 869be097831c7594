"""Keeps attempts and scorecards of sittings in the records database.

Owns when a record is begun and finished. Never shows anything.
"""

from __future__ import annotations

from typing import Any

from scenarios.problems import RightpartyError
from simulator.clock import Clock
from simulator.practice.sitting import Sitting, trainee_name
from simulator.records.database import Records
from simulator.records.places import database_url


def _beside(records: Records, parent: str, turn: int | None, card: dict[str, Any]) -> dict[str, Any]:
    """What the call that this one went on from came to; None for scores that were never made."""
    try:
        before = records.card(parent)
    except RightpartyError:
        return {"from": parent, "turn": turn, "before": None}
    return {
        "from": parent, "turn": turn, "before": before["scores"], "passed_before": before["passed"],
        "gone": sorted({each["rule"] for each in before["findings"]} - {each["rule"] for each in card["findings"]}),
    }  # fmt: skip


def begin_record(sitting: Sitting) -> None:
    """Note that a call has begun."""
    records = Records(database_url())
    header = sitting.header
    records.begin(header.id, header.scenario, trainee_name(), header.mode, header.seed, header.started_at)
    records.close()


def finish_record(sitting: Sitting, clock: Clock) -> dict[str, Any]:
    """Score a finished call, keep the scorecard, and return it as JSON."""
    card = sitting.scorecard().as_json()
    records = Records(database_url())
    header = sitting.header
    records.begin(header.id, header.scenario, trainee_name(), header.mode, header.seed, header.started_at)
    if header.forked_from:
        card["forked"] = _beside(records, header.forked_from, header.forked_at, card)
    records.finish(header.id, clock.now().isoformat(timespec="seconds"), sitting.call.state.turn, card)
    records.close()
    return card
