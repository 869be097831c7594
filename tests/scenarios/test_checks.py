"""What `scenarios check` finds, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.checks.everything import check_paths
from scenarios.packs import shipped_folder

SHIPPED = shipped_folder()


def broken(tmp_path: Path, kind: str, name: str, old: str, new: str) -> list[tuple[str, int]]:
    """Codes and lines found after one change to a shipped file, put into a pack of its own."""
    source = next((SHIPPED / kind).rglob(f"{name}.yaml"))
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems, _ = check_paths([path])
    return [(problem.code, problem.line) for problem in problems]


def test_shipped_pack_has_no_problems() -> None:
    """Everything shipped is clean."""
    problems, looked = check_paths([])
    assert problems == []
    assert looked > 20


@pytest.mark.parametrize(
    ("kind", "name", "old", "new", "code"),
    [
        ("library", "hospital-bill", "level: 2", "lvel: 2", "file/unknown-key"),
        ("library", "hospital-bill", "level: 2", "level: no", "file/not-a-number"),
        ("library", "hospital-bill", "level: 2", "level: 012", "file/not-a-number"),
        ("library", "hospital-bill", "balance: 1840.00 USD", "balance: 1840", "file/value"),
        ("library", "hospital-bill", "balance: 1840.00 USD", "balance: 1840.00 USX", "file/value"),
        ("library", "hospital-bill", "balance: 1840.00 USD", "balance: 1841.00 USD", "file/value"),
        ("library", "hospital-bill", "America/New_York", "America/New_Yrok", "file/value"),
        ("library", "hospital-bill", "collector: third-party", "collector: third_party", "file/unknown-word"),
        ("library", "hospital-bill", "persona: maria-lopez", "persona: maria-lopes", "ref/unknown-name"),
        ("library", "hospital-bill", "flow: outbound-call", "flow: outbond-call", "ref/unknown-name"),
        ("library", "hospital-bill", "opened: 2025-06-30", "opened: 2027-06-30", "scenario/dates"),
        ("library", "hospital-bill", "smallest: 50.00 USD", "smallest: 50.00 GBP", "scenario/currency"),
        ("library", "roommate-answers", "begins: other-party", "begins: other-partty", "ref/unknown-state"),
        ("flows", "outbound-call", "goes_to: known", "goes_to: knwon", "ref/unknown-state"),
        ("flows", "outbound-call", "hears: ask-for-person", "hears: ask-for-persn", "ref/unknown-act"),
        ("flows", "outbound-call", "if: owes", "if: ows", "ref/unknown-fact"),
        ("flows", "outbound-call", "does: end-call, goes_to: ended", "does: end-call", "flow/dead-end"),
        ("personas", "maria-lopez", "voice: anxious", "voice: anxius", "ref/unknown-name"),
        ("personas", "maria-lopez", "act: express-shame", "act: express-sham", "ref/unknown-act"),
        ("personas", "maria-lopez", "savings: 85 to 155", "savings: 200 to 300", "persona/varies"),
        ("personas", "maria-lopez", "essentials: 1475 to 1505", "essentials: 1475 to 1700", "persona/varies"),
        ("personas", "kyle-pruitt", "varies: {", "varies: {savings: 10 to 20, ", "persona/varies"),
        ("personas", "maria-lopez", "savings: 85 to 155", "savings: 155 to 85", "file/value"),
        ("voices", "anxious", "{first_name}", "{firstname}", "ref/unknown-placeholder"),
    ],
)
def test_one_defect_is_found_at_its_line(tmp_path: Path, kind: str, name: str, old: str, new: str, code: str) -> None:
    """A single planted defect is named by its code."""
    if name == "outbound-call" and "dead-end" in code:
        source = (SHIPPED / "flows" / "outbound-call.yaml").read_text(encoding="utf-8")
        text = source.replace(", goes_to: ended", "").replace("goes_to: ended", "does: backchannel")
        path = tmp_path / "outbound-call.yaml"
        path.write_text(text, encoding="utf-8")
        codes = {problem.code for problem in check_paths([path])[0]}
        assert {"flow/dead-end", "flow/unreachable"} <= codes
        return
    found = broken(tmp_path, kind, name, old, new)
    assert code in [each for each, _ in found]
    assert all(line > 0 for _, line in found)


def test_a_misspelt_key_gets_a_suggestion(tmp_path: Path) -> None:
    """Did you mean."""
    path = tmp_path / "x.yaml"
    text = next((SHIPPED / "library").rglob("hospital-bill.yaml")).read_text(encoding="utf-8")
    path.write_text(text.replace("teaches:", "teches:"), encoding="utf-8")
    problem = next(each for each in check_paths([path])[0] if each.code == "file/unknown-key")
    assert problem.hint == "Did you mean 'teaches'?"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"just text", b"[1, 2]", b"a: 1", b"x" * 2_100_000])
def test_files_that_are_no_scenario_end_in_one_clear_line(tmp_path: Path, content: bytes) -> None:
    """Empty, binary, foreign and huge files."""
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    problems, _ = check_paths([path])
    assert len(problems) == 1


def test_a_voice_without_an_everyday_line_is_warned_about(tmp_path: Path) -> None:
    """A warning names the key; the file can still be used."""
    text = (SHIPPED / "voices" / "curt.yaml").read_text(encoding="utf-8")
    path = tmp_path / "curt.yaml"
    path.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("  cannot-pay:")), encoding="utf-8"
    )
    problems, _ = check_paths([path])
    assert [(problem.code, problem.severity) for problem in problems] == [("voice/missing-line", "warning")]
    assert "cannot-pay" in problems[0].message
