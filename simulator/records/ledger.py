"""The ledger: everything that was done to a record, each entry bound by its hash to the one before.

Owns appending, reading and checking the chain. An entry's words are hashed under a salt of their own: when a person is erased
words and salt go, the chain stays whole, and the words cannot be guessed from what is left. A chain cannot show that its newest
entries were cut off together with its head: note the head (`records verify` prints it) where the database's keeper cannot write.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from simulator.records.tables import ledger, ledger_head

START = "0" * 64
"""What the first entry is bound to."""


@dataclass(frozen=True)
class Entry:
    """One thing that was done."""

    seq: int
    at: str
    """ISO, UTC."""
    actor: str
    """Id of the person who did it; `engine` for the scorer."""
    kind: str
    """What was done, in the past tense: `call-scored`, `finding-overruled` …"""
    subject: str
    """Id of the attempt, person, assignment … it was done to."""
    body: dict[str, Any] | None
    """The particulars; None once erased."""


@dataclass(frozen=True)
class Broken:
    """A place where the chain does not hold."""

    seq: int
    why: str


@dataclass(frozen=True)
class New:
    """An entry to be appended."""

    at: str
    actor: str
    kind: str
    subject: str
    body: dict[str, Any]


def append(connection: Connection, entries: Sequence[New]) -> int:
    """Add entries within the transaction of what they tell of; the number of the last. Locks the head first."""
    head = connection.execute(select(ledger_head).where(ledger_head.c.id == 1).with_for_update()).one()
    seq, previous = head.seq, head.hash
    rows = []
    for each in entries:
        seq += 1
        salt = secrets.token_hex(16)
        text = json.dumps(each.body, sort_keys=True)
        row = {
            "seq": seq, "at": each.at, "actor": each.actor, "kind": each.kind, "subject": each.subject, "salt": salt,
            "body": text, "digest": digest_of(salt, text), "previous": previous,
        }  # fmt: skip
        row["hash"] = previous = hash_of(row)
        rows.append(row)
    if rows:
        connection.execute(ledger.insert(), rows)
        connection.execute(ledger_head.update().where(ledger_head.c.id == 1).values(seq=seq, hash=previous))
    return int(seq)


def digest_of(salt: str, text: str) -> str:
    """What stands in the chain for an entry's words."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def hash_of(row: dict[str, Any]) -> str:
    """The hash of an entry, which the next is bound to."""
    parts = [row[name] for name in ("seq", "at", "actor", "kind", "subject", "digest", "previous")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def read(
    connection: Connection, subject: str | None = None, kinds: Iterable[str] = (), newest: int | None = None
) -> list[Entry]:
    """Entries in the order they were made; of one subject, of some kinds, or the `newest` so many."""
    query = select(ledger).order_by(ledger.c.seq.desc())
    if subject is not None:
        query = query.where(ledger.c.subject == subject)
    if kinds:
        query = query.where(ledger.c.kind.in_(tuple(kinds)))
    if newest is not None:
        query = query.limit(newest)
    return [_entry(row) for row in reversed(connection.execute(query).all())]


def _entry(row: Any) -> Entry:
    body = None if row.body is None else json.loads(row.body)
    return Entry(row.seq, row.at, row.actor, row.kind, row.subject, body)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest entry."""
    row = connection.execute(select(ledger_head).where(ledger_head.c.id == 1)).one()
    return row.seq, row.hash


def check(connection: Connection) -> Iterator[Broken]:
    """Every place where an entry was edited, removed, added or moved; nothing when the chain holds."""
    seq, previous = 0, START
    erased: set[int] = set()
    silent: list[int] = []
    for row in connection.execute(select(ledger).order_by(ledger.c.seq)).mappings():
        if row["seq"] != seq + 1:
            yield Broken(row["seq"], f"entry {seq + 1} should come here: something was removed or moved")
        if row["previous"] != previous:
            yield Broken(row["seq"], "it is not bound to the entry before it")
        if row["hash"] != hash_of(dict(row)):
            yield Broken(row["seq"], "it is not as it was written")
        if row["body"] is None:
            silent.append(row["seq"])
        elif row["digest"] != digest_of(row["salt"] or "", row["body"]):
            yield Broken(row["seq"], "its words are not as they were written")
        elif row["kind"] == "words-erased":
            erased.update(json.loads(row["body"])["entries"])
        seq, previous = row["seq"], row["hash"]
    yield from (Broken(each, "its words are gone and no erasure names it") for each in silent if each not in erased)
    if (seq, previous) != head(connection):
        yield Broken(head(connection)[0], "the head names another newest entry: entries were removed from the end")
