"""Keeping: a call goes on when the records cannot be reached, and is delivered later, exactly once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from simulator.clock import SetClock
from simulator.desk.desk import open_desk
from simulator.desk.people import People
from simulator.practice import opening
from simulator.practice.keeping import begin_record, deliver_pending, finish_record
from simulator.practice.sitting import Sitting
from simulator.records.database import Database
from simulator.records.ledger import read
from simulator.records.places import keep_session, pending_folder
from simulator.records.verifying import verify
from tests.conftest import HEARING, LIBRARY

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
GONE = "postgresql+psycopg://nobody@/none?host=/nowhere"


def play(clock: SetClock) -> Sitting:
    """A short call with a threat in it."""
    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, seed=1)
    begin_record(sitting)
    sitting.say("Hello, is this Maria Lopez?")
    sitting.say("You could be arrested for this.")
    sitting.hang_up()
    return sitting


def test_lost_connection_neither_ends_the_call_nor_loses_it(
    database_url: str, monkeypatch: pytest.MonkeyPatch, own_data_folder: Path
) -> None:
    """The records go in the middle of a call; the card waits on disk; it is delivered when they are back, and once."""
    clock = SetClock(NOW)
    database = Database(database_url)
    people = People(database)
    anna = people.add("", "anna", "trainee", "north", "a password of some length", NOW)
    keep_session(people.sign_in("anna", "a password of some length", NOW), anna.id)
    sitting = play(clock)
    monkeypatch.setenv("RIGHTPARTY_DATABASE", GONE)
    card = finish_record(sitting, clock)
    assert card["undelivered"] is True
    assert len(list(pending_folder().glob("*.json"))) == 1
    monkeypatch.setenv("RIGHTPARTY_DATABASE", database_url)
    desk = open_desk(clock)
    assert desk.attempts.list()[0].overall is None, "begun, not finished"
    waiting = next(pending_folder().glob("*.json"))
    text = waiting.read_text(encoding="utf-8")
    assert deliver_pending(desk) == 1
    assert not waiting.exists()
    waiting.write_text(text, encoding="utf-8")  # as if the machine had stopped before the file was removed
    assert deliver_pending(desk) == 0
    kept = desk.attempts.list()
    assert [(row.trainee, row.overall) for row in kept] == [(anna.id, card["scores"]["overall"])]
    with database.reading() as connection:
        assert [entry.kind for entry in read(connection, sitting.header.id)] == ["call-scored"]
    assert verify(database).faults == ()


def test_call_begun_without_the_records_is_delivered_whole(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They were away from the first word on; the warning says so."""
    clock = SetClock(NOW)
    database = Database(database_url)
    people = People(database)
    anna = people.add("", "anna", "trainee", "", "a password of some length", NOW)
    keep_session(people.sign_in("anna", "a password of some length", NOW), anna.id)
    monkeypatch.setenv("RIGHTPARTY_DATABASE", GONE)
    sitting = opening.start(LIBRARY, "hospital-bill", HEARING, clock, seed=1)
    assert "The call goes on" in begin_record(sitting)
    sitting.hang_up()
    finish_record(sitting, clock)
    monkeypatch.setenv("RIGHTPARTY_DATABASE", database_url)
    desk = open_desk(clock)
    assert deliver_pending(desk) == 1
    assert desk.attempts.log(sitting.header.id) is not None


def test_another_persons_call_waits_for_them(database_url: str) -> None:
    """What Anna could not deliver is not delivered as Bo's."""
    clock = SetClock(NOW)
    people = People(Database(database_url))
    for name in ("anna", "bo"):
        people.add("", name, "trainee", "", "a password of some length", NOW)
    pending_folder().mkdir(parents=True)
    waiting = pending_folder() / "c.json"
    waiting.write_text(json.dumps({"person": people.named("anna").id}), encoding="utf-8")
    keep_session(people.sign_in("bo", "a password of some length", NOW), people.named("bo").id)
    assert deliver_pending(open_desk(clock)) == 0
    assert waiting.exists()


def test_finding_says_how_sure_the_hearing_is_it_rests_on(clock: SetClock) -> None:
    """The least certain one decides whether a reviewer should look."""
    sitting = play(clock)
    card = finish_record(sitting, clock)
    assert card["findings"]
    desk = open_desk(clock)
    from simulator.desk.reviews import Reviews

    (row,) = Reviews(desk).queue()
    assert row.confidence is not None
    assert 0 < row.confidence <= 1


def test_words_of_a_kept_call_are_those_of_its_log(clock: SetClock) -> None:
    """Scored again from the records, the card is the same."""
    from simulator.calls.call import Call
    from simulator.desk.reading import stored_call
    from simulator.dialogue.cast import Cast
    from simulator.evaluation.scripted import score_played

    sitting = play(clock)
    card: dict[str, Any] = finish_record(sitting, clock)
    header, events = stored_call(open_desk(clock), sitting.header.id)
    again = score_played(Call(Cast.of(LIBRARY, header.scenario, header.seed), HEARING, events), header.id).as_json()
    assert json.loads(json.dumps(again)) == json.loads(json.dumps(card))


def test_calls_of_two_machines_that_share_records_have_other_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begun in the same second, of the same scenario, with the same seed; alone, the id is as it was."""

    def made() -> str:
        return opening.start(LIBRARY, "hospital-bill", HEARING, SetClock(NOW), seed=1).header.id

    assert made() == "20260304-120000-hospital-bill-1"
    monkeypatch.setenv("RIGHTPARTY_DATABASE", f"sqlite:///{tmp_path / 'shared.db'}")
    ids = []
    for machine in ("one", "two"):
        monkeypatch.setenv("RIGHTPARTY_DATA", str(tmp_path / machine))
        ids.append(made())
    assert ids[0] != ids[1]
