"""The `rightparty` command: chooses a room, turns errors into sentences and exit codes.

Owns the table of commands and the exit codes. Imports nothing heavy: `--help` must be quick.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from simulator.threads import use_one_thread

DONE, FAILED, CHANGE, OURS = 0, 1, 2, 3
"""Exit codes: done; findings or failed checks; the user must change something; our fault."""

COMMANDS: dict[str, tuple[str, str]] = {
    "practise": (
        "simulator.commands.practise",
        "practise a call, in the app or line by line (--plain, --json)",
    ),
    "demo": ("simulator.commands.demo", "watch a whole call play by itself, with its scorecard"),
    "scenarios": (
        "simulator.commands.scenarios",
        "list, start, preview, check, test, explore and translate scenarios",
    ),
    "packs": ("simulator.commands.packs", "list, install and remove packs of scenarios and rules"),
    "rules": ("simulator.commands.rules", "list, show and test compliance rules"),
    "evaluate": ("simulator.commands.evaluate", "score recorded calls (.json, .jsonl); keep them for review"),
    "understand": ("simulator.commands.understand", "show what is heard in a line of talk"),
    "review": (
        "simulator.commands.review",
        "review calls: agree, overrule, comment, share (supervisors); answer (trainees)",
    ),
    "calibrate": ("simulator.commands.calibrate", "mark the same calls blind and see how far you agree"),
    "golden": ("simulator.commands.golden", "hold the engine to what was decided about calls"),
    "report": ("simulator.commands.report", "a person, a team, a scenario, a certificate: text, html, xlsx, csv"),
    "records": ("simulator.commands.records", "verify, back up, restore, export, import, erase, retain"),
    "learning": ("simulator.commands.learning", "learning records (xAPI): show, send"),
    "assignments": ("simulator.commands.assignments", "give out scenarios, see who has done them"),
    "people": ("simulator.commands.people", "accounts of a team, roles, the audit trail"),
    "login": ("simulator.commands.signing", "sign in to a team's records on this machine"),
    "logout": ("simulator.commands.logout", "end your session"),
    "serve": ("simulator.commands.serve", "the app in a browser"),
    "scorecards": (
        "simulator.commands.scorecards",
        "your scorecards: list, show, compare, why, regret, drills, export, replay",
    ),
}
SAME_AS = {"practice": "practise"}
GROUPS: dict[str, tuple[str, ...]] = {
    "Practise": ("practise", "demo", "scorecards", "serve"),
    "Write and check": ("scenarios", "packs", "rules", "understand"),
    "Judge and lead": ("evaluate", "review", "assignments", "calibrate", "golden", "report"),
    "Keep": ("people", "login", "logout", "records", "learning"),
}
"""The commands as `--help` lists them: by who needs them."""
HELP = """rightparty: practise debt-collection calls before you make them

  rightparty                     open the app
  rightparty demo                watch a call first
  rightparty practise [SCENARIO] practise a call
{commands}
Add --help to a command for its options. Exit codes: 0 done, 1 findings or failed checks,
2 you must change something, 3 our fault. Data: RIGHTPARTY_DATA, RIGHTPARTY_DATABASE, RIGHTPARTY_PACKS, RIGHTPARTY_LRS.
Rules are training material, not legal advice.
"""


def run() -> None:
    """Entry point of the installed command."""
    use_one_thread()
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run one command; its exit code."""
    if arguments and arguments[0] in ("-h", "--help", "help"):
        width = max(map(len, COMMANDS))
        lines = []
        for heading, names in GROUPS.items():
            lines += ["", heading, *(f"  rightparty {name.ljust(width)}  {COMMANDS[name][1]}" for name in names)]
        sys.stdout.write(HELP.format(commands="\n".join(lines) + "\n"))
        return DONE
    if arguments and arguments[0] in ("-V", "--version"):
        from importlib.metadata import version

        sys.stdout.write(f"rightparty {version('rightparty')}\n")
        return DONE
    name = SAME_AS.get(arguments[0], arguments[0]) if arguments else "practise"
    if name not in COMMANDS:
        from scenarios.nearness import did_you_mean

        sys.stderr.write(
            f"'{name}' is not a command. {did_you_mean(name, [*COMMANDS, *SAME_AS])}\n    See: rightparty --help\n"
        )
        return CHANGE
    return _guarded(name, arguments[1:])


def _guarded(name: str, arguments: list[str]) -> int:
    from scenarios.problems import RightpartyError
    from simulator.commands.console import steady_streams, tell

    steady_streams()
    try:
        code: int = import_module(COMMANDS[name][0]).main(arguments)
        sys.stdout.flush()
        return code
    except RightpartyError as error:
        tell(str(error))
        return CHANGE
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        tell("Stopped.")
        return CHANGE
