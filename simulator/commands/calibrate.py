"""`rightparty calibrate`: mark the same calls blind, reveal, and see how far you agree.

Owns the options and the tables.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from scenarios.problems import RightpartyError
from scoring.intervals import Interval
from simulator.commands.console import put, put_json, table, tell
from simulator.commands.signing import at_desk
from simulator.desk.calibration import (
    CRITERION,
    GRADE,
    items_to_mark,
    mark_call,
    new_session,
    reveal,
    session_calls,
    sessions,
)
from simulator.desk.calibration_figures import agreements, drift


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty calibrate", description="Mark the same calls blind, and compare.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="new | list | show | mark | reveal | drift")
    new = parts.add_parser("new", help="set one up over some calls")
    new.add_argument("title")
    new.add_argument("call", nargs="+")
    listing = parts.add_parser("list", help="all calibrations")
    show = parts.add_parser("show", help="its calls and what is to be marked; agreement once it is revealed")
    show.add_argument("id")
    mark = parts.add_parser("mark", help="mark a call to the end; again to change your marks")
    mark.add_argument("id")
    mark.add_argument("call")
    mark.add_argument("marks", nargs="*", metavar="CRITERION=RESULT", help="met, missed or not-applicable")
    mark.add_argument("--grade", nargs="*", default=[], metavar="SCORE=1…5", help="empathy and negotiation, 5 is best")
    mark.add_argument("--broken", nargs="*", default=[], metavar="RULE", help="rules that were broken; others were not")
    parts.add_parser("reveal", help="show everything to everybody").add_argument("id")
    moving = parts.add_parser("drift", help="how often reviewers overrule the engine, by month and version")
    for each in (listing, show, moving):
        each.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    return {
        "new": _new, "list": _list, "show": _show, "mark": _mark, "reveal": _reveal, "drift": _drift,
    }[options.part](options)  # fmt: skip


def _new(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        put(new_session(desk, options.title, options.call))
    return 0


def _list(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        found = sessions(desk)
    if options.json:
        for each in found:
            put_json(json.dumps(asdict(each)))
        return 0
    rows = [
        [each.id, each.title, each.made_at[:10], "revealed" if each.revealed_at else "blind", str(each.calls), str(each.markers)]
        for each in found
    ]  # fmt: skip
    table(rows, ["id", "title", "made", "", "calls", "markers"])
    return 0


def _show(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        calls = session_calls(desk, options.id)
        revealed = next(each.revealed_at for each in sessions(desk) if each.id == options.id)
        if revealed is None:
            for call, done in calls.items():
                put(
                    f"{'✓' if done else ' '} {call}: {', '.join(item.removeprefix(CRITERION) for item, _ in items_to_mark(desk, options.id, call))}"
                )
            return 0
        found = agreements(desk, options.id)
    if options.json:
        for each in found:
            put_json(json.dumps(asdict(each)))
        return 0
    rows = [
        [each.item, str(each.units), _share(each.percent), "–" if each.kappa is None else f"{each.kappa:.2f}", _figure(each.alpha),
         _figure(each.ac1), _share(each.engine)]
        for each in found
    ]  # fmt: skip
    table(rows, ["item", "calls", "agree", "κ", "α", "AC1", "with the engine"])
    tell("Intervals are of 95 %. – : not defined, since nothing differs or nothing was marked twice.")
    return 0


def _mark(options: argparse.Namespace) -> int:
    marks = {}
    for kind, given, example in (
        (CRITERION, options.marks, "verification=met"),
        (GRADE, options.grade, "empathy=4"),
    ):
        for each in given:
            name, equals, value = each.partition("=")
            if not equals:
                raise RightpartyError(f"'{each}' is no mark.", f"For example: {example}")
            marks[f"{kind}{name}"] = value
    with at_desk() as desk:
        mark_call(desk, options.id, options.call, marks, options.broken)
    tell(
        f"Kept: {len(options.marks)} criteria, {len(options.grade)} grades and {len(options.broken)} broken rules. Nobody else sees them until it is revealed."
    )
    return 0


def _reveal(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        reveal(desk, options.id)
    tell(f"Revealed. rightparty calibrate show {options.id}")
    return 0


def _drift(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        found = drift(desk)
    if options.json:
        for each in found:
            put_json(json.dumps(asdict(each)))
        return 0
    rows = [
        [each.month, each.engine, each.rubric, str(each.reviewed), str(each.overruled), _share(each.share),
         ", ".join(f"{item} {count}×" for item, count in each.items)]
        for each in found
    ]  # fmt: skip
    table(rows, ["month", "engine", "rubric", "reviewed", "overruled", "share", "most"])
    return 0


def _share(value: Interval | None) -> str:
    return "–" if value is None else f"{value.value:.0%} ({value.low:.0%}–{value.high:.0%})"


def _figure(value: Interval | None) -> str:
    return "–" if value is None else f"{value.value:.2f} ({value.low:.2f}–{value.high:.2f})"
