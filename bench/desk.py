"""What the supervisor's desk costs when a great deal is stored, beside the same with a tenth of it.

Owns filling a database and the rows. Run by `python -m bench`; `python -m bench.desk URL CALLS` fills and measures any database, a
PostgreSQL too.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from simulator.clock import SetClock
from simulator.desk.desk import Desk
from simulator.desk.people import People
from simulator.desk.person_page import person_page
from simulator.desk.review_queue import Filters
from simulator.desk.reviews import Reviews
from simulator.desk.scenario_figures import scenario_figures
from simulator.desk.standing import heat_map, ranking, readiness_of_all
from simulator.records.attempts import digest
from simulator.records.database import Database
from simulator.records.ledger import New, append
from simulator.records.tables import attempts, calls, marks, reviews, scorecards
from simulator.records.verifying import verify

NOW = datetime(2026, 11, 26, tzinfo=UTC)
PEOPLE, SCENARIOS, BATCH = 60, 42, 2000
CRITERIA = (
    "own-name", "recorded-line", "verification", "company", "mini-miranda", "plain-account", "discovery", "negotiation", "empathy",
    "close", "courtesy", "documentation",
)  # fmt: skip


def fill(database: Database, count: int) -> None:
    """So many finished attempts of sixty people in five teams, a tenth of them reviewed; the same each time."""
    people = People(database)
    trainees = [people.add("", f"person {n:03d}", "trainee", f"team{n % 5}", None, NOW) for n in range(PEOPLE)]
    people.add("", "supervisor", "supervisor", "", None, NOW)
    for first in range(0, count, BATCH):
        rows: dict[Any, list[dict[str, Any]]] = {attempts: [], scorecards: [], marks: [], calls: [], reviews: []}
        entries = []
        for number in range(first, min(count, first + BATCH)):
            someone, name = trainees[number * 7919 % PEOPLE], f"c-{number:06d}"
            at = (NOW - timedelta(minutes=count - number)).isoformat(timespec="seconds")
            passed, score = number * 31 % 10 < 6, float(number * 37 % 101)
            card, log = json.dumps({"id": name, "padding": "x" * 4000}), f'{{"id": "{name}"}}\n'
            rows[attempts].append({
                "id": name, "scenario": f"scenario-{number % SCENARIOS:02d}", "trainee": someone.id, "mode": ("coach", "exam")[number % 2],
                "seed": 1, "started_at": at, "finished_at": at, "turns": 9, "digest": "", "team": someone.team,
            })  # fmt: skip
            rows[scorecards].append({
                "attempt": name, "overall": score, "empathy": score, "negotiation": score, "compliance": 100.0, "documentation": None,
                "passed": passed, "engine": "e", "rubric": "r@1", "rules": "p@1", "card": card, "gates": 0 if passed else 1,
                "confidence": number % 100 / 100,
            })  # fmt: skip
            rows[marks] += [
                {"attempt": name, "criterion": each, "result": ("met", "missed", "not-applicable")[(number + place) % 3],
                 "earned": 8.0 if (number + place) % 3 == 0 else 0.0, "points": 8.0}
                for place, each in enumerate(CRITERIA)
            ]  # fmt: skip
            rows[calls].append({"attempt": name, "log": log})
            if number % 10 == 0:
                rows[reviews].append({
                    "attempt": name, "state": ("reviewed", "disputed", "shared")[number // 10 % 3], "reviewer": trainees[0].id,
                    "changed_at": at, "respond_by": None, "overall": score, "compliance": 100.0, "passed": passed, "gates": 0,
                    "overruled": 0,
                })  # fmt: skip
            entries.append(New(at, "engine", "call-scored", name, {"card": digest(card), "log": digest(log)}))
        with database.writing() as connection:
            for table, some in rows.items():
                connection.execute(table.insert(), some)
            append(connection, entries)


def views(database: Database) -> dict[str, Callable[[], object]]:
    """What a supervisor opens."""
    desk = Desk(database, People(database).named("supervisor"), SetClock(NOW))
    queue = Reviews(desk).queue
    return {
        "the queue": queue,
        "the queue, disputed": lambda: queue(Filters(disputed=True)),
        "the queue, two words": lambda: queue(Filters(words=("person 007", "scenario-3"))),
        "people × criteria": lambda: heat_map(desk),
        "a person's page": lambda: person_page(desk, "person 007"),
        "the ranking": lambda: ranking(desk),
        "who is ready": lambda: readiness_of_all(desk),
        "a scenario": lambda: scenario_figures(desk, "scenario-01"),
        "verifying everything": lambda: verify(database),
    }


def measure(database: Database) -> dict[str, float]:
    """Median seconds of each view."""
    found = {}
    for name, work in views(database).items():
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        found[name] = median(taken)
    return found


def desk_rows(count: int = 20_000) -> list[tuple[str, float, float]]:
    """View, seconds at `count` attempts, seconds at a tenth of them; on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for size in (count, count // 10):
            database = Database(f"sqlite:///{folder}/{size}.db")
            fill(database, size)
            found.append(measure(database))
            database.close()
    return [(name, cost, found[1][name]) for name, cost in found[0].items()]


def main() -> None:
    """Fill and measure the database at an address."""
    database = Database(sys.argv[1])
    start = time.perf_counter()
    fill(database, int(sys.argv[2]))
    print(f"{sys.argv[2]} attempts stored in {time.perf_counter() - start:.0f} s")
    for name, cost in measure(database).items():
        print(f"{name:28} {cost * 1000:9.1f} ms")


if __name__ == "__main__":
    main()
