"""`rightparty packs`: list, install and remove packs of scenarios and rules.

Owns the options and the printing. Unpacking and checking is in `simulator.workshop.packing`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from simulator.commands.console import put, table, tell
from simulator.records.places import pack_folders, packs_home


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="rightparty packs", description="Packs of scenarios and rules. Nothing in a pack is ever run."
    )
    parts = parser.add_subparsers(dest="part", required=True, metavar="list | install | remove")
    parts.add_parser("list", help="the packs that are here, and where")
    install = parts.add_parser("install", help="check a pack and put it in place; one of the same name is replaced")
    install.add_argument(
        "source",
        help="a folder with pack.yaml at its top, or a zip of one; or the name of one that comes with the program, e.g. spanish",
    )
    remove = parts.add_parser("remove", help="take an installed pack away")
    remove.add_argument("name")
    options = parser.parse_args(arguments)
    return {"list": _list, "install": _install, "remove": _remove}[options.part](options)


def _list(options: argparse.Namespace) -> int:
    from simulator.workshop.packing import read_installed

    found, broken = read_installed(packs_home())
    rows = [[each.label.pack, each.label.version, each.label.title, str(each.folder)] for each in found]
    rows += [[folder.name, "", "a folder named by RIGHTPARTY_PACKS or a distribution", str(folder)]
             for folder in pack_folders() if folder not in [each.folder for each in found]]  # fmt: skip
    if rows:
        table(rows, ["pack", "version", "title", "where"])
    else:
        put(
            "Only the shipped pack is here. `rightparty packs install FOLDER-OR-ZIP` adds one; `… install spanish` the one in Spanish."
        )
    for error in broken:
        tell(str(error))
    return 1 if broken else 0


def _install(options: argparse.Namespace) -> int:
    from simulator.workshop.packing import install, shipped_packs

    shipped = {} if Path(options.source).exists() else shipped_packs()
    source = shipped.get(options.source, Path(options.source))
    label, before, problems = install(source, packs_home(), pack_folders())
    for problem in problems:
        put(str(problem))
    instead = "" if before is None else f" in the place of version {before}"
    tell(f"{label.pack} {label.version} is installed{instead}. `rightparty scenarios list` has its scenarios.")
    return 0


def _remove(options: argparse.Namespace) -> int:
    from simulator.workshop.packing import remove

    remove(options.name, packs_home())
    tell(f"{options.name} is removed. Calls that were practised with it are kept.")
    return 0
