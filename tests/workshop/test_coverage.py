"""Coverage: what calls have reached, named by the file and line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.packs import shipped_folder
from simulator.commands.main import main
from simulator.dialogue.cast import Cast
from simulator.evaluation.scripted import play_script
from simulator.reports.coverage import missing_lines, write_coverage_page
from simulator.workshop.coverage import Coverage, merge, places_of
from simulator.workshop.judged import judged_of
from tests.conftest import HEARING, LIBRARY


def covered(name: str, *scripts: int) -> Coverage:
    """The coverage of some scripted calls."""
    coverage = places_of(LIBRARY, name)
    for number in scripts:
        coverage.add(play_script(LIBRARY, name, LIBRARY.scenario(name).calls[number], HEARING).played.events)
    return coverage


def test_nothing_is_reached_before_a_call() -> None:
    """All places are missing."""
    coverage = places_of(LIBRARY, "hospital-bill")
    assert coverage.missing(own=False) and len(coverage.missing(own=False)) == len(coverage.places)  # noqa: PT018


def test_good_call_reaches_agreement_and_the_rude_one_does_not() -> None:
    """States and the way between them."""
    good, rude = covered("hospital-bill", 0), covered("hospital-bill", 1)
    assert good.reached["state", "agreed"] == 1
    assert rude.reached["state", "agreed"] == 0
    assert rude.reached["way", "told to ended"] == 1


def test_missing_words_are_named_where_they_stand() -> None:
    """The line of the file holds the sentence that nobody has said."""
    coverage = covered("hospital-bill", 0)
    words = [each for each in coverage.missing() if each.kind == "words"]
    assert words
    for each in words:
        text = (shipped_folder().parent / each.file).read_text(encoding="utf-8").split("\n")[each.line - 1]
        assert each.name in text


def test_words_with_placeholders_are_recognised() -> None:
    """However they were filled."""
    coverage = places_of(LIBRARY, "hospital-bill")
    assert any("{left}" in each.name for each in coverage.places if each.kind == "words")


def test_merged_coverage_counts_both() -> None:
    """Scripted calls and attempts together."""
    both = merge([covered("hospital-bill", 0), covered("hospital-bill", 1)])
    assert both.calls == 2
    assert both.reached["state", "agreed"] == 1
    assert both.share("state")[0] > covered("hospital-bill", 1).share("state")[0]


def test_page_shows_every_line_and_obeys_none() -> None:
    """What a file says is text on the page."""
    coverage = covered("hospital-bill", 0)
    sources = {each.file: "<b>one</b>\n" * 200 for each in coverage.places if each.own}
    page = write_coverage_page([coverage], sources)
    assert "<b>" not in page
    assert "&lt;b&gt;one" in page
    assert ">never<" in page
    assert missing_lines(coverage)


def test_command_tells_what_no_scripted_call_reached(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As text and as a page."""
    assert main(["scenarios", "test", "never-told", "--coverage", "text"]) == 0
    assert "tom-briggs.yaml:" in capsys.readouterr().out
    page = tmp_path / "c.html"
    assert main(["scenarios", "test", "never-told", "--coverage", "html", "--out", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["scenarios", "test", "never-told", "--coverage", "html", "--out", str(tmp_path)]) == 2


def test_condition_counts_as_held_and_as_not_held_when_its_line_could_come() -> None:
    """Two places a condition, each at the line where it stands; what nobody brought on counts as neither."""
    coverage = covered("hospital-bill", 0)
    guards = [each for each in coverage.places if each.kind == "guard"]
    assert len(guards) % 2 == 0
    held, total = coverage.share("guard")
    assert 0 < held < total
    for each in guards:
        text = (shipped_folder().parent / each.file).read_text(encoding="utf-8").split("\n")[each.line - 1]
        assert "if:" in text
    ends = {name.partition(" ")[2] for kind, name in coverage.reached if kind == "guard"}
    assert ends == {"held", "did not hold"}


def test_scorecards_say_which_criteria_and_rules_the_calls_try() -> None:
    """The good call misses nothing that the rude one does; what none misses is named."""
    found = judged_of(Cast.of(LIBRARY, "hospital-bill", 1))
    scripts = LIBRARY.scenario("hospital-bill").calls
    found.add(play_script(LIBRARY, "hospital-bill", scripts[0], HEARING).card)
    assert (found.broken, "verification" in found.met, "verification" in found.missed) == (set(), True, False)
    assert "criterion verification is never missed" in found.never()
    found.add(play_script(LIBRARY, "hospital-bill", scripts[1], HEARING).card)
    assert "us-fdcpa/arrest-threat" in found.broken
    assert found.broken <= found.rules
    assert "criterion verification is never missed" not in found.never()
