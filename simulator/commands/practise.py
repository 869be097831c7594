"""`rightparty practise`: opens the app, or plays line by line (--plain) or in JSON (--json).

Owns the options and the choice of front. Without a terminal, lines are read plainly.
"""

from __future__ import annotations

import argparse

from scenarios.packs import Library, read_vocabulary
from simulator.clock import SystemClock
from simulator.commands.console import has_screen
from simulator.practice import opening
from simulator.records.places import pack_folders
from simulator.understanding.hearing import Hearing


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty practise", description="Practise a call.")
    parser.add_argument("scenario", nargs="?", help="which one; asked for if not given")
    front = parser.add_mutually_exclusive_group()
    front.add_argument("--plain", action="store_true", help="line by line, for a screen reader or ssh")
    front.add_argument("--json", action="store_true", help="one JSON object a line, each way")
    parser.add_argument("--seed", type=int, help="the same seed gives the same debtor")
    parser.add_argument("--resume", metavar="ID", help="go on with a stored call")
    parser.add_argument(
        "--from-turn", type=int, metavar="N", help="with --resume: go on from turn N in a call of its own"
    )
    parser.add_argument("--exam", action="store_true", help="no checklist, findings, hints or mood during the call")
    parser.add_argument("--choose", action="store_true", help="choose among three or four lines, for a first day")
    options = parser.parse_args(arguments)
    if options.from_turn is not None and not options.resume:
        parser.error("--from-turn needs --resume ID")
    if options.exam and options.choose:
        parser.error("--choose and --exam exclude each other: nobody is examined by what they recognise")
    mode = "exam" if options.exam else "choice" if options.choose else "coach"
    if not (options.plain or options.json) and has_screen():
        from simulator.screens.running import run_app  # Textual takes a while to import; other fronts do without

        return run_app(options.scenario, options.seed, mode, options.resume, options.from_turn)
    from simulator.commands.json_front import JsonFront
    from simulator.commands.plain_front import PlainFront, choose_scenario

    library = Library(pack_folders())
    hearing, clock = Hearing(read_vocabulary(pack_folders())), SystemClock()
    if options.resume and options.from_turn is not None:
        sitting = opening.fork(library, options.resume, options.from_turn, hearing, clock)
    elif options.resume:
        sitting = opening.resume(library, options.resume, hearing, clock)
    else:
        name = options.scenario or choose_scenario(library, options.json)
        sitting = opening.start(library, name, hearing, clock, options.seed, mode)
    fronts = JsonFront if options.json else PlainFront
    return fronts(sitting, library, clock).play()
