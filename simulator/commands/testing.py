"""`rightparty scenarios test`: the scripted calls beside the scenarios, on other days too, and what they have reached.

Owns the options and the printing. Playing is in `simulator.evaluation.scripted`, counting in `simulator.workshop.coverage`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scenarios.packs import Library, read_vocabulary
from scenarios.problems import RightpartyError
from simulator.commands.console import counted, put, table, tell, write_file
from simulator.records.places import data_folder, pack_folders

if TYPE_CHECKING:
    from simulator.workshop.coverage import Coverage


def add_test_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("scenario", nargs="*", help="only these")
    parser.add_argument("--show", action="store_true", help="print the calls as they are played")
    parser.add_argument(
        "--seeds",
        type=int,
        default=0,
        metavar="N",
        help="also with N other seeds; what differs is said, and fails nothing",
    )
    parser.add_argument("--coverage", choices=("text", "html"), help="what the calls have reached, and what none has")
    parser.add_argument("--attempts", action="store_true", help="with --coverage: count what was practised here too")
    parser.add_argument("--out", default="coverage.html", metavar="FILE", help="where --coverage html writes")


def test_scenarios(options: argparse.Namespace) -> int:
    """Play, compare, print; 1 when a scripted call comes to something else."""
    from simulator.dialogue.cast import Cast
    from simulator.evaluation.scripted import play_script
    from simulator.practice.wording import transcript_lines
    from simulator.understanding.hearing import Hearing
    from simulator.workshop.coverage import places_of
    from simulator.workshop.judged import HEADING, judged_of, judged_rows

    library = Library(pack_folders())
    hearing = Hearing(read_vocabulary(pack_folders()))
    names = options.scenario or library.names("library")
    scripts = [(name, script) for name in names for script in library.scenario(name).calls]
    coverages = {name: places_of(library, name) for name in names} if options.coverage else {}
    judged = {name: judged_of(Cast.of(library, name, 1)) for name in names} if options.coverage else {}
    passed = failed = 0
    for name, script in counted(scripts, "scripted calls"):
        result = play_script(library, name, script, hearing)
        if options.coverage:
            coverages[name].add(result.played.events)
            judged[name].add(result.card)
        if options.show:
            put(f"── {name}: {script.name}")
            for line in transcript_lines(result.played):
                put("   " + line)
        passed, failed = passed + result.passed, failed + (not result.passed)
        put(f"{'passed' if result.passed else 'FAILED'}  {name}: {script.name}")
        for difference in result.differences:
            put(f"          {difference}")
        for seed in range(2, 2 + options.seeds):
            for difference in play_script(library, name, script.model_copy(update={"seed": seed}), hearing).differences:
                put(f"          differs with seed {seed}: {difference}")
    if options.coverage:
        if options.attempts:
            _add_attempts(coverages)
        _show_coverage(list(coverages.values()), library, options)
        put()
        table(judged_rows(judged.values()), HEADING)
        for each in judged.values() if options.scenario else ():
            for line in each.never():
                put(f"{each.scenario}: {line}")
    tell(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _add_attempts(coverages: dict[str, Coverage]) -> None:
    """Calls that were practised on this machine; those of other versions count for what still has the same name."""
    from simulator.calls.log import read_log

    for path in sorted((data_folder() / "calls").glob("*.jsonl")):
        try:
            header, events, _ = read_log(path)
        except RightpartyError as error:
            tell(str(error))
            continue
        if header.scenario in coverages:
            coverages[header.scenario].add(events)


def _show_coverage(coverages: list[Coverage], library: Library, options: argparse.Namespace) -> None:
    from simulator.reports.coverage import coverage_rows, heading, missing_lines, write_coverage_page

    put()
    table(coverage_rows(coverages), heading())
    if options.coverage == "text":
        for each in coverages:
            for line in missing_lines(each):
                put(line)
        return
    documents = [library.document("library", each.scenario) for each in coverages]
    documents += [library.document("personas", library.scenario(each.scenario).persona) for each in coverages]
    page = write_coverage_page(coverages, {each.path: each.text for each in documents})
    write_file(options.out, page)
