"""`rightparty learning`: learning records (xAPI) that wait, are shown, are sent.

Owns the options and the lines.
"""

from __future__ import annotations

import argparse
import json

from simulator.commands.console import put, put_json, tell
from simulator.commands.signing import at_desk
from simulator.desk.learning import read_statements
from simulator.desk.sending import outbox_counts, send_statements


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty learning", description="Learning records (xAPI 1.0.3, cmi5).")
    parts = parser.add_subparsers(dest="part", required=True, metavar="status | show | send")
    parts.add_parser("status", help="how many were sent, wait, were refused")
    parts.add_parser("show", help="the statements of a call, one a line").add_argument("id")
    parts.add_parser(
        "send", help="send what waits to the store that RIGHTPARTY_LRS names; exit code 1 if some could not be"
    )
    options = parser.parse_args(arguments)
    with at_desk() as desk:
        if options.part == "status":
            for name, count in outbox_counts(desk).items():
                put(f"{name:8} {count}")
            return 0
        if options.part == "show":
            for each in read_statements(desk, options.id):
                put_json(json.dumps(each))
            return 0
        came = send_statements(desk)
    tell(f"{came.sent} statements sent, {came.refused} refused by the store, {came.left} left for later.")
    if came.why:
        tell(f"Stopped: {came.why}. What is left is sent next time.")
    return 1 if came.refused or came.left else 0
