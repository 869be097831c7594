"""`rightparty scenarios steady`: whether scores stay where they are when the same is said another way; dialects as a fairness report.

Owns the options and the table. Playing is in `simulator.evaluation.steadiness`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from statistics import mean

from scenarios.packs import Library, read_vocabulary
from simulator.commands.console import counted, put, put_json, table, tell
from simulator.records.places import pack_folders

GOAL = 0.95
"""Share of calls that must be scored alike."""


def add_steady_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", nargs="*", help="only these; all of them if none")
    parser.add_argument("--json", action="store_true", help="one JSON object a call and way of saying it")


def show_steady(options: argparse.Namespace) -> int:
    """Play, compare, print; 1 when fewer calls than the goal are scored alike."""
    from simulator.evaluation.bots import bots_speak
    from simulator.evaluation.steadiness import POINTS, WAYS, shifts
    from simulator.understanding.hearing import Hearing

    folders = pack_folders()
    library, hearing = Library(folders), Hearing(read_vocabulary(folders))
    names = bots_speak(library, options.scenario)
    scripts = [(name, script) for name in names for script in library.scenario(name).calls]
    found = [shift for name, script in counted(scripts, "calls") for shift in shifts(library, name, script, hearing)]
    if options.json:
        for each in found:
            put_json(json.dumps({**asdict(each), "steady": each.steady}, ensure_ascii=False))
    else:
        rows = []
        for way in WAYS:
            mine = [each for each in found if each.way == way]
            if mine:
                moved = mean(each.after - each.before for each in mine)
                rows.append([way, str(len(mine)), f"{100 * mean(each.steady for each in mine):.0f}", f"{moved:+.1f}"])
        table(rows, ["said another way", "calls", f"alike of 100 (within {POINTS:.0f} points, same pass)", "mean move"])
        worst = sorted((each for each in found if not each.steady), key=lambda each: -abs(each.after - each.before))[
            :12
        ]
        if worst:
            put()
        for each in worst:
            put(f"{each.scenario}: {each.call}, {each.way}: {each.before:.0f} to {each.after:.0f}")
    share = mean(each.steady for each in found) if found else 1.0
    tell(f"{len(found)} calls said another way; {100 * share:.1f} of 100 are scored alike (goal {100 * GOAL:.0f}).")
    return 0 if share >= GOAL else 1
