"""`rightparty demo`: plays a whole shipped call by itself and ends on its scorecard. What a visitor runs first.

Owns the choice of call and the pace in plain text. Writes nothing to the records.
"""

from __future__ import annotations

import argparse
import sys
import time

from scenarios.packs import Library, read_vocabulary
from scenarios.problems import RightpartyError
from simulator.clock import SystemClock
from simulator.commands.console import put
from simulator.practice import opening
from simulator.practice.brief import brief_text
from simulator.practice.wording import card_lines, transcript_lines
from simulator.records.places import pack_folders
from simulator.understanding.hearing import Hearing

SHOWN = "hospital-bill"


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty demo", description="Watch a whole call play by itself.")
    parser.add_argument("scenario", nargs="?", default=SHOWN)
    parser.add_argument("--call", help="which of its scripted calls, by name; the first if none")
    parser.add_argument("--plain", action="store_true", help="as text, also on a terminal")
    parser.add_argument("--fast", action="store_true", help="without pauses")
    options = parser.parse_args(arguments)
    library = Library(pack_folders())
    scenario = library.scenario(options.scenario)
    script = next((each for each in scenario.calls if options.call in (None, each.name)), None)
    if script is None:
        names = "', '".join(each.name for each in scenario.calls)
        raise RightpartyError(f"{scenario.scenario} has no call named '{options.call}'.", f"It has '{names}'.")
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if on_terminal and not options.plain:
        from simulator.screens.running import run_demo

        return run_demo(scenario.scenario, script.name, options.fast)
    sitting = opening.start(
        library, scenario.scenario, Hearing(read_vocabulary(pack_folders())), SystemClock(), script.seed, keep=False
    )
    pause = 0.0 if options.fast or not on_terminal else 1.2
    put(brief_text(scenario, sitting.call.cast.persona))
    put("")
    shown = 0
    for number, line in enumerate((None, *script.agent)):
        if line is not None and not sitting.call.over:
            sitting.say(line, number * 12.0)
        for spoken in transcript_lines(sitting.call)[shown:]:
            put(spoken)
            time.sleep(pause)
            shown += 1
    sitting.hang_up()
    if script.wrap_up is not None:
        sitting.wrap_up(script.wrap_up.disposition, script.wrap_up.note)
        put(f"    Wrap-up: {script.wrap_up.disposition}. {script.wrap_up.note}")
    put("")
    for text in card_lines(sitting.scorecard().as_json()):
        put(text)
    return 0
