"""`rightparty scenarios ladder`: bots of graded skill play, and a table says whether scores stand in the order of skill.

Owns the printing. Playing and the correlation are in `simulator.evaluation.ladder`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from math import isnan
from statistics import mean

from scenarios.packs import Library, read_vocabulary
from simulator.commands.console import counted, put, put_json, table, tell
from simulator.records.places import pack_folders


def show_ladder(options: argparse.Namespace) -> int:
    """Play and print; 1 when a known group is out of order."""
    from simulator.evaluation.bots import bots_speak, known_bots, read_bots
    from simulator.evaluation.ladder import SPAM_AT_MOST, order_of, play_bot
    from simulator.practice.wording import transcript_lines
    from simulator.understanding.hearing import Hearing

    library = Library(pack_folders())
    hearing = Hearing(read_vocabulary(pack_folders()))
    bots = read_bots()
    scenarios = [
        name
        for name in bots_speak(library, options.scenario)
        if options.scenario or library.scenario(name).channel != "letter"
    ]
    chosen = known_bots(options.bot)
    played = []
    for scenario in counted(scenarios, "scenarios"):
        for seed in range(options.times):
            for name in chosen:
                call, result = play_bot(library, scenario, bots[name], seed, hearing)
                played.append(result)
                if options.show:
                    put(f"── {scenario}, {name}, seed {seed}: {result.outcome}, overall {result.overall}")
                    for line in transcript_lines(call):
                        put("   " + line)
                if options.json:
                    put_json(json.dumps(asdict(result)))
    if not options.json:
        rows = []
        for scenario in scenarios:
            cells = []
            for name in chosen:
                mine = [each for each in played if each.scenario == scenario and each.bot == name]
                cells.append(f"{mean(each.overall or 0.0 for each in mine):.0f}")
            tau = order_of(played, scenario)
            rows.append([scenario, *cells, "" if isnan(tau) else f"{tau:.2f}"])
        table(rows, ["scenario", *chosen, "tau"])
    taus = [tau for scenario in scenarios if not isnan(tau := order_of(played, scenario))]
    spam = [each.empathy for each in played if each.bot == "phrase-spammer" and each.empathy is not None]
    illegal = [each for each in played if each.bot == "illegal-but-polite" and each.critical]
    slipped = [each for each in played if each.bot == "illegal-but-polite" and each.passed]
    if taus:
        tell(f"Kendall's tau of the chain: {mean(taus):.2f} on average, {min(taus):.2f} at least (goal 0.9)")
    if spam:
        tell(
            f"empathy of the phrase-spammer: {mean(spam):.0f} on average, {max(spam):.0f} at most (goal under {SPAM_AT_MOST:.0f})"
        )
    tell(f"illegal-but-polite: {len(illegal)} calls with a critical finding, {len(slipped)} passed (goal 0)")
    good = (not taus or mean(taus) >= 0.9) and (not spam or max(spam) < SPAM_AT_MOST) and not slipped
    return 0 if good else 1
