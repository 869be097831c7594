"""Keeps attempts and scorecards of sittings in the records database.

Owns when a record is begun and finished. Never shows anything.
"""

from __future__ import annotations

from typing import Any

from simulator.clock import Clock
from simulator.practice.sitting import Sitting, trainee_name
from simulator.records.database import Records
from simulator.records.places import database_url


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
    records.finish(header.id, clock.now().isoformat(timespec="seconds"), sitting.call.state.turn, card)
    records.close()
    return card
