"""Translation: every line once with an id that stays, both forms, and a scenario that plays in the other language."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.reports.translations import read_lines, write_lines
from simulator.workshop.checking import check_everything
from simulator.workshop.translating import GAP, Line, lines_of, localise
from tests.conftest import HEARING, LIBRARY

NAME = "hospital-bill"


def pseudo(text: str) -> str:
    """A language of its own: every word between brackets, gaps untouched."""
    return " ".join(word if GAP.search(word) else f"‹{word}›" for word in text.split())


def translated() -> list[Line]:
    """All lines in it."""
    return [Line(each.id, each.where, each.place, each.source, pseudo(each.source)) for each in lines_of(LIBRARY, NAME)]


def test_every_line_that_is_read_or_heard_is_exported_once() -> None:
    """Title, brief, what the person tells, the voice; not what is only for authors or for the scripted agent."""
    lines = lines_of(LIBRARY, NAME)
    assert len({line.id for line in lines}) == len(lines)
    sources = {line.source for line in lines}
    assert "A hospital bill after the hours were cut" in sources
    assert "Hello?" in sources
    assert any(source.startswith("They cut my hours") for source in sources)
    assert not any(
        "Works the counter" in source or "told-reason" in source or "May I speak" in source for source in sources
    )


def test_id_of_a_line_stays_when_others_come_and_changes_with_its_words(tmp_path: Path) -> None:
    """A line put in front moves nothing."""
    voice = LIBRARY.path_of("voices", "anxious").read_text(encoding="utf-8")
    before = {line.source: line.id for line in lines_of(LIBRARY, NAME)}
    pack = tmp_path / "pack"
    (pack / "voices").mkdir(parents=True)
    (pack / "voices" / "mine.yaml").write_text(
        voice.replace("voice: anxious", "voice: mine").replace('["Hello?",', '["Good day?", "Hello??",'),
        encoding="utf-8",
    )
    library = Library([pack])
    library.voice("mine")
    from scenarios.model.persona import Voice
    from scenarios.packs import Found
    from scenarios.reading import read_model

    path = pack / "voices" / "mine.yaml"
    text = path.read_text(encoding="utf-8").replace("voice: mine", "voice: anxious")
    path.write_text(text, encoding="utf-8")
    entry, document = read_model(path, Voice)
    after = {
        line.source: line.id
        for line in lines_of(
            library.instead("voices", "anxious", entry, Found("anxious", path, str(path)), document), NAME
        )
    }
    assert after["Um… hello?"] == before["Um… hello?"]
    assert "Hello?" not in after
    assert after["Hello??"] != before["Hello?"]


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_lines_come_back_from_both_forms_as_they_were(form: str, tmp_path: Path) -> None:
    """Ids and translations, with markup characters, quotes and line ends."""
    lines = [*translated(), Line("x#1", "f:1", "p", '<a> & "b"', "‹<a>› & \"b\"\n'c'")]
    path = tmp_path / f"lines.{form}"
    path.write_text(write_lines(form, lines, "en", "qps"), encoding="utf-8")
    assert [(each.id, each.target) for each in read_lines(path)] == [(each.id, each.target) for each in lines]


def test_localised_scenario_is_valid_and_plays_as_the_first_does(tmp_path: Path) -> None:
    """Every word of the debtor's is in the other language; outcome and findings are the same; comments and order stay."""
    pack = tmp_path / "pack"
    done = localise(LIBRARY, NAME, translated(), "qps", pack)
    assert (done.missing, done.unknown) == ((), ())
    problems, _ = check_everything([pack])
    assert [str(each) for each in problems if each.severity == "error"] == []
    library = Library([pack])
    for script in library.scenario(f"{NAME}-qps").calls:
        there = play_script(library, f"{NAME}-qps", script, HEARING)
        here = play_script(LIBRARY, NAME, script, HEARING)
        assert there.card.negotiation.outcome.kind == here.card.negotiation.outcome.kind
        assert [each.rule for each in there.card.findings] == [each.rule for each in here.card.findings]
        said = [event.text for event in there.played.events if type(event).__name__ == "DebtorSpoke"]
        assert all("‹" in each for each in said if each), said
    original = LIBRARY.path_of("personas", "maria-lopez").read_text(encoding="utf-8").splitlines()
    localised = (pack / "personas" / "maria-lopez-qps.yaml").read_text(encoding="utf-8").splitlines()
    assert original[0] == localised[0]
    assert "persona: maria-lopez-qps" in localised


def test_what_is_not_translated_stays_and_is_named(tmp_path: Path) -> None:
    """So is a translation whose line has changed since."""
    lines = [*translated()[2:], Line("voices/anxious/lines.answer#0000000000", "", "", "", "Hallo?")]
    done = localise(LIBRARY, NAME, lines, "de", tmp_path / "pack")
    assert len(done.missing) == 2
    assert done.unknown == ("voices/anxious/lines.answer#0000000000",)


def test_gap_that_was_lost_is_a_sentence(tmp_path: Path) -> None:
    """Nothing is written."""
    line = next(each for each in lines_of(LIBRARY, NAME) if "{amount}" in each.source)
    wrong = [Line(line.id, "", "", "", "Ich kann {betrag}.")]
    with pytest.raises(RightpartyError, match=r"has \{betrag\}, the line \{amount\}"):
        localise(LIBRARY, NAME, wrong, "de", tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("language", ["../x", "Spanish", "e", "es_MX", ""])
def test_language_that_is_none_is_refused(language: str, tmp_path: Path) -> None:
    """It becomes part of file names."""
    with pytest.raises(RightpartyError, match="not a language"):
        localise(LIBRARY, NAME, [], language, tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "a,b\n1,2\n", "no column id and target"),
        ("x.csv", "", "no column"),
        ("x.xliff", "<xliff>", "not XML"),
        ("x.xliff", "<xliff/>", "no XLIFF"),
        ("x.xliff", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entities"),
        ("x.csv", "id,target\nx,\x1b[2J\n", "cannot be shown"),
        ("x.csv", "id,target\nx,\xff\n", "UTF-8"),
    ],
)
def test_file_that_is_no_translation_is_a_sentence(tmp_path: Path, name: str, content: str, message: str) -> None:
    """Hostile ones too."""
    path = tmp_path / name
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(RightpartyError, match=message):
        read_lines(path)


def test_lines_go_out_and_in_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 while something is not translated."""
    assert main(["scenarios", "lines", "export", NAME, "-"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    path = tmp_path / "lines.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "target": pseudo(row["source"])} for row in rows)
    arguments = ["scenarios", "lines", "import", NAME, str(path), "--to", "qps", "--into", str(tmp_path / "pack")]
    assert main(arguments) == 0
    assert main(arguments) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["scenarios", "check", str(tmp_path / "pack")]) == 0
