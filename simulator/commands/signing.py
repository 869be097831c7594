"""`rightparty login` and `logout`: who is signed in on this machine. And the desk, for the other commands.

Owns how a password is asked for: unseen on a terminal, or as one line of input; never as an argument.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scenarios.problems import RightpartyError
from simulator.clock import SystemClock
from simulator.commands.console import put, tell
from simulator.desk.desk import Desk, open_accounts, open_desk
from simulator.records.places import keep_session, session_token


@contextmanager
def at_desk() -> Iterator[Desk]:
    """The records, for whoever is signed in here."""
    with open_desk(SystemClock()) as desk:
        yield desk


def ask_password(prompt: str, twice: bool = False) -> str:
    """A password from whoever sits here. Raises RightpartyError when two readings differ or there is none."""
    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\n")
        if not given:
            raise RightpartyError("A password is needed.", "Give it as one line of input, or run this on a terminal.")
        return given
    given = getpass.getpass(f"{prompt}: ", sys.stderr)
    if twice and getpass.getpass("Once more: ", sys.stderr) != given:
        raise RightpartyError("The two are not the same.", "Nothing was changed; try again.")
    return given


def main(arguments: list[str]) -> int:
    """`rightparty login NAME`."""
    parser = argparse.ArgumentParser(
        prog="rightparty login", description="Sign in to a team's records on this machine."
    )
    parser.add_argument("name", nargs="?", help="your name; without it: who is signed in")
    options = parser.parse_args(arguments)
    clock = SystemClock()
    if options.name is None:
        with at_desk() as desk:
            put(f"{desk.actor.name} ({desk.actor.role}{', team ' + desk.actor.team if desk.actor.team else ''})")
        return 0
    accounts = open_accounts()
    try:
        token = accounts.sign_in(options.name, ask_password(f"Password of {options.name}"), clock.now())
        person = accounts.named(options.name)
    finally:
        accounts.database.close()
    keep_session(token, person.id)
    tell(f"Signed in as {person.name} ({person.role}), for twelve hours. `rightparty logout` ends it.")
    return 0


def leave(arguments: list[str]) -> int:
    """`rightparty logout`."""
    argparse.ArgumentParser(prog="rightparty logout", description="End your session on this machine.").parse_args(
        arguments
    )
    token = session_token()
    if token is None:
        tell("Nobody was signed in here.")
        return 0
    keep_session(None)  # here first, whether or not the database can be reached
    accounts = open_accounts()
    try:
        accounts.sign_out(token)
    finally:
        accounts.database.close()
    tell("Signed out.")
    return 0
