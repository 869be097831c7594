"""`rightparty scenarios impact`: what changed files would do to the attempts that are stored here, before they are published.

Owns the options and the printing. Scoring is in `simulator.workshop.impact`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.commands.console import counted, put, put_json, table, tell
from simulator.records.places import data_folder, pack_folders


def add_impact_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("file", nargs="+", help="a scenario, persona, voice, flow, rubric or rule pack as it would be")
    parser.add_argument("--json", action="store_true", help="one JSON object an attempt")


def show_impact(options: argparse.Namespace) -> int:
    """Score every stored call under both, and say what differs."""
    from scoring.compliance.packs import read_shelf
    from simulator.calls.log import read_log
    from simulator.workshop.impact import Files, weigh, with_files

    library = Library(pack_folders())
    now = Files(library, read_shelf(*library.rule_folders))
    then = with_files(now, [Path(each) for each in options.file])
    rows, looked, turned = [], 0, 0
    for path in counted(sorted((data_folder() / "calls").glob("*.jsonl")), "stored calls"):
        try:
            header, events, _ = read_log(path)
            impact = weigh(header.id, header.scenario, header.seed, events, now, then)
        except RightpartyError as error:
            tell(str(error))
            continue
        looked += 1
        turned += impact.passed_before != impact.passed_after
        if options.json:
            put_json(json.dumps(asdict(impact), ensure_ascii=False))
        elif impact.changed:
            passes = (
                ""
                if impact.passed_before == impact.passed_after
                else "now passes"
                if impact.passed_after
                else "no longer passes"
            )
            rules = [*(f"+{rule}" for rule in impact.new), *(f"-{rule}" for rule in impact.gone)]
            rows.append([impact.id, _figure(impact.before), _figure(impact.after), passes, " ".join(rules)])
    if rows:
        table(rows, ["attempt", "now", "then", "pass", "rules found broken"])
    elif not options.json:
        put("No stored call would be scored otherwise.")
    tell(
        f"{looked} stored calls looked at, {len(rows)} scored otherwise, {turned} pass or fail otherwise. Nothing was changed."
    )
    return 0


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.0f}"
