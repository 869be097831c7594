"""What changed files do to stored calls, before anybody publishes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.packs import shipped_folder
from scenarios.problems import RightpartyError
from scoring.compliance.packs import packs_folder, read_shelf
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.workshop.impact import Files, Impact, weigh, with_files
from tests.conftest import HEARING, LIBRARY

NOW = Files(LIBRARY, read_shelf())


def of_call(files: Files, name: str = "hospital-bill", number: int = 0) -> Impact:
    """What `files` do to a scripted call."""
    result = play_script(LIBRARY, name, LIBRARY.scenario(name).calls[number], HEARING)
    return weigh("a-call", name, 1, result.played.events, NOW, files)


def changed(folder: Path, source: Path, old: str, new: str) -> Path:
    """A copy of a file with one thing another."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = folder / source.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_same_files_change_nothing() -> None:
    """Not a point, not a rule."""
    assert not of_call(NOW).changed


def test_a_higher_pass_mark_is_felt_by_those_below_it(tmp_path: Path) -> None:
    """Same score, other verdict."""
    rubric = packs_folder().parent.parent / "rubrics" / "us-third-party.yaml"
    text = rubric.read_text(encoding="utf-8")
    old = next(line for line in text.split("\n") if line.startswith("pass:"))
    impact = of_call(with_files(NOW, [changed(tmp_path, rubric, old, "pass: {overall: 100%}")]))
    assert impact.before == impact.after
    assert (impact.passed_before, impact.passed_after) == (True, False)


def test_a_scenario_under_another_law_is_judged_by_it(tmp_path: Path) -> None:
    """First party: the collector's notices are no longer due, and what only they forbid is gone."""
    source = shipped_folder() / "library" / "us" / "hospital-bill.yaml"
    path = changed(tmp_path, source, "rules: [us-federal]", "rules: [us-first-party]")
    assert of_call(with_files(NOW, [path]), number=1).gone


def test_a_file_that_is_nothing_is_refused(tmp_path: Path) -> None:
    """One clear line."""
    path = tmp_path / "x.yaml"
    path.write_text("cooking: soup\n", encoding="utf-8")
    with pytest.raises(RightpartyError, match="is no scenario"):
        with_files(NOW, [path])


def test_the_command_says_that_nothing_was_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without stored calls there is nothing to tell."""
    source = shipped_folder() / "personas" / "maria-lopez.yaml"
    assert main(["scenarios", "impact", str(source)]) == 0
    assert "0 stored calls" in capsys.readouterr().err
