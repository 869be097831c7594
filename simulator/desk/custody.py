"""Custody of the records: whether they still stand, copies, what goes out and comes in, and what is taken away.

Owns the permissions and the file in which attempts travel. How it is done is `simulator.records`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from scenarios.problems import RightpartyError
from simulator.desk.desk import Desk
from simulator.desk.proof import differences
from simulator.desk.review import KINDS
from simulator.desk.scorecards import EVERYBODY, list_attempts
from simulator.records.attempts import Scored
from simulator.records.copying import back_up, restore
from simulator.records.database import Database
from simulator.records.ledger import head, read
from simulator.records.places import database_url
from simulator.records.removing import remove_attempts, remove_person
from simulator.records.tables import attempts
from simulator.records.verifying import Verdict, verify

FORM = "rightparty-records-1"
"""The form of an export's lines."""
DIGITS = re.compile(r"\d(?:[\d ()./-]*\d)?")


def newest_entry(desk: Desk) -> str:
    """The hash of the newest entry of the ledger."""
    with desk.database.reading() as connection:
        return head(connection)[1]


def verify_records(desk: Desk, noted: str | None = None) -> Verdict:
    """Whether everything is as it was written, and whether an entry noted earlier is still there. Raises Refused."""
    desk.require("records.verify")
    verdict = verify(desk.database, noted)
    if verdict.faults:
        return verdict  # what a review comes to can only be worked out from cards and entries that stand
    return replace(verdict, faults=tuple(differences(desk.database)))


def back_up_records(desk: Desk, path: Path) -> int:
    """Write everything into one file. Raises Refused."""
    desk.require("records.keep")
    rows = back_up(desk.database, path, desk.stamp)
    desk.note("records-copied", "records", {"rows": rows})
    return rows


def restore_records(path: Path) -> int:
    """Fill an empty database from a backup: it has nobody yet who could be asked for a permission. Raises RightpartyError."""
    database = Database(database_url())
    try:
        return restore(database, path)
    finally:
        database.close()


def export_records(desk: Desk, scrub: bool = False) -> Iterator[str]:
    """Finished attempts as lines of JSON, with scorecard, words and review; scrubbed of names and numbers on request."""
    desk.require("records.export")
    names = desk.people.names()
    rows = (
        list_attempts(desk, limit=None, finished=True, person=EVERYBODY) if desk.may("attempt.read.any") else _all(desk)
    )
    for row in rows:
        with desk.database.reading() as connection:
            entries = [
                {"at": each.at, "by": each.actor, "kind": each.kind, "body": each.body}
                for each in read(connection, row.id, KINDS)
            ]
        line: dict[str, Any] = {
            "form": FORM, "id": row.id, "scenario": row.scenario, "mode": row.mode, "started_at": row.started_at,
            "finished_at": row.finished_at, "trainee": row.trainee if scrub else names.get(row.trainee, row.trainee),
            "card": desk.attempts.card(row.id), "log": desk.attempts.log(row.id), "review": entries,
        }  # fmt: skip
        yield json.dumps(_scrubbed(line, names) if scrub else line)
    desk.note("records-exported", "records", {"attempts": len(rows), "scrubbed": scrub})


def import_records(desk: Desk, path: Path, person: str | None = None) -> tuple[int, int]:
    """Take in exported attempts, for the people they name or for one person; how many were new, and how many were here.

    All or nothing is not needed: what is here already is left alone, so that an import can be repeated. Reviews stay with the
    records they were made in.
    """
    desk.require("records.keep")
    new = known = 0
    chosen = desk.people.named(person) if person is not None else None
    for number, line in enumerate(_read_lines(path), start=1):
        if line.get("form") != FORM or not {"id", "scenario", "started_at", "card"} <= line.keys():
            raise RightpartyError(
                f"{path}:{number} is no exported attempt.", "`rightparty records export` writes them."
            )
        somebody = chosen or desk.people.named(str(line["trainee"]))
        desk.attempts.begin(
            str(line["id"]), str(line["scenario"]), somebody.id, str(line.get("mode", "coach")), 0, str(line["started_at"]),
            "", somebody.team,
        )  # fmt: skip
        scored = Scored(str(line.get("finished_at") or desk.stamp), 0, line["card"], line.get("log") or "")
        if desk.attempts.listed(str(line["id"])).finished_at is None and desk.attempts.finish(str(line["id"]), scored):
            new += 1
        else:
            known += 1
    desk.note("records-imported", "records", {"new": new, "known": known})
    return new, known


def erase_person(desk: Desk, name: str) -> int:
    """Remove somebody and all that they did as a trainee, for good; how many attempts. Raises Refused."""
    desk.require("records.erase")
    somebody = desk.people.named(name)
    if somebody.id == desk.actor.id and somebody.role != "alone":
        raise RightpartyError("You cannot erase yourself.", "Another admin can.")
    with desk.database.writing() as connection:
        return remove_person(connection, somebody.id, desk.actor.id, desk.stamp)


def too_old(desk: Desk, days: int) -> list[str]:
    """Ids of attempts that ended, or were begun and left, more than so many days ago. Raises Refused."""
    desk.require("records.erase")
    if days < 1:
        raise RightpartyError("Records are retained for at least one day.")
    before = (desk.now - timedelta(days=days)).isoformat(timespec="seconds")
    with desk.database.reading() as connection:
        return list(
            connection.scalars(select(attempts.c.id).where(attempts.c.started_at < before).order_by(attempts.c.id))
        )


def retain(desk: Desk, days: int) -> int:
    """Remove what is older than so many days, for good; how many attempts. Raises Refused."""
    ids = too_old(desk, days)
    with desk.database.writing() as connection:
        remove_attempts(connection, ids, desk.actor.id, desk.stamp, f"older than {days} days")
    return len(ids)


def _all(desk: Desk) -> list[Any]:
    """Every finished attempt, for an admin, who reads no scorecards but keeps the records."""
    return desk.attempts.list(limit=None, finished=True, team=desk.actor.team)


def _scrubbed(value: Any, names: dict[str, str]) -> Any:
    """The same without the names of people who have accounts and without numbers in what was said or written."""
    if isinstance(value, dict):
        return {key: _masked(each, names) if key in ("text", "note", "quote", "words", "reason") and isinstance(each, str)
                else _scrubbed_log(each, names) if key == "log" and isinstance(each, str) else _scrubbed(each, names)
                for key, each in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_scrubbed(each, names) for each in value]
    return value


def _scrubbed_log(log: str, names: dict[str, str]) -> str:
    return "".join(json.dumps(_scrubbed(json.loads(line), names)) + "\n" for line in log.splitlines())


def _masked(text: str, names: dict[str, str]) -> str:
    for name in names.values():
        text = re.sub(re.escape(name), "…", text, flags=re.IGNORECASE)
    return DIGITS.sub("#", text)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    data = json.loads(line)
                except ValueError:
                    raise RightpartyError(f"{path}:{number} is not JSON.") from None
                if not isinstance(data, dict):
                    raise RightpartyError(f"{path}:{number} is no exported attempt.")
                yield data
    except (OSError, UnicodeDecodeError) as error:
        raise RightpartyError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
