"""`rightparty records`: whether they still stand, copies, exports, and what is taken away.

Owns the options and asking twice before something is gone.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scenarios.problems import RightpartyError
from simulator.commands.console import put, put_json, tell
from simulator.commands.signing import at_desk
from simulator.desk.custody import (
    back_up_records,
    erase_person,
    export_records,
    import_records,
    restore_records,
    retain,
    too_old,
    verify_records,
)
from simulator.practice.keeping import deliver_pending


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty records", description="The records: check, copy, take away.")
    parts = parser.add_subparsers(
        dest="part", required=True, metavar="verify | backup | restore | export | import | erase | retain | deliver"
    )
    check = parts.add_parser("verify", help="find anything edited, removed, added or moved; exit code 1 if there is")
    check.add_argument("--head", metavar="HASH", help="an entry noted earlier, which must still be there")
    parts.add_parser("backup", help="everything into one file").add_argument("file")
    parts.add_parser("restore", help="a backup into an empty database, of either kind").add_argument("file")
    out = parts.add_parser("export", help="finished attempts as JSON lines, with scorecard, words and review")
    out.add_argument("file", help="where to write; - for standard output")
    out.add_argument("--scrub", action="store_true", help="without names and numbers")
    into = parts.add_parser("import", help="take in what was exported elsewhere; again does no harm")
    into.add_argument("file")
    into.add_argument("--person", metavar="NAME", help="whose they are, instead of the people they name")
    gone = parts.add_parser("erase", help="remove a person and all that they did as a trainee, for good")
    gone.add_argument("name")
    old = parts.add_parser("retain", help="remove what is older than so many days, for good")
    old.add_argument("days", type=int)
    for each in (gone, old):
        each.add_argument("--yes", action="store_true", help="do not ask")
    parts.add_parser("deliver", help="deliver calls that wait here because the records could not be reached")
    options = parser.parse_args(arguments)
    return {
        "verify": _verify, "backup": _backup, "restore": _restore, "export": _export, "import": _import, "erase": _erase,
        "retain": _retain, "deliver": _deliver,
    }[options.part](options)  # fmt: skip


def _verify(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        verdict = verify_records(desk, options.head)
    for fault in verdict.faults:
        put(fault)
    put(f"{verdict.entries} entries, {verdict.cards} scorecards. Newest entry: {verdict.head}")
    tell(
        f"{len(verdict.faults)} faults." if verdict.faults
        else "All is as it was written. Note the newest entry where the keeper of the database cannot write; --head asks for it later."
    )  # fmt: skip
    return 1 if verdict.faults else 0


def _backup(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        rows = back_up_records(desk, Path(options.file))
    tell(f"{rows} rows written to {options.file}. It holds what people said; keep it as you keep the records.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    rows = restore_records(Path(options.file))
    tell(f"{rows} rows restored. Check them: rightparty records verify")
    return 0


def _export(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        lines = export_records(desk, options.scrub)
        if options.file == "-":
            for line in lines:
                put_json(line)
            return 0
        count = 0
        try:
            with os.fdopen(
                os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                for line in lines:
                    file.write(line + "\n")
                    count += 1
        except OSError as error:
            raise RightpartyError(f"{options.file} cannot be written: {error.strerror}.") from None
    tell(f"{count} attempts written to {options.file}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        new, known = import_records(desk, Path(options.file), options.person)
    tell(f"{new} attempts taken in, {known} were here already.")
    return 0


def _erase(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        desk.require("records.erase")
        somebody = desk.people.named(options.name)
        _sure(options.yes, f"Everything of {somebody.name} is removed for good.")
        count = erase_person(desk, options.name)
    tell(f"{count} attempts are gone. The ledger says so, and nothing of what was in them.")
    return 0


def _retain(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        old = len(too_old(desk, options.days))
        if not old:
            tell(f"Nothing is older than {options.days} days.")
            return 0
        _sure(options.yes, f"{old} attempts are older than {options.days} days and are removed for good.")
        count = retain(desk, options.days)
    tell(f"{count} attempts are gone.")
    return 0


def _deliver(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        count = deliver_pending(desk)
    tell(f"{count} calls delivered.")
    return 0


def _sure(yes: bool, what: str) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise RightpartyError(what, "Add --yes if that is meant.")
    tell(f"{what} Type yes to go on.")
    if sys.stdin.readline().strip().lower() != "yes":
        raise RightpartyError("Nothing was removed.")
