"""Rule packs: strictly read, versioned, from folders and installed distributions; a broken one harms no other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scenarios.problems import RightpartyError, SourceError
from scoring.compliance.packs import choose_packs, read_pack, read_shelf
from scoring.transcript import Regime

PACK = """\
pack: shop
version: "1"
as_of: 2026-11-01
title: Our shop
jurisdiction: any
notice: Not legal advice.
rules:
  - rule: shop/no-small-talk
    title: Small talk after hardship
    cite: Shop policy
    severity: minor
    why: It sounds as if you had not listened.
    instead: I am sorry to hear that.
    when:
      - {forbidden: [small-talk], if: hardship}
    cases:
      - {breaks: "a"}
      - {breaks: "b"}
      - {breaks: "c"}
      - {fine: "d"}
      - {fine: "e"}
      - {fine: "f"}
"""


def write(folder: Path, text: str, name: str = "shop.yaml") -> Path:
    """A pack file in a folder of rules."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("was", "becomes", "code", "line", "says"),
    [
        ("[small-talk]", "[smal-talk]", "rules/unknown-act", 15, "Did you mean 'small-talk'?"),
        ("if: hardship", "if: hardshp", "rules/unknown-fact", 15, "Did you mean 'hardship'?"),
        ("{forbidden: [small-talk], if: hardship}", "{check: card-in-noet}", "rules/unknown-check", 15, "card-in-note"),
        ("{forbidden: [small-talk], if: hardship}", "{hold: [fone], if: attorney}", "rules/unknown-channel", 15, "phone"),
        ('      - {fine: "f"}\n', "", "rules/too-few-cases", 17, "at least 3"),
        ('- {fine: "f"}', '- {fine: "f", missed: "f"}', "file/value", 22, "known to be 'missed'"),
        ("{forbidden: [small-talk], if: hardship}", "{}", "file/value", 15, "exactly one of"),
        ("severity: minor", "severity: tiny", "file/unknown-word", 11, "minor"),
        ("if: hardship", "if: hardship and", "file/value", 15, "condition"),
    ],
)  # fmt: skip
def test_mistake_in_a_pack_is_named_with_its_place(
    tmp_path: Path, was: str, becomes: str, code: str, line: int, says: str
) -> None:
    """File, line, code and a hint; nothing is guessed."""
    path = write(tmp_path, PACK.replace(was, becomes))
    with pytest.raises(SourceError) as caught:
        read_pack(path, "shop.yaml")
    problem = caught.value.problems[0]
    assert (problem.path, problem.line, problem.code) == ("shop.yaml", line, code)
    assert says in f"{problem.message} {problem.hint}"


def test_broken_pack_is_reported_and_the_others_load(tmp_path: Path) -> None:
    """One bad file in a folder does not take the law away."""
    write(tmp_path, PACK)
    write(tmp_path, PACK.replace("small-talk", "smal-talk").replace("pack: shop", "pack: other"), "other.yaml")
    shelf = read_shelf(tmp_path)
    assert "shop" in shelf.newest
    assert "us-federal" in shelf.newest
    assert "other" not in shelf.newest
    assert len(shelf.broken) == 1
    assert "other.yaml:15" in str(shelf.broken[0])


def test_version_can_be_pinned_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    """Two versions side by side; without a version the newest counts."""
    write(tmp_path, PACK)
    write(tmp_path, PACK.replace('version: "1"', 'version: "2"'), "shop2.yaml")
    shelf = read_shelf(tmp_path)
    assert [pack.label for pack in choose_packs(Regime(), ("shop",), shelf)] == ["shop@2"]
    assert [pack.label for pack in choose_packs(Regime(), ("shop@1",), shelf)] == ["shop@1"]
    with pytest.raises(RightpartyError, match="in version 1, 2, not 3"):
        choose_packs(Regime(), ("shop@3",), shelf)
    with pytest.raises(RightpartyError, match="no rule pack"):
        choose_packs(Regime(), ("us-fedral",), shelf)


def test_second_pack_of_the_same_version_is_refused(tmp_path: Path) -> None:
    """Which of the two judged a call could not be told later."""
    write(tmp_path, PACK)
    write(tmp_path, PACK, "copy.yaml")
    assert "already" in str(read_shelf(tmp_path).broken[0])


def test_installed_distribution_brings_packs_without_running_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by its list of files; its package raises when imported, and is not."""
    write(tmp_path / "shop_rules", PACK)
    (tmp_path / "shop_rules" / "__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    info = tmp_path / "shop_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shop-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[rightparty.rules]\nshop = shop_rules\n", encoding="utf-8")
    (info / "RECORD").write_text("shop_rules/__init__.py,,\nshop_rules/shop.yaml,,\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    read_shelf.cache_clear()
    try:
        assert "shop" in read_shelf().newest
        assert "shop_rules" not in sys.modules
    finally:
        read_shelf.cache_clear()


def test_list_of_acts_is_written_out(tmp_path: Path) -> None:
    """A condition may name a list of acts, shared or the pack's own."""
    text = PACK.replace("[small-talk]", "[idle, collecting]").replace(
        "rules:", "groups: {idle: [small-talk, hijack]}\nrules:", 1
    )
    pack = read_pack(write(tmp_path, text))
    assert pack.rules[0].when[0].forbidden[:3] == ("small-talk", "hijack", "ask-full-payment")
