"""Whether what the desk keeps is what was done there: reviews, accounts, assignments, calibrations and golden cases against the ledger.

Owns comparing each with the entries that tell of it. Cards and words are `records.verifying`'s; this asks it to have found nothing. What
was erased has no words left to compare with. Changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from simulator.desk.passwords import fingerprint
from simulator.desk.review import KINDS, STEPS, fold, row_of
from simulator.records.attempts import digest, mark_rows
from simulator.records.database import Database
from simulator.records.ledger import Entry, read
from simulator.records.tables import (
    assignments,
    calibration_calls,
    calibration_marks,
    calibrations,
    golden,
    ledger,
    marks,
    people,
    reviews,
    scorecards,
)

Rows = dict[Any, dict[str, Any]]


def differences(database: Database) -> Iterator[str]:
    """What is not as the ledger tells, in sentences."""
    with database.reading() as connection:
        yield from _reviews(connection)
        yield from _accounts(connection)
        yield from _assignments(connection)
        removed = {each.subject for each in read(connection, None, ("record-removed",))}
        yield from _calibrations(connection, removed)
        yield from _golden(connection, removed)


def _reviews(connection: Connection) -> Iterator[str]:
    """Reviews and marks that are not what their entries come to, or are missing, or have none."""
    kept = _rows(connection, reviews, "attempt")
    stepped = set(
        connection.scalars(select(ledger.c.subject).where(ledger.c.kind.in_(tuple(STEPS)), ledger.c.body.isnot(None)))
    )
    for attempt in sorted(kept.keys() | stepped):
        text = connection.scalar(select(scorecards.c.card).where(scorecards.c.attempt == attempt))
        if text is None:
            continue  # `verify` has said so
        review = fold(attempt, "", json.loads(text), read(connection, attempt, KINDS))
        if kept.get(attempt) != row_of(review):
            yield f"The review of {attempt} is not what was decided."
        found = connection.execute(select(marks).where(marks.c.attempt == attempt)).mappings()
        wanted = mark_rows(attempt, review.card)
        if {row["criterion"]: dict(row) for row in found} != {row["criterion"]: row for row in wanted}:
            yield f"The marks of {attempt} are not what its review comes to."


def _accounts(connection: Connection) -> Iterator[str]:
    told: Rows = {}
    silent = set()
    for each in read(connection, None, ("person-added", "person-changed")):
        if each.body is None:
            silent.add(each.subject)
        else:
            told.setdefault(each.subject, {}).update(each.body)
    for person, row in _rows(connection, people, "id").items():
        if person in silent:
            continue
        if person not in told:  # who has the machine to themselves was never added
            if row["role"] != "alone" or row["password"] is not None:
                yield f"The account {person} was added past the ledger."
            continue
        said = told.pop(person)
        for name in ("role", "team"):
            if row[name] != said[name]:
                yield f"The {name} of {person} is not what it was made."
        if (row["closed_at"] is not None) != said.get("closed", False):
            yield f"The account {person} was closed or opened past the ledger."
        if said.get("password", "changed") not in ("changed", fingerprint(row["password"])):
            yield f"The password of {person} was set past the ledger."
    yield from (f"The account {person} is gone." for person in sorted(told.keys() - silent))


def _assignments(connection: Connection) -> Iterator[str]:
    withdrawn = {each.subject for each in read(connection, None, ("assignment-withdrawn",))}
    told: Rows = {}
    for each in read(connection, None, ("scenario-assigned",)):
        told[each.subject] = {**(each.body or {}), "made_by": each.actor, "made_at": each.at}
    for name, row in _rows(connection, assignments, "id").items():
        if name not in told:
            yield f"The assignment {name} was added past the ledger."
        elif any(row[key] != value for key, value in told[name].items()) or (
            (row["withdrawn_at"] is not None) != (name in withdrawn)
        ):
            yield f"The assignment {name} is not as it was given out."
        told.pop(name, None)
    yield from (f"The assignment {name} is gone." for name in sorted(told))


def _calibrations(connection: Connection, removed: set[str]) -> Iterator[str]:
    sessions = _rows(connection, calibrations, "id")
    revealed = {each.subject for each in read(connection, None, ("calibration-revealed",))}
    calls: set[tuple[str, str]] = set()
    for each in read(connection, None, ("calibration-made",)):
        calls |= {(each.subject, call) for call in _body(each)["calls"] if call not in removed}
        row = sessions.pop(each.subject, None)
        if row is None or row["title"] != _body(each)["title"][:120] or row["made_by"] != each.actor:
            yield f"The calibration {each.subject} is not as it was set up."
        elif (row["revealed_at"] is not None) != (each.subject in revealed):
            yield f"The calibration {each.subject} was revealed, or hidden again, past the ledger."
    yield from (f"The calibration {name} was added past the ledger." for name in sorted(sessions))
    given = {(each.calibration, each.attempt) for each in connection.execute(select(calibration_calls))}
    if given != calls:
        yield "The calls of a calibration are not those that it was set up with."
    said: dict[tuple[str, str, str], Mapping[str, str]] = {}
    for each in read(connection, None, ("call-marked",)):
        if (attempt := _body(each)["attempt"]) not in removed:
            said[each.subject, attempt, each.actor] = _body(each)["marks"]
    kept: dict[tuple[str, str, str], dict[str, str]] = {}
    for mark in connection.execute(select(calibration_marks)):
        kept.setdefault((mark.calibration, mark.attempt, mark.person), {})[mark.item] = mark.value
    for session, attempt, person in sorted(key for key in said.keys() | kept.keys() if said.get(key) != kept.get(key)):
        yield f"The marks of {person} for {attempt} in {session} are not those that were made."


def _golden(connection: Connection, removed: set[str]) -> Iterator[str]:
    told = {
        (each.subject, _body(each)["item"]): each
        for each in read(connection, None, ("golden-made",))
        if each.body is not None and each.subject not in removed
    }
    for row in connection.execute(select(golden)).mappings():
        entry = told.pop((row["attempt"], row["item"]), None)
        if entry is None:
            yield f"The golden case {row['id']} was added past the ledger."
            continue
        said = _body(entry)
        same = (row["value"], row["reason"], row["author"]) == (said["value"], said["reason"], entry.actor)
        if not same or said.get("log", digest(row["log"])) != digest(row["log"]):
            yield f"The golden case {row['id']} is not what was decided."
    yield from (f"The golden case of {attempt}, {item}, is gone." for attempt, item in sorted(told))


def _rows(connection: Connection, table: Table, key: str) -> Rows:
    return {row[key]: dict(row) for row in connection.execute(select(table)).mappings()}


def _body(entry: Entry) -> dict[str, Any]:
    return entry.body or {}
