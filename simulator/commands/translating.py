"""`rightparty scenarios lines`: the lines of a scenario for translators, and the scenario in another language.

Owns the options.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scenarios.packs import Library
from simulator.commands.console import put_json, tell, write_file
from simulator.records.places import pack_folders
from simulator.reports.translations import read_lines, write_lines
from simulator.workshop.translating import lines_of, localise


def add_lines_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    parts = parser.add_subparsers(dest="way", required=True, metavar="export | import")
    out = parts.add_parser("export", help="all lines that are read or heard, with ids that stay")
    out.add_argument("scenario")
    out.add_argument("file", help="lines.csv or lines.xliff; - for CSV on standard output")
    out.add_argument(
        "--to", default="und", metavar="LANGUAGE", help="the language it goes into, e.g. es (XLIFF names it)"
    )
    into = parts.add_parser("import", help="write the scenario in that language into a pack")
    into.add_argument("scenario")
    into.add_argument("file", help="the translated file")
    into.add_argument("--to", required=True, metavar="LANGUAGE", help="e.g. es; names get it as their ending")
    into.add_argument("--into", required=True, metavar="PACK", help="the folder of the pack")


def translate(options: argparse.Namespace) -> int:
    """Run the command."""
    library = Library(pack_folders())
    if options.way == "export":
        lines = lines_of(library, options.scenario)
        form = "xliff" if Path(options.file).suffix.lower() in (".xliff", ".xlf") else "csv"
        text = write_lines(form, lines, "en", options.to)
        if options.file == "-":
            put_json(text.rstrip("\n"))
            return 0
        write_file(options.file, text)
        return 0
    done = localise(library, options.scenario, read_lines(Path(options.file)), options.to, Path(options.into))
    for path in done.files:
        tell(f"{path} written.")
    for name in done.unknown:
        tell(f"{name} is nowhere in the files any more: its line has changed since it was exported.")
    for line in done.missing[:10]:
        tell(f"{line.where} is not translated: {line.source}")
    tell(
        f"{done.translated} lines translated, {len(done.missing)} left as they were, {len(done.unknown)} without a place."
    )
    return 1 if done.missing or done.unknown else 0
