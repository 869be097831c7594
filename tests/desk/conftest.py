"""What the desk's tests share: a team with its people, and a call that somebody made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from simulator.clock import SetClock
from simulator.desk.desk import Desk
from simulator.desk.people import People, Person
from simulator.records.attempts import Attempts, Scored
from simulator.records.database import Database
from tests.desk.cards import LOG, card_of

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
ROLES = ("trainee", "trainer", "supervisor", "admin")


class Team:
    """A database with one person of each role, and others beside them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = SetClock(NOW)
        self.database = Database(url)
        self.people = People(self.database)
        self.persons: dict[str, Person] = {}

    def add(self, name: str, role: str, team: str = "") -> Person:
        """Somebody, without a password (hashing one takes its time)."""
        self.persons[name] = self.people.add("", name, role, team, None, NOW)
        return self.persons[name]

    def desk(self, name: str) -> Desk:
        """The desk as that person has it."""
        return Desk(self.database, self.people.named(name), self.clock)

    def call(self, who: str, name: str = "c-1", at: str = "2026-11-26T08:00:00+00:00", **changes: object) -> str:
        """A finished call of somebody's."""
        person = self.people.named(who)
        kept = Attempts(self.database)
        kept.begin(name, "hospital-bill", person.id, "coach", 1, at, "d" * 64, person.team)
        kept.finish(name, Scored(at, 4, card_of(name, **changes), LOG, 0.6))
        return name


@pytest.fixture
def team(database_url: str) -> Iterator[Team]:
    """One person of each role; the trainee has made one call."""
    made = Team(database_url)
    for role in ROLES:
        made.add(role, role)
    made.call("trainee")
    yield made
    made.database.close()


@pytest.fixture
def empty_team(database_url: str) -> Iterator[Callable[[], Team]]:
    """A database with nobody in it."""
    opened: list[Team] = []

    def make() -> Team:
        opened.append(Team(database_url))
        return opened[-1]

    yield make
    for each in opened:
        each.database.close()
