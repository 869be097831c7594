"""Whether what is kept is what was written: the ledger against itself, and every record against the ledger.

Owns the comparison. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from simulator.records.attempts import digest
from simulator.records.database import Database
from simulator.records.ledger import check, head
from simulator.records.tables import calls, ledger, scorecards


@dataclass(frozen=True)
class Verdict:
    """What came of it."""

    entries: int
    head: str
    """Hash of the newest entry: kept elsewhere, it shows later that nothing was cut off the end."""
    cards: int
    faults: tuple[str, ...]
    """What is not as it was written, in sentences."""


def verify(database: Database, expected_head: str | None = None) -> Verdict:
    """Look at everything; `expected_head` is a hash noted earlier, which must still be in the chain."""
    with database.reading() as connection:
        faults = [f"Ledger entry {each.seq}: {each.why}." for each in check(connection)]
        if expected_head is not None:
            known = connection.scalar(select(ledger.c.seq).where(ledger.c.hash == expected_head))
            if known is None:
                faults.append(f"The entry {expected_head[:12]}… that was noted is no longer in the ledger.")
        scored = _scored(connection)
        faults += _cards(connection, scored)
        seq, newest = head(connection)
        return Verdict(seq, newest, len(scored), tuple(faults))


def _scored(connection: Connection) -> dict[str, dict[str, str | None]]:
    """By attempt, what the ledger last knew its scorecard and its words by; without those that were removed rightly."""
    found: dict[str, dict[str, str | None]] = {}
    query = (
        select(ledger.c.kind, ledger.c.subject, ledger.c.body)
        .where(ledger.c.kind.in_(("call-scored", "record-removed")))
        .order_by(ledger.c.seq)
    )
    for kind, subject, body in connection.execute(query):
        if kind == "record-removed":
            found.pop(subject, None)
        elif body is not None:
            found[subject] = json.loads(body)
    return found


def _cards(connection: Connection, scored: dict[str, dict[str, str | None]]) -> Iterator[str]:
    seen = set()
    query = select(scorecards.c.attempt, scorecards.c.card, calls.c.log).select_from(
        scorecards.outerjoin(calls, calls.c.attempt == scorecards.c.attempt)
    )
    for attempt, card, log in connection.execution_options(yield_per=500).execute(query):
        seen.add(attempt)
        if attempt not in scored:
            yield f"The scorecard of {attempt} was added past the ledger."
            continue
        if digest(card) != scored[attempt]["card"]:
            yield f"The scorecard of {attempt} is not as the engine wrote it."
        kept = scored[attempt].get("log")
        if kept is not None and (log is None or digest(log) != kept):
            yield f"The words of {attempt} are not as they were delivered."
    yield from (f"The scorecard of {attempt} is gone." for attempt in sorted(set(scored) - seen))
