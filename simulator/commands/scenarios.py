"""`rightparty scenarios`: list, show, new, check, test, ladder, schema.

Owns the options and how results are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from pydantic import BaseModel

from scenarios.model.scenario import Scenario
from scenarios.packs import Library, shipped_folder
from simulator.commands.checking import add_check_options, check_scenarios
from simulator.commands.console import put, put_json, table, tell
from simulator.commands.drafting import add_new_options, write_new
from simulator.commands.exploring import add_explore_options, explore_scenarios
from simulator.commands.impact import add_impact_options, show_impact
from simulator.commands.ladder import show_ladder
from simulator.commands.mutating import add_mutate_options, mutate_scenarios
from simulator.commands.previewing import add_preview_options, preview
from simulator.commands.steady import add_steady_options, show_steady
from simulator.commands.testing import add_test_options, test_scenarios
from simulator.commands.translating import add_lines_options, translate
from simulator.records.places import pack_folders


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty scenarios", description="What can be practised.")
    parts = parser.add_subparsers(
        dest="part",
        required=True,
        metavar="list | show | curriculum | new | preview | check | test | graph | explore | mutate | impact | ladder | steady | lines | schema",
    )
    listing = parts.add_parser("list", help="name all scenarios")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    show = parts.add_parser("show", help="the brief of one scenario")
    show.add_argument("scenario")
    show.add_argument("--json", action="store_true")
    curriculum = parts.add_parser("curriculum", help="what to practise in which order, and where you stand")
    curriculum.add_argument("--json", action="store_true", help="one JSON object a step")
    new = parts.add_parser("new", help="write a scenario and a persona to start from")
    add_new_options(new)
    check = parts.add_parser("check", help="everything wrong with files or packs, at line and column")
    add_check_options(check)
    add_test_options(parts.add_parser("test", help="play the scripted calls beside the scenarios"))
    graph = parts.add_parser("graph", help="draw a scenario's flow, with its own lines, or a flow")
    graph.add_argument("name", help="a scenario or a flow")
    graph.add_argument("--format", choices=("mermaid", "dot", "svg"), default="mermaid")
    add_explore_options(parts.add_parser("explore", help="bots play many calls: outcomes, scores, what broke"))
    add_impact_options(parts.add_parser("impact", help="what changed files would do to stored attempts"))
    ladder = parts.add_parser("ladder", help="bots of graded skill play; their scores must stand in order")
    ladder.add_argument("scenario", nargs="*", help="only these")
    ladder.add_argument("--times", type=int, default=5, help="calls of each bot on each scenario")
    ladder.add_argument("--bot", action="append", help="only this bot; may be given again")
    ladder.add_argument("--show", action="store_true", help="print the calls as they are played")
    ladder.add_argument("--json", action="store_true", help="one JSON object a call")
    add_mutate_options(parts.add_parser("mutate", help="which small changes no scripted call would notice"))
    add_steady_options(
        parts.add_parser("steady", help="whether scores stay the same when the same is said another way")
    )
    add_lines_options(parts.add_parser("lines", help="for translators: export lines, import them in another language"))
    add_preview_options(
        parts.add_parser("preview", help="a scenario's files beside a call that follows them as you save")
    )
    schema = parts.add_parser("schema", help="JSON schemas for editors")
    schema.add_argument("kind", nargs="?", help="print one: scenario, persona, voice, flow, vocabulary, rules, rubric")
    schema.add_argument("--write", action="store_true", help="write them into the shipped pack")
    options = parser.parse_args(arguments)
    run = {
        "list": _list,
        "show": _show,
        "curriculum": _curriculum,
        "new": write_new,
        "check": check_scenarios,
        "test": test_scenarios,
        "graph": _graph,
        "explore": explore_scenarios,
        "impact": show_impact,
        "ladder": show_ladder,
        "mutate": mutate_scenarios,
        "preview": preview,
        "lines": translate,
        "steady": show_steady,
        "schema": _schema,
    }[options.part]
    return run(options)


def _about(scenario: Scenario) -> dict[str, Any]:
    regime = scenario.regime
    return {
        "scenario": scenario.scenario,
        "title": scenario.title,
        "level": scenario.level,
        "channel": scenario.channel,
        "regime": {
            "jurisdiction": regime.jurisdiction,
            "collector": regime.collector,
            "rules": list(regime.rules),
        },
        "teaches": list(scenario.teaches),
        "persona": scenario.persona,
    }


def _list(options: argparse.Namespace) -> int:
    found, broken = Library(pack_folders()).healthy()
    for error in broken:
        tell(str(error))
    if options.json or not sys.stdout.isatty():
        for scenario in found:
            put_json(json.dumps(_about(scenario), ensure_ascii=False))
        return 1 if broken else 0
    rows = [[each.scenario, str(each.level), each.title, ", ".join(each.teaches)] for each in found]
    table(rows, ["scenario", "level", "title", "teaches"])
    return 1 if broken else 0


def _show(options: argparse.Namespace) -> int:
    from simulator.practice.brief import brief_json, brief_text

    library = Library(pack_folders())
    scenario = library.scenario(options.scenario)
    persona = library.persona(scenario.persona)
    if options.json:
        put_json(json.dumps({**_about(scenario), **brief_json(scenario, persona)}, ensure_ascii=False))
    else:
        put(brief_text(scenario, persona))
    return 0


def _curriculum(options: argparse.Namespace) -> int:
    from scenarios.model.curriculum import stand
    from scenarios.packs import read_curriculum
    from simulator.clock import SystemClock
    from simulator.desk.desk import open_desk
    from simulator.desk.scorecards import list_attempts

    passed: dict[str, set[str]] = {}
    for row in list_attempts(open_desk(SystemClock()), limit=None, finished=True):
        if row.passed:
            passed.setdefault(row.mode, set()).add(row.scenario)
    for each in stand(read_curriculum(pack_folders()), passed):
        step = each.step
        if options.json:
            data = {"step": step.step, "title": step.title, "open": each.is_open, "done": each.done, "next": each.next,
                    "passed": list(each.passed), "passes": step.passes, "scenarios": list(step.scenarios)}  # fmt: skip
            put_json(json.dumps(data, ensure_ascii=False))
            continue
        state = "done" if each.done and each.is_open else "open" if each.is_open else "closed"
        put(f"{step.title} ({state}, {len(each.passed)} of {step.passes} passed{', exam mode' if step.exam else ''})")
        put(f"  {step.about}")
        for name in step.scenarios:
            mark = "✓" if name in each.passed else "→" if name == each.next else " "
            put(f"  {mark} {name}")
        if not each.is_open:
            put(f"  Opens after: {', '.join(step.needs)}")
    return 0


def _graph(options: argparse.Namespace) -> int:
    from simulator.workshop.drawing import draw

    library = Library(pack_folders())
    if options.name in library.names("flows"):
        text = draw(options.format, library.flow(options.name))
    else:
        scenario = library.scenario(options.name)
        text = draw(options.format, library.flow(scenario.flow), scenario.dialogue, scenario.begins)
    for line in text.rstrip("\n").split("\n"):
        put(line)
    return 0


def _schema(options: argparse.Namespace) -> int:
    from scenarios.problems import RightpartyError
    from scenarios.schema_files import schema_text, write_schemas

    kinds = file_kinds()
    if options.write:
        for path in write_schemas(shipped_folder() / "schema", kinds):
            put(str(path))
        return 0
    if options.kind not in kinds:
        raise RightpartyError(f"Name a kind of file: {', '.join(kinds)}.")
    put_json(schema_text(kinds[options.kind]).rstrip("\n"))
    return 0


def file_kinds() -> dict[str, type[BaseModel]]:
    """Every kind of file that trainers write, with its model."""
    from scenarios.schema_files import KINDS
    from scoring.compliance.rule import Pack
    from scoring.rubric import Rubric

    return {**KINDS, "rules": Pack, "rubric": Rubric}
