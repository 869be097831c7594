"""`rightparty scenarios check`: everything wrong with files or packs; repairs what is safe; looks into every call.

Owns the options and the printing. What is wrong is found in `scenarios.checks` and `simulator.workshop`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from scenarios.packs import Library, pack_of, read_vocabulary, shipped_folder
from scenarios.problems import Problem, RightpartyError
from simulator.commands.console import counted, put, put_json, tell
from simulator.records.places import pack_folders
from simulator.reports.problems import FORMS, write_problems

_ENDS = {
    "agreement": "an agreement", "right-stop": "a right stop", "hung-up": "their hanging up",
    "disclosed-first": "the notice before money",
}  # fmt: skip


def add_check_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parser.add_argument("path", nargs="*", help="files or pack folders; the shipped pack if none")
    parser.add_argument("--format", choices=FORMS, default="text")
    parser.add_argument("--fix", action="store_true", help="repair misspelt names where only one can be meant")
    parser.add_argument(
        "--deep",
        action="store_true",
        help="search every way a call can go: what none reaches, the shortest call to each end",
    )


def check_scenarios(options: argparse.Namespace) -> int:
    """Look, repair if asked, print; 1 when there are errors."""
    from simulator.workshop.checking import check_everything

    paths, folders = [Path(each) for each in options.path], pack_folders()
    if options.fix:
        if not paths:
            raise RightpartyError(
                "--fix needs to be told which files.",
                "Name your own files or pack folder; shipped files are left alone.",
            )
        _fix(paths, folders)
    problems, looked = check_everything(paths, folders)
    errors = sum(1 for problem in problems if problem.severity == "error")
    if options.deep and not errors:
        problems = sorted([*problems, *_look_deep(paths, folders, options.format == "text")])
    for line in write_problems(options.format, problems, version("rightparty")):
        put(line) if options.format == "text" else put_json(line)
    tell(f"{looked} files looked at, {errors} errors, {len(problems) - errors} warnings.")
    return 1 if errors else 0


def _fix(paths: Sequence[Path], folders: Sequence[Path]) -> None:
    from simulator.workshop.checking import check_everything
    from simulator.workshop.fixing import fix

    try:
        for repair in fix(paths, lambda each: check_everything(each, folders)[0]):
            tell(f"repaired: {repair}")
    except OSError as error:
        raise RightpartyError(
            f"{error.filename} cannot be written: {error.strerror}.", "Nothing of it was changed."
        ) from error


def _look_deep(paths: Sequence[Path], folders: Sequence[Path], say: bool) -> list[Problem]:
    from simulator.workshop.proving import problems_of, prove

    dirs = [path for path in paths if path.is_dir() and path.resolve() != shipped_folder().resolve()]
    files = {pack for path in paths if path.is_file() and (pack := pack_of(path)) is not None}
    known = {each.resolve() for each in (*folders, *dirs)}
    folders = [*folders, *dirs, *sorted(files - known)]
    library, vocabulary = Library(folders), read_vocabulary(folders)
    wanted = {file.stem for path in paths for file in (path.rglob("*.yaml") if path.is_dir() else [path])}
    names = [name for name in library.names("library") if not paths or name in wanted]
    found: list[Problem] = []
    for name in counted(names, "scenarios"):
        proof = prove(library, name, vocabulary)
        found += problems_of(proof, library)
        if not say:
            continue
        how = "all of them" if proof.complete else "nearest first"
        put(f"{name}: {proof.states} states of the call looked into, {how}.")
        for end, steps in proof.witnesses.items():
            put(f"  The shortest call to {_ENDS[end]}, {len(steps)} turns:")
            for step in steps:
                put(f"    You: {step.agent}")
                put(f"    They: {step.reply}")
    return found
