"""`rightparty golden`: decisions that the engine is held to.

Owns the options and how differences are printed.
"""

from __future__ import annotations

import argparse
import json

from scenarios.packs import Library, read_vocabulary
from simulator.commands.console import counted, put, put_json, table, tell
from simulator.commands.signing import at_desk
from simulator.desk.golden import list_golden, make_golden, run_golden
from simulator.records.places import pack_folders


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="rightparty golden", description="Calls on which it is decided what is right."
    )
    parts = parser.add_subparsers(dest="part", required=True, metavar="add | list | run")
    add = parts.add_parser("add", help="hold the engine to what a review says of one part of a call")
    add.add_argument("id", help="the id of a call, or its beginning")
    add.add_argument("item", help="finding:RULE@TURN, criterion:NAME or outcome")
    add.add_argument("--reason", required=True)
    parts.add_parser("list", help="all cases")
    run = parts.add_parser("run", help="hold today's engine to all of them; exit code 1 if it says otherwise")
    run.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.part == "add":
        with at_desk() as desk:
            made = make_golden(desk, options.id, options.item, options.reason)
        tell(f"{made.attempt}: {made.item} stays {made.value}.")
        return 0
    with at_desk() as desk:
        cases = list_golden(desk)
        names = desk.people.names()
    if options.part == "list":
        table([[each.attempt, each.item, each.value, names.get(each.author, each.author), each.made_at[:10], each.reason] for each in cases],
              ["call", "part", "is", "by", "on", "since"])  # fmt: skip
        return 0
    from simulator.understanding.hearing import Hearing

    ran = run_golden(cases, Library(pack_folders()), Hearing(read_vocabulary(pack_folders())))
    wrong = 0
    for each, _ in zip(ran, counted(cases, "golden cases"), strict=True):
        wrong += not each.agrees
        if options.json:
            data = {
                "call": each.case.attempt,
                "item": each.case.item,
                "expected": each.case.value,
                "got": each.value,
                "why": each.why,
            }
            put_json(json.dumps({**data, "agrees": each.agrees}))
        elif not each.agrees:
            got = each.why if each.value is None else f"the engine says {each.value}"
            put(f"{each.case.attempt}: {each.case.item} should be {each.case.value}; {got}. ({each.case.reason})")
    tell(f"{len(cases)} golden cases, {wrong} not as decided.")
    return 1 if wrong else 0
