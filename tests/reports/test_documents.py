"""Reports as text, page, workbook and CSV: the same figures, and nothing a person typed becomes markup or a formula."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from xml.etree import ElementTree

import pytest

from scenarios.problems import RightpartyError
from simulator.desk.latest import Period
from simulator.desk.refusals import Refused
from simulator.reports.document import Document, Part, harmless, text_lines, write_csv
from simulator.reports.page import write_page
from simulator.reports.paper import write_paper
from simulator.reports.standing import certificate, person_report, scenario_report, team_report
from simulator.reports.workbook import write_workbook
from tests.desk.conftest import Team

NASTY = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "\t=1",
    "<script>alert(1)</script>",
    "{=1}",
    "http://x.example",
)
DOCUMENT = Document("=title", "2026-11-26", "words", (
    Part("Heading: [one]/two", ("=who", "score"), tuple((each, -5.5) for each in NASTY), "=words", bars=1),
    Part("heading: [ONE]/two", ("a",), ()),
))  # fmt: skip


@pytest.fixture
def team(database_url: str) -> Team:
    """Two trainees; one passed eight exam calls in a row."""
    made = Team(database_url)
    for name, role in (("ada", "supervisor"), ("tom", "trainee"), ("zoe", "trainee"), ("boss", "admin")):
        made.add(name, role)
    for number in range(8):
        made.call("tom", f"t-{number}", at=f"2026-11-{10 + number}T08:00:00+00:00", passed=True, gates=[], findings=[])
    made.call("zoe", "z-1")
    from sqlalchemy import update

    from simulator.records.tables import attempts

    with made.database.writing() as connection:
        connection.execute(update(attempts).values(mode="exam"))
    return made


def cells(content: bytes) -> list[str]:
    """All texts of a workbook, and that it holds no formula and no link."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets"):
                sheet = book.read(name).decode()
                assert "<f>" not in sheet
                assert "hyperlink" not in sheet
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        return [each.text or "" for each in shared.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t")]


def test_workbook_holds_text_as_text_and_numbers_as_numbers() -> None:
    """Formulas, links and two sheets whose names differ only in case."""
    found = cells(write_workbook(DOCUMENT))
    assert set(NASTY) <= set(found)
    with zipfile.ZipFile(io.BytesIO(write_workbook(DOCUMENT))) as book:
        assert "<v>-5.5</v>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_csv_holds_nothing_that_a_spreadsheet_would_work_out() -> None:
    """Texts get an apostrophe; negative numbers stay numbers."""
    rows = list(csv.reader(io.StringIO(write_csv(DOCUMENT))))
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "@", "+", "\t")), cell
            assert not cell.startswith("-") or float(cell)
    assert ["'=1+1", "-5.5"] in rows
    assert harmless("-5") == "'-5"
    assert harmless(-5) == -5


def test_page_is_self_contained_and_escapes_everything() -> None:
    """No script, no address, whatever was typed."""
    page = write_page(DOCUMENT)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=", page)


def test_paper_is_pdf_and_fetches_nothing() -> None:
    """The same page, whatever was typed; a picture that a name asks for is not drawn, since names are text."""
    try:
        import weasyprint  # noqa: F401 - only whether it can be
    except OSError:  # the package is there, the library that it draws with is not
        pytest.skip("Pango is not installed: apt install libpango-1.0-0 libpangoft2-1.0-0")
    paper = write_paper(DOCUMENT)
    assert paper.startswith(b"%PDF-")
    assert b"/URI" not in paper
    assert b"/JavaScript" not in paper


def test_paper_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and another way."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(RightpartyError, match=r"extra 'pdf'"):
        write_paper(DOCUMENT)


def test_person_report_says_the_same_in_every_form(team: Team) -> None:
    """Readiness, sections, coaching, calls; a period takes in whole days."""
    report = person_report(team.desk("ada"), "tom")
    text = "\n".join(text_lines(report))
    assert "Ready, decided after 8 exam calls, 8 passed." in text
    assert "2026-11-17 08:00" in text
    assert text.count("hospital-bill") == 8
    assert "Had the person prove who they are" in text
    assert len(person_report(team.desk("ada"), "tom", Period("2026-11-12", "2026-11-13")).parts[3].rows) == 2
    assert "hospital-bill" in write_csv(report)
    assert "hospital-bill" in write_page(report)
    assert "hospital-bill" in cells(write_workbook(report))


def test_team_report_ranks_with_ties_and_says_who_is_ready(team: Team) -> None:
    """One call says nothing of a mean: the two cannot be told apart."""
    report = team_report(team.desk("ada"))
    ranking, ready, heat = report.parts
    assert [row[:2] for row in ranking.rows] == [(1, "tom"), (1, "zoe")]
    assert [row[:2] for row in ready.rows] == [("tom", "ready"), ("zoe", "go on")]
    assert heat.columns[1:] == (
        "Had the person prove who they are",
        "Reached the best outcome that will be kept",
        "Gave your name",
    )
    assert heat.rows[0][:2] == ("tom", 0)
    early = team_report(team.desk("ada"), "", Period(until="2026-11-20"))
    assert [row[:2] for row in early.parts[0].rows] == [(1, "tom")]
    assert team_report(team.desk("ada"), "", Period("2027")).parts[0].rows == ()


def test_certificate_is_for_whoever_is_ready(team: Team) -> None:
    """With the entry of the ledger it rests on; refused to the other, and to whoever may make none."""
    paper = certificate(team.desk("ada"), "tom", "abc123")
    assert "abc123" in paper.words
    assert len(paper.parts[0].rows) == 8
    with pytest.raises(RightpartyError, match="cannot be certified"):
        certificate(team.desk("ada"), "zoe", "abc123")
    with pytest.raises(Refused):
        certificate(team.desk("boss"), "tom", "abc123")


def test_scenario_report_measures_the_level(team: Team) -> None:
    """Eight of nine passed: as measured it is of level 1."""
    report = scenario_report(team.desk("ada"), "hospital-bill", 2)
    figures = {row[0]: row[1] for row in report.parts[0].rows}
    assert (figures["Level, declared"], figures["Level, measured"], figures["Calls"]) == (2, 1, 9)
    assert report.parts[1].rows[0][:3] == ("Had the person prove who they are", 9, 0)
    assert (
        scenario_report(team.desk("ada"), "hospital-bill", 2, Period("2026-11-15", "2026-11-16")).parts[0].rows[0][1]
        == 2
    )
    with pytest.raises(RightpartyError, match="Nobody has played"):
        scenario_report(team.desk("ada"), "never-told", 3)


def test_figures_take_as_many_queries_for_many_calls_as_for_few(team: Team) -> None:
    """No query a call or a person."""
    from sqlalchemy import event

    seen: list[str] = []
    event.listen(team.database.engine, "before_cursor_execute", lambda *what: seen.append(what[2]))

    def counted() -> int:
        seen.clear()
        team_report(team.desk("ada"))
        person_report(team.desk("ada"), "tom")
        return len(seen)

    few = counted()
    for number in range(30):
        team.add(f"new-{number}", "trainee")
        team.call(f"new-{number}", f"n-{number}")
    assert counted() == few
