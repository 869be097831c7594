"""Contracts of the house: what may be imported where, what is current, what is one door."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.packs import shipped_folder
from scenarios.schema_files import schema_text
from scoring.compliance.packs import read_packs
from simulator.commands.scenarios import file_kinds
from simulator.screens.help import HELP

ROOT = Path(__file__).resolve().parents[2]


def loaded(statement: str) -> set[str]:
    """Modules that a fresh interpreter has after `statement`."""
    code = f"import sys\n{statement}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import scenarios.packs, scenarios.checks.everything",
        "import scoring.scorecard",
        "import simulator.understanding.hearing, simulator.dialogue.debtor, simulator.calls.call, simulator.evaluation.bulk",
        "import simulator.commands.understand, simulator.commands.evaluate",
    ],
)
def test_pure_rooms_load_neither_screens_nor_database(statement: str) -> None:
    """Proved in a subprocess, not only by reading imports."""
    modules = loaded(statement)
    assert not modules & {"textual", "rich", "sqlalchemy", "alembic", "platformdirs"} - {"platformdirs"}


def test_scoring_never_loads_the_simulator_and_scenarios_neither() -> None:
    """One direction only."""
    assert "simulator" not in loaded("import scoring.scorecard, scoring.compliance.judge")
    assert not loaded("import scenarios.packs") & {"simulator", "scoring"}


def test_help_loads_almost_nothing() -> None:
    """`rightparty --help` must be quick."""
    modules = loaded("from simulator.commands.main import main; main(['--help'])")
    assert not modules & {"pydantic", "yaml", "textual", "rapidfuzz", "transitions", "sqlalchemy", "argparse"}


def test_practising_line_by_line_loads_no_textual() -> None:
    """Other fronts do without the screens."""
    assert "textual" not in loaded("import simulator.commands.practise, simulator.commands.plain_front")


def test_schemas_are_current() -> None:
    """`make schema` has been run."""
    folder = shipped_folder() / "schema"
    kinds = file_kinds()
    assert {path.name for path in folder.glob("*.json")} == {f"{kind}.schema.json" for kind in kinds}
    for kind, model in kinds.items():
        assert (folder / f"{kind}.schema.json").read_text(encoding="utf-8") == schema_text(model), "run: make schema"


def test_every_screen_has_help() -> None:
    """F1 everywhere."""
    screens = {
        line.split("class ")[1].split("(")[0]
        for path in (ROOT / "simulator" / "screens").glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("class ") and "(Screen[" in line
    }
    assert screens
    assert screens <= set(HELP)


def test_footers_have_at_most_eight_keys() -> None:
    """Few keys, so that each is found."""
    for path in (ROOT / "simulator" / "screens").glob("*.py"):
        for part in path.read_text(encoding="utf-8").split("BINDINGS")[1:]:
            shown = [
                line for line in part.split("]\n")[0].splitlines() if "Binding(" in line and "show=False" not in line
            ]
            assert len(shown) <= 7, path.name  # F1 makes eight


def test_modules_say_what_they_own() -> None:
    """Every module opens with a docstring; none is called utils, helpers, manager or common; none is a warehouse."""
    for package in ("scenarios", "scoring", "simulator"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert text.startswith('"""'), path
            assert path.stem not in ("utils", "helpers", "manager", "common", "base"), path
            assert len(text.splitlines()) <= 420, path


def test_repository_names_no_registry_host() -> None:
    """Versions are pinned by name only."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text


def test_rule_packs_carry_a_date_and_a_notice() -> None:
    """Training material as of a date, not legal advice."""
    for pack in read_packs().values():
        assert pack.as_of
        assert "not legal advice" in pack.notice


def test_migrations_match_the_tables(tmp_path: Path) -> None:
    """A migrated database has exactly the tables and columns that the code uses."""
    from sqlalchemy import create_engine, inspect

    from simulator.records.database import LATEST, Database
    from simulator.records.tables import metadata

    url = f"sqlite:///{tmp_path / 'records.db'}"
    Database(url).close()
    found = inspect(create_engine(url))
    for table in metadata.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == {column.name for column in table.columns}
        assert {index["name"] for index in found.get_indexes(table.name)} == {index.name for index in table.indexes}
    newest = max(
        path.name.split("_")[0].removeprefix("m")
        for path in (ROOT / "simulator/records/migrations/versions").glob("m*.py")
    )
    assert newest == LATEST


def test_calls_in_the_documents_are_what_the_program_plays(tmp_path: Path) -> None:
    """`make docs` has been run since calls changed."""
    spec = importlib.util.spec_from_file_location("make_pictures", ROOT / "docs" / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write_calls(tmp_path)
    shown = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "calls").glob("*.md")}
    assert shown == {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")}, "run: make docs"


def test_pages_of_rules_are_current() -> None:
    """`make docs` has been run since a pack changed."""
    from docs.make_rules import HOME, pages

    written = {path.relative_to(HOME).as_posix(): path.read_text(encoding="utf-8") for path in HOME.rglob("*.md")}
    assert written == pages(), "run: make docs"


def test_every_link_between_documents_leads_somewhere() -> None:
    """README, changelog, contributing and docs."""
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
