"""Lines to translate in the forms that translators use: CSV for spreadsheets, XLIFF 2.0 (OASIS) for their tools.

Owns writing and reading both. Never knows what a line is for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from scenarios.problems import RightpartyError
from simulator.reports.document import FORMULA
from simulator.workshop.translating import Line

COLUMNS = ("id", "where", "place", "source", "target")
SPACE = "urn:oasis:names:tc:xliff:document:2.0"
LARGEST = 10_000_000
"""Bytes of a translation; more is no file of ours."""


def write_lines(form: str, lines: Sequence[Line], source: str, target: str) -> str:
    """The file, `csv` or `xliff`; `source` and `target` are languages."""
    return _csv(lines) if form == "csv" else _xliff(lines, source, target)


def read_lines(path: Path) -> list[Line]:
    """The lines of a translated file, by its ending. Raises RightpartyError with the place of what is wrong."""
    try:
        if path.stat().st_size > LARGEST:
            raise RightpartyError(
                f"{path} is larger than {LARGEST // 1_000_000} MB.", "It is no translation of one scenario."
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RightpartyError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}."
        ) from None
    lines = _read_csv(text, path) if path.suffix.lower() == ".csv" else _read_xliff(text, path)
    for line in lines:
        if not all(char.isprintable() or char == "\n" for char in line.target):
            raise RightpartyError(f"{path}: the translation of {line.id} has characters that cannot be shown.")
    return lines


def _csv(lines: Sequence[Line]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        # A source that looks like a formula is marked as text; the target is taken as it is written.
        source = f"'{line.source}" if line.source.startswith(FORMULA) else line.source
        writer.writerow([line.id, line.where, line.place, source, line.target])
    return out.getvalue()


def _read_csv(text: str, path: Path) -> list[Line]:
    rows = csv.DictReader(io.StringIO(text))
    lacking = [name for name in ("id", "target") if name not in (rows.fieldnames or ())]
    if lacking:
        raise RightpartyError(f"{path}:1 has no column {' and '.join(lacking)}.", f"Columns: {', '.join(COLUMNS)}.")
    try:
        return [
            Line(
                row["id"] or "",
                row.get("where") or "",
                row.get("place") or "",
                row.get("source") or "",
                row["target"] or "",
            )
            for row in rows
        ]
    except csv.Error as error:
        raise RightpartyError(f"{path}:{rows.line_num} is not CSV: {error}.") from None


def _xliff(lines: Sequence[Line], source: str, target: str) -> str:
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.Element(f"{{{SPACE}}}xliff", {"version": "2.0", "srcLang": source, "trgLang": target})
    file = ElementTree.SubElement(root, f"{{{SPACE}}}file", {"id": "rightparty"})
    for number, line in enumerate(lines, start=1):
        unit = ElementTree.SubElement(file, f"{{{SPACE}}}unit", {"id": f"u{number}", "name": line.id})
        notes = ElementTree.SubElement(unit, f"{{{SPACE}}}notes")
        ElementTree.SubElement(notes, f"{{{SPACE}}}note").text = f"{line.place} ({line.where})"
        segment = ElementTree.SubElement(unit, f"{{{SPACE}}}segment")
        ElementTree.SubElement(segment, f"{{{SPACE}}}source").text = line.source
        ElementTree.SubElement(segment, f"{{{SPACE}}}target").text = line.target
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _read_xliff(text: str, path: Path) -> list[Line]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise RightpartyError(f"{path} defines entities, which no translation needs.", "Save it without a DOCTYPE.")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise RightpartyError(f"{path}:{error.position[0]}:{error.position[1] + 1} is not XML: {error}.") from None
    names = {"x": SPACE}
    lines = [
        Line(
            unit.get("name", ""),
            "",
            "",
            unit.findtext("x:segment/x:source", "", names),
            unit.findtext("x:segment/x:target", "", names),
        )
        for unit in root.iterfind(".//x:unit", names)
    ]
    if not lines:
        raise RightpartyError(
            f"{path} is no XLIFF 2.0 with units in it.", "`rightparty scenarios lines export` writes one."
        )
    return lines
