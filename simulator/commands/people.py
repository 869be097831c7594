"""`rightparty people`: accounts of a team, their roles, and what was done by whom.

Owns the options and the tables.
"""

from __future__ import annotations

import argparse
import json
from functools import partial

from simulator.clock import SystemClock
from simulator.commands.console import put_json, table, tell
from simulator.commands.signing import ask_password, at_desk
from simulator.desk.accounts import add_person, audit_trail, change_person, first_admin, list_people
from simulator.desk.desk import open_accounts
from simulator.desk.permissions import GIVEN, PERMISSIONS, ROLES


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty people", description="Who has an account, and what they may do.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="list | add | change | roles | audit")
    listing = parts.add_parser("list", help="everybody")
    listing.add_argument("--json", action="store_true")
    add = parts.add_parser("add", help="a new account; the password is asked for. The first one must be an admin")
    add.add_argument("name")
    add.add_argument("--role", required=True, help=", ".join(GIVEN))
    add.add_argument("--team", default="", help="a supervisor or trainer with a team sees only that team")
    change = parts.add_parser("change", help="another role, team or password; close an account")
    change.add_argument("name")
    change.add_argument("--role")
    change.add_argument("--team")
    change.add_argument("--password", action="store_true", help="ask for a new password")
    closing = change.add_mutually_exclusive_group()
    closing.add_argument("--close", action="store_true", help="they can no longer sign in; what they did stays")
    closing.add_argument("--open", action="store_true", help="they can again")
    parts.add_parser("roles", help="what each role may do")
    audit = parts.add_parser("audit", help="what was done, newest last: changes, refusals, sign-ins")
    audit.add_argument("--newest", type=int, default=50, metavar="N")
    audit.add_argument("--kind", action="append", default=[], help="only this, e.g. refused; can be given again")
    audit.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    return {"list": _list, "add": _add, "change": _change, "roles": _roles, "audit": _audit}[options.part](options)


def _list(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        everybody = list_people(desk)
    if options.json:
        for each in everybody:
            put_json(json.dumps(each.__dict__))
        return 0
    table([[each.name, each.role, each.team, "closed" if each.closed_at else ""] for each in everybody],
          ["name", "role", "team", ""])  # fmt: skip
    return 0


def _add(options: argparse.Namespace) -> int:
    accounts = open_accounts()
    if not accounts.have_accounts():
        person = first_admin(
            accounts, options.name, options.role, options.team,
            partial(ask_password, f"Password for {options.name}", twice=True), SystemClock().now(),
        )  # fmt: skip
        accounts.database.close()
        tell(f"{person.name} is the first account. From now on everybody signs in: rightparty login {person.name}")
        return 0
    accounts.database.close()
    with at_desk() as desk:
        password = partial(ask_password, f"Password for {options.name}", twice=True)  # asked only if it is allowed
        person = add_person(desk, options.name, options.role, options.team, password)
    tell(f"{person.name} can sign in: rightparty login {person.name}")
    return 0


def _change(options: argparse.Namespace) -> int:
    closed = True if options.close else False if options.open else None
    with at_desk() as desk:
        password = partial(ask_password, f"New password for {options.name}", twice=True) if options.password else None
        person = change_person(desk, options.name, options.role, options.team, password, closed)
    tell(f"{person.name} is changed; their sessions have ended.")
    return 0


def _roles(options: argparse.Namespace) -> int:
    rows = [
        [name, about, *("yes" if name in ROLES[role] else "" for role in GIVEN)] for name, about in PERMISSIONS.items()
    ]
    table(rows, ["permission", "allows to", *GIVEN])
    return 0


def _audit(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        entries, names = audit_trail(desk, options.newest, options.kind)
    if options.json:
        for each in entries:
            put_json(json.dumps({**each.__dict__, "by": names.get(each.actor, each.actor)}))
        return 0
    rows = [
        [str(each.seq), each.at[:19], names.get(each.actor, each.actor), each.kind, names.get(each.subject, each.subject),
         "(erased)" if each.body is None else ", ".join(f"{key} {value}" for key, value in each.body.items())[:70]]
        for each in entries
    ]  # fmt: skip
    table(rows, ["entry", "when (UTC)", "by", "what", "to", "particulars"])
    return 0
