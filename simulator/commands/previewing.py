"""`rightparty scenarios preview`: a scenario's files beside a call that follows them; without a terminal, once and plainly.

Owns the options and the choice of front. The rehearsal is in `simulator.workshop.rehearsing`.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from scenarios.packs import read_vocabulary
from simulator.commands.console import put
from simulator.records.places import pack_folders

if TYPE_CHECKING:
    from simulator.workshop.rehearsing import Rehearsal


def add_preview_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", help="a scenario's name, or its file in a pack folder")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same debtor (1: as written)")
    parser.add_argument("--plain", action="store_true", help="line by line: an empty line reads the files anew")


def preview(options: argparse.Namespace) -> int:
    """Rehearse in the app, or line by line."""
    from simulator.understanding.hearing import Hearing
    from simulator.workshop.rehearsing import Rehearsal, find_scenario

    name, more = find_scenario(options.scenario)
    folders = [*pack_folders(), *(each for each in more if each not in pack_folders())]
    rehearsal = Rehearsal(name, Hearing(read_vocabulary(folders)), folders, options.seed)
    if not options.plain and sys.stdin.isatty() and sys.stdout.isatty():
        from simulator.screens.running import run_preview  # Textual takes a while to import

        return run_preview(rehearsal)
    put(
        "Type what you say; an empty line reads the files anew and says everything again. /back takes the last line back."
    )
    _show(rehearsal)
    while line := sys.stdin.readline():
        words = line.strip()
        if words == "/back":
            rehearsal.take_back()
        elif words:
            rehearsal.say(words)
        else:
            rehearsal.reload()
        _show(rehearsal, since=0 if not words or words == "/back" else len(rehearsal.lines()) - 2)
    return 0


def _show(rehearsal: Rehearsal, since: int = 0) -> None:
    for problem in rehearsal.problems:
        put(str(problem))
    for each in rehearsal.lines()[max(0, since) :]:
        origin = rehearsal.origin(each.turn)
        where = f"   [{origin.file.name}:{origin.line}]" if origin is not None else ""
        put(f"{each.turn:>3} {each.who}: {each.text}{where}")
        if each.was is not None:
            put(f"    ± was: {each.was}")
