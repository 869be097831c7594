"""Scorecards as documents: complete, self-contained, and safe against whatever was typed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from scoring.compliance.packs import choose_packs
from scoring.rubric import choose_rubric
from scoring.scorecard import score_call
from scoring.transcript import AccountFacts, MoneyTruth, Regime, Transcript, Turn, WrapUpRecord
from simulator.evaluation.annotation import annotate
from simulator.practice.wording import card_lines
from simulator.reports.html import write_html
from simulator.reports.markdown import write_markdown
from tests.conftest import HEARING

HOSTILE = '<script>alert(1)</script> You owe 900 dollars. | *bold* `code` [x](javascript:1) & "quotes"'


def card(first: str = "You owe 900 dollars and you could be arrested.") -> dict[str, Any]:
    """A scorecard with a finding, an opportunity, a plan and a note."""
    lines = (first, "I lost my job, I'm scared.", "How about 50 dollars a month?", "Yes, that works, by debit card.")
    turns = tuple(Turn(number, "debtor" if number % 2 else "agent", line) for number, line in enumerate(lines))
    from decimal import Decimal

    said = Transcript(
        "c<1>", turns, account=AccountFacts(Decimal(900), judgment=False), money=MoneyTruth(Decimal(150), Decimal(50)),
        wrap_up=WrapUpRecord("PPA", HOSTILE),
    )  # fmt: skip
    packs = choose_packs(Regime())
    return score_call(annotate(said, HEARING), choose_rubric(None, "us", "third-party"), packs).as_json()


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it would fetch."""
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href", "action", "data")]


def test_html_is_one_page_that_fetches_nothing() -> None:
    """No script, no link to anywhere but itself."""
    parser = Tags()
    parser.feed(write_html([card(), card()]))
    assert "script" not in parser.tags
    assert all(link.startswith("#") for link in parser.links)
    assert "svg" in parser.tags


def test_html_says_what_the_scorecard_says() -> None:
    """Result, findings with quote and better words, criteria, what they voiced, what comes next."""
    one = card()
    page = write_html([one])
    for finding in one["findings"]:
        assert finding["rule"] in page
    for words in ("Not passed", "Work on", "What they voiced", "What happens next", "Criteria"):
        assert words in page
    assert page.count("<rect") > 10


@pytest.mark.parametrize("write", [lambda one: write_html([one]), write_markdown])
def test_typed_text_never_becomes_markup(write: Any) -> None:
    """Hostile words stay words."""
    text = write(card(HOSTILE))
    assert not re.search(r"(?<!\\)<script", text)
    assert not re.search(r"(?<!\\)\[x\]\(javascript", text)


def test_markdown_and_plain_text_carry_the_same_findings() -> None:
    """Three forms of one scorecard."""
    one = card()
    markdown, plain = write_markdown(one), "\n".join(card_lines(one))
    for finding in one["findings"]:
        assert finding["rule"] in markdown
        assert finding["rule"] in plain
    assert "paid on the day" in markdown
    assert "paid on the day" in plain
