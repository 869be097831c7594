"""Kinds of trouble and of dispute, told from the words; and names with a title and an initial."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.understanding import kinds
from tests.conftest import HEARING

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
LISTS = {"hardship": kinds.HARDSHIP, "dispute": kinds.DISPUTE}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"])
def test_kind_is_told_from_the_words(case: dict[str, Any]) -> None:
    """The first words that tell one kind from another decide."""
    assert kinds.first_kind(LISTS[case["of"]], case["said"]) == case["kind"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I'm looking for Ms T. Abara, would that be you?", "Ms T. Abara"),
        ("May I speak with Mrs. J. Holt, please?", "Mrs. J. Holt"),
        ("is that mr smith", "Mr Smith"),
    ],
)
def test_a_full_stop_after_a_title_or_its_initial_ends_no_name(said: str, name: str) -> None:
    """Nor a sentence."""
    asked = next(heard for heard in HEARING.hear(said) if heard.act == "ask-for-person")
    assert asked.slots["name"] == name


@pytest.mark.parametrize(
    "said",
    [
        "hi this is lee on a recorded line am i speaking with raymond cole",
        "its lee here, am i through to mrs holt",
        "this is lee, can you tell me who i'm speaking with",
    ],
)
def test_whom_the_agent_asks_for_is_not_their_own_name(said: str) -> None:
    """Who asks "am I speaking with …" has not said that this is their name."""
    own = next(heard for heard in HEARING.hear(said) if heard.act == "identify-self")
    assert own.slots["name"].lower() == "lee"
