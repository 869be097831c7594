"""Whether what is kept is what was written: the ledger against itself, and every record against the ledger.

Owns the comparison. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from simulator.records.attempts import TOLD, digest
from simulator.records.database import Database
from simulator.records.ledger import check, head
from simulator.records.tables import attempts, calls, ledger, scorecards


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


SECTIONS = ("overall", "negotiation", "empathy", "compliance", "documentation")


def _other_figures(row: Mapping[str, Any], card: Mapping[str, Any]) -> str | None:
    """The first figure beside a scorecard that is not the scorecard's."""
    beside = {**card.get("scores", {}), "passed": card.get("passed")}
    return next((name for name in (*SECTIONS, "passed") if row[name] != beside.get(name)), None)


def _cards(connection: Connection, scored: dict[str, dict[str, str | None]]) -> Iterator[str]:
    seen = set()
    figures = (scorecards.c[name] for name in (*SECTIONS, "passed"))
    query = select(
        scorecards.c.attempt, scorecards.c.card, calls.c.log, *figures, *(attempts.c[name] for name in TOLD)
    ).select_from(
        scorecards.join(attempts, attempts.c.id == scorecards.c.attempt).outerjoin(
            calls, calls.c.attempt == scorecards.c.attempt
        )
    )
    for row in connection.execution_options(yield_per=500).execute(query).mappings():
        attempt, card, log = row["attempt"], row["card"], row["log"]
        seen.add(attempt)
        if attempt not in scored:
            yield f"The scorecard of {attempt} was added past the ledger."
            continue
        if digest(card) != scored[attempt]["card"]:
            yield f"The scorecard of {attempt} is not as the engine wrote it."
        elif (wrong := _other_figures(dict(row), json.loads(card))) is not None:
            yield f"The {wrong} of {attempt} in its row is not what its scorecard says."
        for name in TOLD:
            if name in scored[attempt] and row[name] != scored[attempt][name]:
                yield f"The {name} of {attempt} is not what it was when it was scored."
        kept = scored[attempt].get("log")
        if kept is not None and (log is None or digest(log) != kept):
            yield f"The words of {attempt} are not as they were delivered."
    yield from (f"The scorecard of {attempt} is gone." for attempt in sorted(set(scored) - seen))
