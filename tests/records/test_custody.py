"""Custody: every alteration is found, copies are whole and go between databases, what is erased is gone and said to be."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from scenarios.problems import RightpartyError
from simulator.desk.accounts import change_person
from simulator.desk.assignments import Terms, assign
from simulator.desk.calibration import mark_call, new_session, reveal
from simulator.desk.custody import erase_person, export_records, import_records, retain, verify_records
from simulator.desk.golden import make_golden
from simulator.desk.reviews import Reviews
from simulator.records.attempts import Attempts, Scored
from simulator.records.copying import back_up, restore
from simulator.records.database import Database
from simulator.records.ledger import head
from simulator.records.tables import (
    assignments,
    attempts,
    calibration_calls,
    calibration_marks,
    calibrations,
    calls,
    golden,
    ledger,
    ledger_head,
    marks,
    metadata,
    people,
    reviews,
    scorecards,
)
from simulator.records.verifying import verify
from tests.conftest import LIBRARY
from tests.desk.cards import LOG, card_of
from tests.desk.conftest import Team


@pytest.fixture
def team(database_url: str) -> Team:
    """Two trainees with a call each, one of them reviewed."""
    made = Team(database_url)
    for role in ("trainee", "supervisor", "admin"):
        made.add(role, role)
    made.add("ann", "trainee")
    made.call("trainee")
    made.call("ann", "c-2")
    Reviews(made.desk("supervisor")).overrule("c-1", "criterion:own-name", "missed", "trainee mumbled 5551234567.")
    assign(made.desk("supervisor"), LIBRARY, ["hospital-bill"], "ann", None, Terms())
    change_person(made.desk("admin"), "ann", None, "north", None, None)
    session = new_session(made.desk("supervisor"), "November", ["c-1", "c-2"])
    mark_call(made.desk("supervisor"), session, "c-1", {"criterion:own-name": "met"}, [])
    reveal(made.desk("supervisor"), session)
    make_golden(made.desk("supervisor"), "c-1", "criterion:own-name", "Agreed.")
    return made


ALTERATIONS = {
    "a card is edited": update(scorecards).where(scorecards.c.attempt == "c-1").values(card="{}"),
    "a score in a list is edited": update(scorecards).where(scorecards.c.attempt == "c-1").values(overall=99.0),
    "a pass in a list is edited": update(scorecards).where(scorecards.c.attempt == "c-2").values(passed=True),
    "a call is given to somebody else": update(attempts).where(attempts.c.id == "c-1").values(trainee="p-other"),
    "a call becomes an exam": update(attempts).where(attempts.c.id == "c-1").values(mode="exam"),
    "a review is edited": update(reviews).where(reviews.c.attempt == "c-1").values(passed=True),
    "a review is removed": delete(reviews).where(reviews.c.attempt == "c-1"),
    "a mark is edited": update(marks).where(marks.c.attempt == "c-1", marks.c.criterion == "own-name").values(result="met"),
    "a card is removed": delete(scorecards).where(scorecards.c.attempt == "c-1"),
    "words are edited": update(calls).where(calls.c.attempt == "c-1").values(log=LOG.replace("Hello", "Howdy")),
    "words are removed": delete(calls).where(calls.c.attempt == "c-1"),
    "a role is changed": update(people).where(people.c.name == "ann").values(role="admin"),
    "a team is changed": update(people).where(people.c.name == "ann").values(team="south"),
    "a password is set": update(people).where(people.c.name == "admin").values(password="$argon2id$other"),
    "an account is opened": insert(people).values(id="p-x", name="x", role="admin", team="", made_at="2026"),
    "an account with every right is opened": insert(people).values(
        id="p-x", name="x", role="alone", team="", made_at="2026", password="$argon2id$x"
    ),
    "an account is closed": update(people).where(people.c.name == "ann").values(closed_at="2026"),
    "a pass mark is lowered": update(assignments).values(pass_mark=1.0),
    "an assignment is withdrawn": update(assignments).values(withdrawn_at="2026"),
    "an assignment is removed": delete(assignments),
    "a mark of a calibration is edited": update(calibration_marks).where(calibration_marks.c.value == "met").values(value="missed"),
    "marks of a calibration are removed": delete(calibration_marks),
    "a calibration is hidden again": update(calibrations).values(revealed_at=None),
    "a call is taken out of a calibration": delete(calibration_calls).where(calibration_calls.c.attempt == "c-2"),
    "a golden case is edited": update(golden).values(value="met"),
    "the words of a golden case are edited": update(golden).values(log="{}"),
    "a golden case is removed": delete(golden),
    "an entry is edited": update(ledger).where(ledger.c.kind == "criterion-overruled").values(body='{"item": "outcome"}'),
    "an author is changed": update(ledger).where(ledger.c.kind == "criterion-overruled").values(actor="p-other"),
    "a time is changed": update(ledger).where(ledger.c.seq == 3).values(at="2020-01-01"),
    "an entry in the middle is removed": delete(ledger).where(ledger.c.seq == 3),
    "the newest entry is removed": delete(ledger).where(ledger.c.seq == select(text("max(seq)")).select_from(ledger).scalar_subquery()),
    "words of an entry are taken away": update(ledger).where(ledger.c.seq == 3).values(body=None, salt=None),
    "an entry is added": insert(ledger).values(
        seq=999, at="2026", actor="x", kind="call-scored", subject="c-1", digest="0" * 64, previous="0" * 64, hash="0" * 64
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERATIONS)
def test_alteration_behind_the_programs_back_is_found(team: Team, what: str) -> None:
    """By whoever has the database in hand; and nothing is found before."""
    desk = team.desk("supervisor")
    assert verify_records(desk).faults == ()
    with team.database.writing() as connection:
        connection.execute(ALTERATIONS[what])
    assert verify_records(desk).faults


def test_two_entries_that_change_places_are_found(team: Team) -> None:
    """Each is whole, but not where it was."""
    with team.database.writing() as connection:
        for old, new in ((3, 9999), (4, 3), (9999, 4)):
            connection.execute(update(ledger).where(ledger.c.seq == old).values(seq=new))
    assert verify(team.database).faults


def test_cutting_entries_and_head_off_together_is_found_by_a_noted_head(team: Team) -> None:
    """The chain itself cannot know; what was noted elsewhere does."""
    noted = verify_records(team.desk("supervisor")).head
    with team.database.writing() as connection:
        seq, _ = head(connection)
        before = connection.execute(select(ledger).where(ledger.c.seq == seq - 1)).one()
        connection.execute(delete(ledger).where(ledger.c.seq == seq))
        connection.execute(update(ledger_head).values(seq=before.seq, hash=before.hash))
    assert verify(team.database).faults == ()
    assert "no longer in the ledger" in verify_records(team.desk("supervisor"), noted).faults[0]


def test_backup_goes_back_whole_into_either_kind_of_database(team: Team, tmp_path: Path) -> None:
    """Everything but who is signed in; the copy verifies and ends with the same entry."""
    path = tmp_path / "all.backup"
    back_up(team.database, path, "2026-11-26")
    assert path.stat().st_mode & 0o077 == 0
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, path)
    assert verify(other).faults == ()
    with team.database.reading() as one, other.reading() as two:
        for table in metadata.sorted_tables:
            keys = list(table.primary_key.columns)
            assert one.execute(select(table).order_by(*keys)).all() == two.execute(select(table).order_by(*keys)).all()
    with pytest.raises(RightpartyError, match="not empty"):
        restore(other, path)


@pytest.mark.parametrize("damage", ["cut", "other", "no", "headless", "foreign"])
def test_damaged_backup_is_refused_and_nothing_is_kept_of_it(team: Team, tmp_path: Path, damage: str) -> None:
    """Cut off, another file, none at all, or a line missing."""
    path = tmp_path / "all.backup"
    back_up(team.database, path, "2026-11-26")
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif damage == "other":
        path.write_bytes(gzip.compress(b'{"hello": 1}\n'))
    elif damage == "no":
        path.unlink()
    else:
        lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
        kept = [line for line in lines if b'"ledger_head"' not in line or damage == "foreign"]
        foreign = [b'{"table": "people", "row": {"id": "x", "nonsense": 1}}\n'] if damage == "foreign" else []
        path.write_bytes(gzip.compress(b"".join([*kept, *foreign])))
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(RightpartyError):
        restore(other, path)
    with other.reading() as connection:
        assert connection.execute(select(people)).all() == []


def test_erased_person_is_gone_and_the_ledger_still_holds(team: Team) -> None:
    """No name, no word of theirs in any table; what was done to their records is still counted."""
    assert erase_person(team.desk("admin"), "trainee") == 1
    assert verify_records(team.desk("supervisor")).faults == ()
    with team.database.reading() as connection:
        everything = json.dumps(
            [
                [str(cell) for cell in row]
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
            ]
        )
    assert "mumbled" not in everything
    assert "c-2" in everything
    assert "Is that Maria" in everything, "ann's call stays"
    with pytest.raises(RightpartyError, match="nobody named"):
        team.people.named("trainee")
    with pytest.raises(RightpartyError, match="cannot erase yourself"):
        erase_person(team.desk("admin"), "admin")


def test_retention_removes_what_is_old_and_keeps_the_rest(team: Team) -> None:
    """Thirty days and a call of yesterday."""
    team.clock.moment += timedelta(days=40)
    team.call("ann", "c-3", at=team.clock.moment.isoformat(timespec="seconds"))
    assert retain(team.desk("admin"), 30) == 2
    assert [row.id for row in Attempts(team.database).list()] == ["c-3"]
    assert verify(team.database).faults == ()


def test_export_comes_in_elsewhere_once(team: Team, tmp_path: Path) -> None:
    """Again does no harm; people are found by their names."""
    path = tmp_path / "out.jsonl"
    path.write_text("".join(line + "\n" for line in export_records(team.desk("supervisor"))), encoding="utf-8")
    other = Team(f"sqlite:///{tmp_path / 'other.db'}")
    for name, role in (("admin", "admin"), ("trainee", "trainee"), ("ann", "trainee")):
        other.add(name, role)
    assert import_records(other.desk("admin"), path) == (2, 0)
    assert import_records(other.desk("admin"), path) == (0, 2)
    assert Attempts(other.database).card("c-1") == card_of("c-1")
    assert verify(other.database).faults == ()


def test_scrubbed_export_names_nobody_and_gives_no_numbers(team: Team) -> None:
    """Neither in a reason nor in what was said; figures stay."""
    text_ = "".join(export_records(team.desk("supervisor"), scrub=True))
    assert "5551234567" not in text_
    assert '"trainee": "trainee"' not in text_
    assert "… mumbled #." in json.loads('"' + text_.replace('"', "'").replace("\\", "\\\\") + '"').encode().decode(
        "unicode_escape"
    )
    assert '"overall": 70.0' in text_


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"form": "x"}'])
def test_import_of_something_else_is_a_sentence_with_its_line(team: Team, tmp_path: Path, line: str) -> None:
    """file:line"""
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RightpartyError, match=r"x\.jsonl:1"):
        import_records(team.desk("admin"), path)


def test_fifty_writers_at_once_lose_nothing(database_url: str) -> None:
    """Each call is kept, each once, and the chain holds."""
    made = Team(database_url)
    who = made.add("trainee", "trainee")

    def write(number: int) -> None:
        database = Database(database_url)
        kept = Attempts(database)
        for part in range(3):
            name = f"w-{number}-{part}"
            kept.begin(name, "hospital-bill", who.id, "coach", 1, "2026-11-26T08:00:00+00:00")
            kept.finish(name, Scored("2026-11-26T08:10:00+00:00", 4, card_of(name), LOG))
        database.close()

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(write, range(50)))
    assert len(Attempts(made.database).list(limit=None)) == 150
    verdict = verify(made.database)
    assert (verdict.cards, verdict.faults) == (150, ())


def test_killed_writer_leaves_records_that_verify(database_url: str) -> None:
    """kill -9 in the middle of writing, several times over."""
    made = Team(database_url)
    who = made.add("trainee", "trainee")
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from simulator.records.attempts import Attempts, Scored
from simulator.records.database import Database
from tests.desk.cards import LOG, card_of
kept = Attempts(Database({database_url!r}))
print("ready", flush=True)
number = 0
while True:
    name = f"k-{{sys.argv[1]}}-{{number}}"
    kept.begin(name, "x", {who.id!r}, "coach", 1, "2026")
    kept.finish(name, Scored("2026", 4, card_of(name), LOG))
    number += 1
"""
    for run in range(4):
        with subprocess.Popen([sys.executable, "-c", code, str(run)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.05 + 0.07 * run)
            os.kill(process.pid, signal.SIGKILL)
    verdict = verify(made.database)
    assert verdict.faults == ()
    assert verdict.cards > 0
