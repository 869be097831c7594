"""`rightparty assignments`: give out scenarios, see where people stand; for a trainee: what is due.

Owns the options and the table.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from scenarios.packs import Library, read_curriculum
from scenarios.problems import RightpartyError
from simulator.commands.console import put, put_json, table, tell
from simulator.commands.signing import at_desk
from simulator.desk.assignments import Terms, all_assignments, assign, end_of_day, own_assignments, withdraw
from simulator.records.places import pack_folders


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty assignments", description="What is to be practised, by whom.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="mine | list | give | withdraw")
    for name, about in (("mine", "what you have been given"), ("list", "where everybody stands")):
        listing = parts.add_parser(name, help=about)
        listing.add_argument("--json", action="store_true")
    give = parts.add_parser("give", help="give scenarios, or a step of the curriculum, to a person or a team")
    give.add_argument("scenario", nargs="*")
    give.add_argument("--step", help="all scenarios of this step of the curriculum")
    whom = give.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="NAME")
    whom.add_argument("--team")
    give.add_argument("--due", metavar="DATE", help="the end of that day, UTC")
    give.add_argument("--least", type=int, default=1, help="attempts that must be made")
    give.add_argument("--most", type=int, help="attempts that count")
    give.add_argument("--pass-mark", type=float, help="overall score that passes, instead of the rubric's")
    give.add_argument("--mode", default="coach", help="coach or exam")
    back = parts.add_parser("withdraw", help="take an assignment back")
    back.add_argument("id")
    options = parser.parse_args(arguments)
    if options.part == "give":
        return _give(options)
    with at_desk() as desk:
        if options.part == "withdraw":
            withdraw(desk, options.id)
            tell(f"{options.id} is withdrawn; what was practised for it stays.")
            return 0
        rows = own_assignments(desk) if options.part == "mine" else all_assignments(desk)
    if options.json:
        for each in rows:
            put_json(json.dumps(asdict(each)))
        return 0
    if not rows:
        put("Nothing is given out.")
        return 0
    table(
        [
            [each.id, each.name, each.scenario, each.terms.mode, (each.terms.due_at or "")[:10], each.state,
             f"{each.made}{'' if each.terms.most is None else f' of {each.terms.most}'}",
             "" if each.best is None else f"{each.best:.0f}", f"{each.others} under other versions" if each.others else ""]
            for each in rows
        ],
        ["id", "who", "scenario", "mode", "due", "state", "made", "best", ""],
    )  # fmt: skip
    return 0


def _give(options: argparse.Namespace) -> int:
    scenarios = list(options.scenario)
    if options.step:
        steps = {each.step: each for each in read_curriculum(pack_folders()).steps}
        if options.step not in steps:
            raise RightpartyError(f"The curriculum has no step '{options.step}'.", f"Steps: {', '.join(steps)}.")
        scenarios += [each for each in steps[options.step].scenarios if each not in scenarios]
    if not scenarios:
        raise RightpartyError("Nothing to give out.", "Name scenarios, or a step of the curriculum with --step.")
    due = None if options.due is None else end_of_day(options.due)
    terms = Terms(options.mode, due, options.least, options.most, options.pass_mark)
    with at_desk() as desk:
        made = assign(desk, Library(pack_folders()), scenarios, options.person, options.team, terms)
    for each, scenario in zip(made, scenarios, strict=True):
        put(f"{each}  {scenario}")
    return 0
