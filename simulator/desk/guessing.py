"""Limits on guessing passwords: after five wrong ones in a row a name rests, longer each time.

Owns the counting. A guess is counted before it is looked at, so that many at once gain nothing; and by the name that was given, so that
resting tells nobody whether somebody has it. Only a hash of the name is kept, and no longer than a day.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from scenarios.problems import RightpartyError
from simulator.records.tables import guesses, ledger_head

GUESSES = 5
"""Wrong passwords in a row before a name rests."""
REST = timedelta(minutes=1)
"""How long it rests then; twice as long after each further wrong one."""
LONGEST_REST = timedelta(hours=1)
FORGOTTEN = timedelta(days=1)


def count_guess(connection: Connection, name: str, now: datetime) -> None:
    """Count a guess as a wrong one, which a right one forgets again. Raises RightpartyError while the name rests."""
    connection.execute(
        select(ledger_head).with_for_update()
    ).all()  # two first guesses of one name come one after the other
    connection.execute(guesses.delete().where(guesses.c.last_at < _stamp(now - FORGOTTEN)))
    key = _key(name)
    row = connection.execute(select(guesses).where(guesses.c.name == key)).first()
    if row is not None and row.rests_until is not None and now < datetime.fromisoformat(row.rests_until):
        raise RightpartyError(
            f"Too many wrong passwords; try again after {row.rests_until[11:16]} UTC.",
            "An admin can set a new password: rightparty people change NAME --password",
        )
    wrong = 1 if row is None else row.wrong + 1
    rest = min(LONGEST_REST, REST * 2 ** max(0, wrong - GUESSES))
    values = {
        "wrong": wrong,
        "last_at": _stamp(now),
        "rests_until": _stamp(now + rest) if wrong >= GUESSES else None,
    }
    if row is None:
        connection.execute(guesses.insert().values(name=key, **values))
    else:
        connection.execute(guesses.update().where(guesses.c.name == key).values(**values))


def forget_guesses(connection: Connection, name: str) -> None:
    """The right password was given, or a new one was set."""
    connection.execute(guesses.delete().where(guesses.c.name == _key(name)))


def _key(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
