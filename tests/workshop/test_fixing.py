"""Repairs: only what can mean one thing, only at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.packs import shipped_folder
from scenarios.problems import Problem
from simulator.commands.main import main
from simulator.workshop.checking import check_everything
from simulator.workshop.fixing import fix

SOURCE = (shipped_folder() / "library" / "us" / "hospital-bill.yaml").read_text(encoding="utf-8")


def found(paths: list[Path]) -> list[Problem]:
    """The problems of some files."""
    return check_everything(paths)[0]


def test_misspelt_names_are_repaired_and_comments_stay(tmp_path: Path) -> None:
    """Three slips in one file, one of them behind another; everything else is as it was, to the byte."""
    path = tmp_path / "hospital-bill.yaml"
    whole = SOURCE.replace("persona: maria-lopez", "persona: maria-lopez  # she answers at once", 1)
    spoiled = (
        whole.replace("level:", "levle:", 1)
        .replace("maria-lopez", "maria-lopes", 1)
        .replace("outbound-call", "outbond-call", 1)
    )
    path.write_text(spoiled, encoding="utf-8")
    repairs = fix([path], lambda paths: found(list(paths)))
    assert [each.meant for each in repairs] == ["level", "maria-lopez", "outbound-call"]
    assert path.read_text(encoding="utf-8") == whole


def test_what_may_mean_two_things_is_left_alone(tmp_path: Path) -> None:
    """A wrong amount or an unknown word without a neighbour is for the author."""
    path = tmp_path / "hospital-bill.yaml"
    spoiled = SOURCE.replace("balance: 1840.00 USD", "balance: 1841.00 USD", 1).replace("level: 2", "level: 9", 1)
    path.write_text(spoiled, encoding="utf-8")
    assert fix([path], lambda paths: found(list(paths))) == []
    assert path.read_text(encoding="utf-8") == spoiled


def test_the_shipped_files_are_not_repaired(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path there is nothing of the author's own."""
    assert main(["scenarios", "check", "--fix"]) == 2
    assert "which files" in capsys.readouterr().err
