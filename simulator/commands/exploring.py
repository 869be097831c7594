"""`rightparty scenarios explore`: bots play many calls, and a table says what came of it, by scenario and by bot.

Owns the options and the printing. Playing is in `simulator.workshop.exploring`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from statistics import mean
from typing import TYPE_CHECKING

from scenarios.packs import Library
from simulator.commands.console import counted, put, put_json, table, tell
from simulator.records.places import pack_folders

if TYPE_CHECKING:
    from simulator.workshop.coverage import Coverage
    from simulator.workshop.exploring import Explored


def add_explore_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", nargs="*", help="only these")
    parser.add_argument("--calls", type=int, default=40, metavar="N", help="calls of each scenario (40)")
    parser.add_argument("--bot", action="append", help="only this bot; may be given again")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; the calls are the same")
    parser.add_argument("--json", action="store_true", help="one JSON object a call")


def explore_scenarios(options: argparse.Namespace) -> int:
    """Play and print; 1 when a call broke something."""
    from simulator.evaluation.bots import known_bots
    from simulator.workshop.coverage import places_of
    from simulator.workshop.exploring import explore, tasks, together

    folders = pack_folders()
    library = Library(folders)
    names = options.scenario or library.names("library")
    coverages = {name: places_of(library, name) for name in names}
    wanted = tasks(names, max(1, options.calls), known_bots(options.bot))
    played: list[Explored] = []
    for each, _ in zip(explore(wanted, folders, options.workers), counted(wanted, "calls"), strict=True):
        played.append(each)
        if options.json:
            put_json(json.dumps({**asdict(each.played), "broken": list(each.broken)}))
    together(played, coverages)
    if not options.json:
        _show(played, coverages)
    broken = [(each.played, words) for each in played for words in each.broken]
    for which, words in broken:
        tell(f"broken: {which.scenario}, {which.bot}, seed {which.seed}: {words}")
    replies = [reply for each in played for reply in each.replies]
    tell(
        f"{len(played)} calls, {len(broken)} broke something; {1000 * len(set(replies)) // max(1, len(replies))} of 1,000 replies are distinct"
    )
    return 1 if broken else 0


def _show(played: Sequence[Explored], coverages: dict[str, Coverage]) -> None:
    bots = list(dict.fromkeys(each.played.bot for each in played))
    rows = []
    for name, coverage in coverages.items():
        mine = [each.played for each in played if each.played.scenario == name]
        outcomes = Counter(each.outcome for each in mine)
        turns = [each.turns for each in mine]
        scores = [[each.overall for each in mine if each.bot == bot and each.overall is not None] for bot in bots]
        states, ways = coverage.share("state"), coverage.share("words", own=True)
        rows.append(
            [name, *(f"{mean(each):.0f}" if each else "–" for each in scores), f"{min(turns)}–{max(turns)}",
             f"{states[0]}/{states[1]}", f"{ways[0]}/{ways[1]}", ", ".join(f"{kind} {n}" for kind, n in outcomes.most_common())]
        )  # fmt: skip
    table(rows, ["scenario", *bots, "turns", "states", "sentences", "outcomes"])
    put()
    for bot in bots:
        mine = [each.played for each in played if each.played.bot == bot]
        passed = sum(1 for each in mine if each.passed)
        put(
            f"{bot}: {len(mine)} calls, {passed} passed, {sum(1 for each in mine if each.critical)} with a critical finding"
        )
