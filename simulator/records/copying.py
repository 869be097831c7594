"""A whole database as one file, and back: the same file for SQLite and PostgreSQL, so that a team can grow out of one into the other.

Owns the file: gzip, one JSON object a line, a header first. Never asks who may.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import StatementError

from scenarios.problems import RightpartyError
from simulator.records.database import LATEST, Database
from simulator.records.ledger import head
from simulator.records.tables import attempts, ledger, ledger_head, metadata, people

BATCH = 500
NOT_COPIED = ("sessions", "guesses")
"""Nobody stays signed in, or shut out, through a copy."""


def back_up(database: Database, path: Path, at: str) -> int:
    """Write everything into a file that only this account can read; how many rows. Raises RightpartyError."""
    part = path.with_name(path.name + ".part")
    rows = 0
    try:
        with (
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw,
            gzip.open(raw, "wt", encoding="utf-8") as file,
            database.writing() as connection,  # nothing is written meanwhile, so that the copy is of one moment
        ):
            seq, newest = head(connection)
            file.write(
                json.dumps({"rightparty": "backup", "schema": LATEST, "at": at, "seq": seq, "head": newest}) + "\n"
            )
            for table in metadata.sorted_tables:
                if table.name in NOT_COPIED:
                    continue
                for row in connection.execution_options(yield_per=BATCH).execute(select(table)).mappings():
                    file.write(json.dumps({"table": table.name, "row": dict(row)}) + "\n")
                    rows += 1
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RightpartyError(f"{path} cannot be written: {error.strerror or error}.") from None
    return rows


def restore(database: Database, path: Path) -> int:
    """Fill an empty database from such a file, all of it or nothing; how many rows. Raises RightpartyError."""
    lines = _lines(path)
    first = next(lines, {})
    if first.get("rightparty") != "backup":
        raise RightpartyError(
            f"{path} is not a backup of rightparty's records.", "`rightparty records backup` writes one."
        )
    if first["schema"] != LATEST:
        raise RightpartyError(
            f"{path} is of schema {first['schema']}; this program has {LATEST}.",
            "Restore it with the version that wrote it, then upgrade.",
        )
    with database.writing() as connection:
        if any(connection.scalar(select(func.count()).select_from(each)) for each in (attempts, people, ledger)):
            raise RightpartyError(
                "This database is not empty, and nothing in it is overwritten.",
                "Point RIGHTPARTY_DATABASE at a new one and restore there.",
            )
        connection.execute(ledger_head.delete())
        try:
            rows = _fill(connection, lines)
            ends = connection.scalar(select(ledger_head.c.hash))
        except (StatementError, KeyError):  # a row that fits no table
            rows, ends = 0, None
        if ends != first["head"]:
            raise RightpartyError(f"{path} is not whole: its ledger does not end where its first line says.")
    return rows


def _fill(connection: Connection, lines: Iterator[dict[str, Any]]) -> int:
    tables = {table.name: table for table in metadata.sorted_tables}
    batch: list[dict[str, Any]] = []
    name, rows = "", 0
    for line in lines:
        if batch and (line["table"] != name or len(batch) >= BATCH):
            connection.execute(tables[name].insert(), batch)
            batch = []
        name = line["table"]
        batch.append(line["row"])
        rows += 1
    if batch:
        connection.execute(tables[name].insert(), batch)
    return rows


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                data = json.loads(line)
                if not isinstance(data, dict):
                    raise ValueError
                yield data
    except FileNotFoundError:
        raise RightpartyError(f"There is no file {path}.") from None
    except (OSError, EOFError, ValueError):
        raise RightpartyError(f"{path} cannot be read: it is damaged, or no backup.") from None
