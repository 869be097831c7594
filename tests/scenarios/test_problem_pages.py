"""Every code has a page, every page's example brings its problem on, and the pages are what the file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.make_problems import HOME, Documented, pages, read_documented
from scenarios.packs import shipped_folder
from simulator.workshop.checking import check_everything

DOCUMENTED = read_documented()
ROOT = Path(__file__).resolve().parents[2]
UNWRITABLE = {"yaml/character", "yaml/key", "yaml/merge-key", "yaml/not-utf8", "yaml/too-deep", "yaml/too-large", "yaml/too-many", "yaml/unreadable",
              "pack/empty", "ref/broken"}  # fmt: skip
"""Problems of files that no example of a few lines can show; they have tests of their own."""


@pytest.mark.parametrize(
    "each", [each for each in DOCUMENTED if each.example or each.whole], ids=lambda each: each.code
)
def test_an_example_brings_its_problem_on(each: Documented, tmp_path: Path) -> None:
    """The code is named, at a line."""
    if each.example is None:
        path = tmp_path / "file.yaml"
        path.write_text(each.whole or "", encoding="utf-8")
    else:
        source = shipped_folder() / f"{each.example.file}.yaml"
        text = source.read_text(encoding="utf-8")
        assert each.example.old in text, each.example.old
        path = tmp_path / source.name
        path.write_text(text.replace(each.example.old, each.example.new), encoding="utf-8")
    found = check_everything([path])[0]
    assert each.code in [problem.code for problem in found], found
    assert all(problem.line > 0 for problem in found)


def test_every_code_of_the_program_has_a_page() -> None:
    """A new code needs its page."""
    named = set()
    for folder in ("scenarios", "simulator/workshop"):
        for path in (ROOT / folder).rglob("*.py"):
            named |= set(
                re.findall(
                    r'"((?:file|yaml|ref|flow|guard|line|voice|persona|status|scenario|regime|expect|phrase|pack)/[a-z-]+)"',
                    path.read_text(encoding="utf-8"),
                )
            )
    assert named - {each.code for each in DOCUMENTED} - UNWRITABLE == set()


def test_the_pages_are_current() -> None:
    """`make docs` writes them."""
    written = {path.relative_to(HOME).as_posix(): path.read_text(encoding="utf-8") for path in HOME.rglob("*.md")}
    assert written == pages()
