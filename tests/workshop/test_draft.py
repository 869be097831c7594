"""`scenarios new`: what it writes is valid, plays as it says, and never costs anybody a file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.checks.everything import check_paths
from scenarios.packs import Library
from scenarios.problems import RightpartyError
from simulator.commands.main import main
from simulator.evaluation.scripted import play_script
from simulator.workshop.draft import KINDS, Draft, write_draft
from tests.conftest import HEARING

TYPED = st.one_of(st.text(max_size=40), st.text("aB'\"#:{}[]&*!|>%@`\\n- é", min_size=1, max_size=20).map("A{}".format))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("balance", ["100.00", "960.00", "1840.50", "25000.00"])
def test_draft_is_valid_and_its_calls_come_to_what_they_say(kind: str, balance: str, tmp_path: Path) -> None:
    """For every regime and for small and large balances; what is left to do is counted."""
    write_draft(Draft("first-try", "A first try", "Ines O'Hara", "Bell & Co: Bank", Decimal(balance), kind), tmp_path)
    problems, looked = check_paths([tmp_path])
    assert looked == 2
    assert {(each.code, each.severity) for each in problems} == {("file/todo", "warning")}
    library = Library([tmp_path])
    for script in library.scenario("first-try").calls:
        assert play_script(library, "first-try", script, HEARING).differences == ()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TYPED, person=TYPED, creditor=TYPED)
def test_whatever_is_typed_is_refused_or_becomes_a_valid_file(
    title: str, person: str, creditor: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Quotes, colons, brackets and line breaks never leave their field."""
    pack = tmp_path_factory.mktemp("pack")
    try:
        write_draft(Draft("typed", title, person, creditor, Decimal(960), "uk"), pack)
    except RightpartyError:
        assert not list(pack.rglob("*.yaml"))
        return
    assert [each for each in check_paths([pack])[0] if each.severity == "error"] == []
    assert Library([pack]).scenario("typed").title == title


def test_command_writes_says_what_is_next_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time nothing changes and the exit code is 2."""
    arguments = ["scenarios", "new", "late-after-the-move", "--into", str(tmp_path / "mine")]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert "library/late-after-the-move.yaml" in shown.out
    assert "practise late-after-the-move" in shown.err
    before = (tmp_path / "mine" / "library" / "late-after-the-move.yaml").read_bytes()
    assert main([*arguments, "--title", "Another"]) == 2
    assert (tmp_path / "mine" / "library" / "late-after-the-move.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [["Late"], ["late", "--balance", "1e400"], ["late", "--balance", "lots"], ["late", "--balance", "nan"], []],
)
def test_what_cannot_be_used_is_a_sentence(
    wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback and no file."""
    assert main(["scenarios", "new", *wrong, "--into", str(tmp_path / "mine")]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "mine").exists()
