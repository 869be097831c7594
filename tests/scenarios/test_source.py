"""Strict YAML: what is read as written, what is refused, and where."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenarios.problems import SourceError
from scenarios.source import read_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"), ("on", "on"), ("yes", "yes"), ("21:00", "21:00"), ("012", "012"), ("1_000", "1_000"),
        ("true", True), ("null", None), ("12", 12), ("1840.00", Decimal("1840.00")), ("'12'", "12"), ("2026-03-04", "2026-03-04"),
    ],
)  # fmt: skip
def test_plain_words_are_read_as_written(written: str, read: object) -> None:
    """Only true, false, null and plain numbers mean anything; YAML 1.1's guesses are not made."""
    assert read_text(f"key: {written}").data == {"key": read}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml/duplicate-key", 3, 1),
        ("a: &x 1\n<<: 2\n", "yaml/merge-key", 2, 1),
        ("a: !!python/object:os.system 1\n", "yaml/tag", 1, 4),
        ("a: *nothing\n", "yaml/alias", 1, 4),
        ("---\na: 1\n---\nb: 2\n", "yaml/several-documents", 3, 1),
        ("a: [1,\n", "yaml/syntax", 2, 1),
        ("? [a]\n: 1\n", "yaml/key", 1, 3),
        ("a: &x [*x]\n", "yaml/alias", 1, 8),
    ],
)
def test_bad_yaml_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    """Every refusal names the code, the line and the column."""
    with pytest.raises(SourceError) as caught:
        read_text(text, "file.yaml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_an_alias_bomb_is_refused() -> None:
    """Aliases of aliases do not multiply without end."""
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(SourceError) as caught:
        read_text("\n".join(levels))
    assert caught.value.problems[0].code == "yaml/too-many"


def test_deep_nesting_is_refused_without_recursion() -> None:
    """A file of a hundred thousand brackets ends in one line, not in a crash."""
    with pytest.raises(SourceError) as caught:
        read_text("[" * 100_000)
    assert caught.value.problems[0].code == "yaml/too-deep"


def test_two_duplicates_are_both_reported() -> None:
    """All problems are reported, not the first."""
    with pytest.raises(SourceError) as caught:
        read_text("a: 1\na: 2\nb: 1\nb: 2\n")
    assert [problem.line for problem in caught.value.problems] == [2, 4]
