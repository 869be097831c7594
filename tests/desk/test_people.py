"""People: accounts, signing in, guessing, sessions that end, and who has the machine to themselves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from scenarios.problems import RightpartyError
from simulator.clock import SetClock
from simulator.desk.accounts import add_person, audit_trail, change_person, first_admin, list_people
from simulator.desk.desk import open_desk
from simulator.desk.guessing import GUESSES
from simulator.desk.people import WRONG, People
from simulator.desk.refusals import NotSignedIn, Refused
from simulator.records.ledger import read
from simulator.records.places import keep_session
from simulator.records.tables import people as table
from tests.desk.conftest import NOW, Team

SECRET = "correct horse battery"


@pytest.fixture
def accounts(empty_team: Callable[[], Team]) -> Team:
    """A database with an admin who can sign in, and a trainee who can."""
    made = empty_team()
    first_admin(made.people, "ada", "admin", "", lambda: SECRET, NOW)
    made.people.add("", "tom", "trainee", "north", SECRET + " tom", NOW)
    return made


def test_person_signs_in_until_the_session_ends(accounts: Team) -> None:
    """Twelve hours, or until they sign out."""
    token = accounts.people.sign_in("ada", SECRET, NOW)
    assert accounts.people.signed_in(token, NOW).name == "ada"  # type: ignore[union-attr]
    assert accounts.people.signed_in(token, NOW + timedelta(hours=13)) is None
    assert accounts.people.signed_in("forged", NOW) is None
    accounts.people.sign_out(token)
    assert accounts.people.signed_in(token, NOW) is None


def test_wrong_name_and_wrong_password_sound_alike(accounts: Team) -> None:
    """However often one guesses: a name that nobody has rests as one that somebody has."""
    heard: dict[str, list[str]] = {"ada": [], "nobody": []}
    for name, said in heard.items():
        for _ in range(GUESSES + 1):
            with pytest.raises(RightpartyError) as caught:
                accounts.people.sign_in(name, "wrong password", NOW)
            said.append(str(caught.value))
    assert heard["ada"] == heard["nobody"]
    assert WRONG in heard["ada"][0]
    assert "Too many" in heard["ada"][-1]


def test_guesses_at_once_are_counted_before_any_is_looked_at(accounts: Team) -> None:
    """Twenty at the same moment get no more tries than twenty one after the other."""

    def guess(number: int) -> str:
        with pytest.raises(RightpartyError) as caught:
            accounts.people.sign_in("ada", f"wrong password {number}", NOW)
        return caught.value.message

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess, range(20)))
    assert said.count(WRONG) == GUESSES
    assert sum(each.startswith("Too many") for each in said) == 20 - GUESSES


def test_guessing_is_slowed_down_and_the_right_password_must_wait_too(accounts: Team) -> None:
    """After five wrong ones a minute, then two, then four …"""
    for _ in range(GUESSES):
        with pytest.raises(RightpartyError, match=WRONG):
            accounts.people.sign_in("ada", "wrong password", NOW)
    with pytest.raises(RightpartyError, match="Too many"):
        accounts.people.sign_in("ada", SECRET, NOW + timedelta(seconds=59))
    later = NOW + timedelta(seconds=61)
    with pytest.raises(RightpartyError, match=WRONG):
        accounts.people.sign_in("ada", "wrong password", later)
    with pytest.raises(RightpartyError, match="Too many"):
        accounts.people.sign_in("ada", SECRET, later + timedelta(seconds=119))
    assert accounts.people.sign_in("ada", SECRET, later + timedelta(seconds=121))


def test_password_is_nowhere_in_the_database(accounts: Team) -> None:
    """Only its hash, which argon2id made; and a token only as its hash."""
    token = accounts.people.sign_in("ada", SECRET, NOW)
    from sqlalchemy import select

    from simulator.records.tables import ledger, sessions

    with accounts.database.reading() as connection:
        everything = str([connection.execute(select(each)).all() for each in (table, sessions, ledger)])
    assert SECRET not in everything
    assert token not in everything
    assert "$argon2id$" in everything


def test_closed_account_and_changed_role_end_sessions(accounts: Team) -> None:
    """At once."""
    admin = accounts.desk("ada")
    token = accounts.people.sign_in("tom", SECRET + " tom", NOW)
    change_person(admin, "tom", "trainer", None, None, None)
    assert accounts.people.signed_in(token, NOW) is None
    change_person(admin, "tom", None, None, None, True)
    with pytest.raises(RightpartyError, match=WRONG):
        accounts.people.sign_in("tom", SECRET + " tom", NOW)
    change_person(admin, "tom", None, None, lambda: SECRET + " new", False)
    assert accounts.people.sign_in("tom", SECRET + " new", NOW)


def test_last_admin_stays_one(accounts: Team) -> None:
    """Or nobody could change anything any more."""
    for what in ({"role": "trainee", "closed": None}, {"role": None, "closed": True}):
        with pytest.raises(RightpartyError, match="only admin"):
            change_person(accounts.desk("ada"), "ada", what["role"], None, None, what["closed"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "role", "password", "message"),
    [
        ("tom", "trainee", SECRET, "already"),
        ("x", "king", SECRET, "not a role"),
        ("x", "alone", SECRET, "not a role"),
        ("x", "trainee", "short", "10 to 200"),
        ("", "trainee", SECRET, "1 to 120"),
        ("x" * 121, "trainee", SECRET, "1 to 120"),
        ("a\x1b[2Jb", "trainee", SECRET, "can be printed"),
    ],
)
def test_account_that_cannot_be_is_a_sentence(
    accounts: Team, name: str, role: str, password: str, message: str
) -> None:
    """And nobody is added."""
    with pytest.raises(RightpartyError, match=message):
        add_person(accounts.desk("ada"), name, role, "", lambda: password)
    assert len(list_people(accounts.desk("ada"))) == 2


def test_first_account_is_an_admins(empty_team: Callable[[], Team]) -> None:
    """Only an admin can make the next."""
    with pytest.raises(RightpartyError, match="first account is an admin"):
        first_admin(empty_team().people, "tom", "trainee", "", lambda: SECRET, NOW)


def test_everything_that_admins_do_is_in_the_audit_trail(accounts: Team) -> None:
    """Who, what, to whom; refusals too; a trainee cannot read it."""
    add_person(accounts.desk("ada"), "zoe", "trainee", "", lambda: SECRET)
    with pytest.raises(Refused):
        audit_trail(accounts.desk("tom"), 10)
    entries, names = audit_trail(accounts.desk("ada"), 10)
    told = [(names[each.actor], each.kind, names.get(each.subject)) for each in entries]
    assert ("ada", "person-added", "zoe") in told
    assert told[-1] == ("tom", "refused", "tom")
    assert entries[-1].body == {"permission": "audit.read"}


def test_machine_of_ones_own_needs_no_signing_in(own_data_folder: Path) -> None:
    """The account's name, and every permission."""
    desk = open_desk(SetClock(NOW))
    assert desk.actor.role == "alone"
    assert all(desk.may(each) for each in ("call.practise", "scorecard.override", "people.change"))
    again = open_desk(SetClock(NOW))
    assert again.actor == desk.actor


def test_teams_records_ask_who_is_there(accounts: Team) -> None:
    """Nobody; then somebody; then, twelve hours later, nobody again."""
    clock = SetClock(NOW)
    with pytest.raises(NotSignedIn, match="nobody is signed in"):
        open_desk(clock)
    keep_session(accounts.people.sign_in("tom", SECRET + " tom", NOW), accounts.people.named("tom").id)
    assert open_desk(clock).actor.name == "tom"
    clock.moment += timedelta(hours=13)
    with pytest.raises(NotSignedIn, match="is over"):
        open_desk(clock)


def test_whoever_practised_alone_keeps_it_when_they_get_an_account(own_data_folder: Path) -> None:
    """The same person, now with a password."""
    desk = open_desk(SetClock(NOW))
    first_admin(People(desk.database), desk.actor.name, "admin", "", lambda: SECRET, NOW)
    found = People(desk.database).named(desk.actor.name)
    assert (found.id, found.role) == (desk.actor.id, "admin")
    with desk.database.reading() as connection:
        assert [each.kind for each in read(connection)] == ["person-added"]
