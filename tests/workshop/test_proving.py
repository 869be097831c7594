"""The search over every way a call can go: what it claims is so, and its witnesses are calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.packs import Library, read_vocabulary, shipped_folder
from scoring.transcript import HeardAct
from simulator.dialogue.cast import Cast
from simulator.dialogue.debtor import Debtor
from simulator.dialogue.state import fold
from simulator.workshop.coverage import places_of
from simulator.workshop.proving import Proof, problems_of, prove
from tests.conftest import LIBRARY

VOCABULARY = read_vocabulary()


@pytest.fixture(scope="module")
def proof() -> Proof:
    """The search on one call."""
    return prove(LIBRARY, "roommate-answers", VOCABULARY)


def test_search_finds_the_ways_that_calls_of_these_people_take(proof: Proof) -> None:
    """The roommate never becomes the one who owes; what was searched is what coverage is counted against."""
    ways = {name for kind, name in proof.reachable if kind == "way"}
    assert ways == {"other-party to ended"}
    coverage = places_of(LIBRARY, "roommate-answers")
    assert coverage.share("state")[1] > 5
    coverage.reachable = proof.reachable
    assert (coverage.share("state")[1], coverage.share("way")[1]) == (2, 1)
    coverage.reached["way", "other-party to agreed"] += 1
    assert all(place.name != "answered" for place in coverage.missing(own=False) if place.kind == "state")


def test_a_witness_is_a_call_that_ends_as_it_says(proof: Proof) -> None:
    """Played again act by act it comes to the same words."""
    steps = proof.witnesses["hung-up"]
    cast = Cast.of(LIBRARY, "roommate-answers", 1)
    debtor = Debtor(cast)
    state = fold(cast.opening(), debtor.pick_up())
    for step in steps:
        state = fold(state, debtor.respond(state, step.agent, (HeardAct(step.act),), float(state.turn)))
    assert state.ended is not None
    assert state.ended_by == "debtor"


def test_nothing_shipped_is_out_of_reach(proof: Proof) -> None:
    """Every line, fact, status and concern of the scenario can come up."""
    assert problems_of(proof, LIBRARY) == []


def pack_with(folder: Path, old: str, new: str) -> Library:
    """A pack with one scenario and one person of its own, changed in one place."""
    for kind, name, called in (("personas", "maria-lopez", "my-maria"), ("library/us", "hospital-bill", "my-bill")):
        text = (shipped_folder() / kind / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("persona: maria-lopez", "persona: my-maria").replace(
            "scenario: hospital-bill", "scenario: my-bill"
        )
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{called}.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return Library([folder])


def test_a_fact_that_nobody_can_hear_is_named_at_its_line(tmp_path: Path) -> None:
    """Its condition is possible, but not in this call."""
    library = pack_with(
        tmp_path,
        "facts:\n",
        "facts:\n  secret:\n    act: small-talk\n    asked_by: [ask-wellbeing]\n    needs: inbound\n    says: [I won a raffle.]\n",
    )
    problems = problems_of(prove(library, "my-bill", VOCABULARY), library)
    persona = (tmp_path / "personas" / "my-maria.yaml").read_text(encoding="utf-8").split("\n")
    assert [(each.code, persona[each.line - 1]) for each in problems] == [("deep/unreached", "  secret:")]


def test_somebody_whom_nothing_moves_cannot_be_won(tmp_path: Path) -> None:
    """No agreement, no status: said, with the code."""
    library = pack_with(tmp_path, "finances: {income: 1680.00 USD", "finances: {income: 1.00 USD")
    codes = {each.code for each in problems_of(prove(library, "my-bill", VOCABULARY), library)}
    assert "deep/cannot-be-won" in codes
