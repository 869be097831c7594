"""`rightparty report`: a person, a team, a scenario, a certificate; as text, a page, PDF, a workbook or CSV.

Owns the options and writing the file.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.commands.console import put, write_file
from simulator.commands.signing import at_desk
from simulator.desk.custody import newest_entry
from simulator.desk.latest import Period
from simulator.records.places import pack_folders
from simulator.reports.document import Document, text_lines, write_csv
from simulator.reports.standing import certificate, person_report, scenario_report, team_report

FORMS = ("text", "html", "pdf", "xlsx", "csv")
BINARY = ("pdf", "xlsx")


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty report", description="Figures to read, print and pass on.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="person | team | scenario | certificate")
    person = parts.add_parser("person", help="one person: readiness, skills, what to coach, calls")
    person.add_argument("name")
    team = parts.add_parser("team", help="a team, or everybody: ranking, readiness, people × criteria")
    team.add_argument("name", nargs="?", default="")
    scenario = parts.add_parser("scenario", help="how hard a scenario is, and what tells good calls from poor ones")
    scenario.add_argument("name")
    paper = parts.add_parser("certificate", help="that somebody is ready, with what it rests on")
    paper.add_argument("name")
    for each in (person, team, scenario):
        each.add_argument(
            "--since", default="", metavar="DATE", help="calls that ended on that day (or month) or later"
        )
        each.add_argument(
            "--until", default="", metavar="DATE", help="calls that ended on that day (or month) or earlier"
        )
    for each in (person, team, scenario, paper):
        each.add_argument("--format", choices=FORMS, help="by the name of --out if it has one; else text")
        each.add_argument("--out", help="write it into this file")
    options = parser.parse_args(arguments)
    form = options.format or _form_of(options.out)
    if form in BINARY and options.out is None:
        raise RightpartyError(f"A report as {form} needs a file.", f"Add --out report.{form}")
    document = _document(options)
    _give(document, form, options.out)
    return 0


def _document(options: argparse.Namespace) -> Document:
    with at_desk() as desk:
        if options.part == "certificate":
            return certificate(desk, options.name, newest_entry(desk))
        period = Period(_day(options.since), _day(options.until))
        if options.part == "person":
            return person_report(desk, options.name, period)
        if options.part == "team":
            return team_report(desk, options.name, period)
        library = Library(pack_folders())
        declared = library.scenario(options.name).level if options.name in library.names("library") else None
        return scenario_report(desk, options.name, declared, period)


def _day(text: str) -> str:
    if text and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise RightpartyError(f"'{text}' is not a day, month or year.", "For example: 2026-11-30, 2026-11 or 2026")
    return text


def _form_of(out: str | None) -> str:
    ending = Path(out).suffix.lstrip(".") if out else ""
    return ending if ending in FORMS else "text"


def _give(document: Document, form: str, out: str | None) -> None:
    if form == "xlsx":
        from simulator.reports.workbook import write_workbook

        content = write_workbook(document)
    elif form == "pdf":
        from simulator.reports.paper import write_paper

        content = write_paper(document)
    else:
        if form == "html":
            from simulator.reports.page import write_page

            text = write_page(document)
        else:
            text = write_csv(document) if form == "csv" else "\n".join(text_lines(document)) + "\n"
        if out is None:
            put(text.rstrip("\n"))
            return
        content = text.encode("utf-8", "replace")
    write_file(str(out), content)
