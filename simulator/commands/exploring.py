"""`rightparty scenarios explore`: bots play many calls, and a table says what came of it, by scenario and by bot.

Owns the options and the printing. Playing is in `simulator.workshop.exploring`.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from scenarios.packs import Library
from simulator.commands.console import counted, put, put_json, table, tell, write_file
from simulator.records.places import pack_folders

if TYPE_CHECKING:
    from simulator.workshop.exploring import Explored, Ways


def add_explore_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", nargs="*", help="only these")
    parser.add_argument("--calls", type=int, default=40, metavar="N", help="calls of each scenario (40)")
    parser.add_argument("--bot", action="append", help="only this bot; may be given again")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; the calls are the same")
    parser.add_argument(
        "--deep",
        action="store_true",
        help="count states and ways against those that a search finds a call to; some seconds each",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a call")
    parser.add_argument("--html", metavar="FILE", help="write one page with charts into this file")


def explore_scenarios(options: argparse.Namespace) -> int:
    """Play and print; 1 when a call broke something."""
    from simulator.evaluation.bots import bots_speak, known_bots
    from simulator.reports.exploring import (
        SHORT,
        bot_lines,
        distinct_in_1000,
        explored_heading,
        narrow_rows,
        write_explored_page,
    )
    from simulator.workshop.coverage import places_of
    from simulator.workshop.exploring import explore, guided, search, tasks, together

    folders = pack_folders()
    library = Library(folders)
    names = bots_speak(library, options.scenario)
    coverages = {name: places_of(library, name) for name in names}
    ways: dict[str, Ways] = {}
    if options.deep:
        searched = search(names, folders, options.workers)
        for name, found in zip(counted(names, "scenarios searched"), searched, strict=True):
            coverages[name].reachable = frozenset(found)
            ways[name] = found
    wanted = tasks(names, max(1, options.calls), options.bot and known_bots(options.bot))
    played: list[Explored] = []
    for each, _ in zip(explore(wanted, folders, options.workers), counted(wanted, "calls"), strict=True):
        played.append(each)
        if options.json:
            put_json(json.dumps({**asdict(each.played), "broken": list(each.broken)}))
    together(played, coverages)
    by_bots = {name: coverage.share("way")[0] for name, coverage in coverages.items()}
    broken = [
        (f"{each.played.scenario}, {each.played.bot}, seed {each.played.seed}", words)
        for each in played
        for words in each.broken
    ]
    guides = 0
    for name in counted(list(ways), "scenarios guided"):
        for wrong in guided(name, ways[name], coverages[name], folders):
            guides += 1
            broken += [(f"{name}, the guide", words) for words in wrong]
    if not options.json:
        table(narrow_rows(played, coverages), explored_heading(played, SHORT))
        put()
        for line in bot_lines(played):
            put(line)
    if options.html:
        write_file(options.html, write_explored_page(played, coverages))
    for which, words in broken:
        tell(f"broken: {which}: {words}")
    if ways:
        reached = [coverage.share("way") for coverage in coverages.values()]
        tell(
            f"ways: bots took {sum(by_bots.values())} of {sum(many for _, many in reached)} that a search found; with a guide, "
            f"who goes where they did not ({guides} calls), {sum(found for found, _ in reached)}"
        )
    tell(
        f"{len(played)} calls, {len(broken)} broke something; {distinct_in_1000(played)} of 1,000 replies are distinct"
    )
    return 1 if broken else 0
