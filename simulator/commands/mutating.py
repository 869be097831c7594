"""`rightparty scenarios mutate`: which small changes to a scenario no scripted call would notice.

Owns the options and the printing. Changing and playing is in `simulator.workshop.mutation`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from scenarios.packs import Library, read_vocabulary
from simulator.commands.console import counted, put, put_json, tell
from simulator.records.places import pack_folders


def add_mutate_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", nargs="*", help="only these; all of them if none")
    parser.add_argument("--json", action="store_true", help="one JSON object a change")


def mutate_scenarios(options: argparse.Namespace) -> int:
    """Change, play, print what went unnoticed."""
    from simulator.understanding.hearing import Hearing
    from simulator.workshop.mutation import mutate

    folders = pack_folders()
    library, hearing = Library(folders), Hearing(read_vocabulary(folders))
    names = options.scenario or library.names("library")
    noticed = moved = total = 0
    for name in counted(names, "scenarios"):
        for each in mutate(library, name, hearing):
            total, noticed, moved = total + 1, noticed + each.noticed, moved + each.moved
            if options.json:
                put_json(json.dumps(asdict(each), ensure_ascii=False))
            elif not each.noticed:
                went = (
                    "calls go otherwise, and none expects them not to"
                    if each.moved
                    else "no scripted call goes otherwise"
                )
                put(f"{each.file}:{each.line} {each.what}: {went}.")
    tell(
        f"{noticed} of {total} changes are noticed ({100 * noticed // max(1, total)} of 100); {moved} make a call go otherwise."
    )
    return 0
