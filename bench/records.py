"""What looking at stored calls costs: listing ten thousand, and the supervisor's desk.

Owns those measurements. Never asserts.
"""

from __future__ import annotations

import tempfile

from bench.desk import desk_rows
from bench.measuring import median, row


def listing() -> None:
    """Ten thousand stored calls listed without loading them."""
    from simulator.records.attempts import Attempts
    from simulator.records.database import Database

    with tempfile.TemporaryDirectory() as folder:
        records = Attempts(Database(f"sqlite:///{folder}/records.db"))
        card = '{"x": "' + "y" * 6000 + '"}'
        from simulator.records.tables import attempts, scorecards

        with records.database.writing() as connection:
            connection.execute(
                attempts.insert(),
                [
                    {
                        "id": f"a{n}",
                        "scenario": "x",
                        "trainee": "me",
                        "mode": "coach",
                        "seed": 1,
                        "started_at": f"{n:06d}",
                        "turns": 9,
                    }
                    for n in range(10_000)
                ],
            )
            connection.execute(
                scorecards.insert(),
                [
                    {
                        "attempt": f"a{n}",
                        "overall": 1.0,
                        "passed": True,
                        "engine": "e",
                        "rubric": "r",
                        "rules": "",
                        "card": card,
                    }
                    for n in range(10_000)
                ],
            )
        everything = median(lambda: [records.card(f"a{n}") for n in range(100)], 3) * 100
        row(
            "list 10,000 stored calls",
            median(lambda: records.list(limit=None), 5),
            everything,
            "loading every scorecard",
            "without loading",
        )
        row(
            "list the newest 50",
            median(lambda: records.list(limit=50), 9),
            everything,
            "loading every scorecard",
            "without loading",
        )


def desk() -> None:
    """The supervisor's desk with 20,000 attempts, beside a tenth of them: what grows with what is stored."""
    for what, cost, base in desk_rows():
        goal = "none; grows with what is stored" if what.startswith("verifying") else "under 300 ms with 100,000"
        row(what, cost, base, "with 2,000 attempts", goal)
