"""The trained ear: its file, its pieces, long turns, spans; and that one by one hears what many at once do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.commands.understanding_bench import calibration, figures, measure
from simulator.understanding.explaining import explain, guess
from simulator.understanding.hearing import Earlier, Hearing
from simulator.understanding.model import FILE, WINDOW, Model
from simulator.understanding.pieces import Pieces
from simulator.understanding.words import normalise
from tests.conftest import HEARING

DEVELOPMENT = Path(__file__).with_name("development.jsonl")


def test_model_file_is_small_and_says_what_it_derives_from(hearing: Hearing) -> None:
    """At most 12 MB; licence, source and checksum stand in it and beside it."""
    assert FILE.stat().st_size <= 12_000_000
    about = hearing.model.about
    assert about["derives_from"]["licence"] == "Apache-2.0"
    assert about["derives_from"]["sha256"] in FILE.with_name("NOTICE").read_text()
    assert FILE.with_name("LICENSE-Apache-2.0").exists()


def test_model_knows_every_act_of_the_vocabulary(hearing: Hearing) -> None:
    """An act that is added must be learnt, or it would only be heard by nearness."""
    for side in ("agent", "debtor"):
        assert hearing.model.acts(side) == set(hearing.vocabulary.side(side))


def test_hearing_on_the_development_set_stays_good(hearing: Hearing) -> None:
    """On the half that nothing was tuned on; the floor is under what `docs/understanding.md` reports."""
    rows = [json.loads(line) for line in DEVELOPMENT.read_text().splitlines()]
    for side, floor in (("agent", 0.80), ("debtor", 0.80)):
        chosen = [row for row in rows if row["half"] == "report" and (row["speaker"] == "agent") == (side == "agent")]
        tally = measure(chosen, hearing)
        assert figures(tally.hit.total(), tally.extra.total(), tally.missed.total())[2] >= floor, side
        assert tally.slots_right.total() / tally.slots.total() >= 0.85


def test_pieces_keep_their_places() -> None:
    """Each piece points at its own letters, accents and unknown signs included."""
    pieces = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "pay", "##ment", "cafe", "!"])
    cut = pieces.cut("payment café ☂!")
    assert [("payment café ☂!")[start:end] for start, end in cut.places] == ["pay", "ment", "café", "☂", "!"]
    assert cut.ids == (4, 5, 6, 1, 7)


def test_hearing_many_at_once_is_hearing_each() -> None:
    """Batches differ from single utterances in cost alone."""
    texts = ["hi is that maria", "you owe 840 dollars, can you pay it today", "what happened?", "", "we'll sue you"]
    together = HEARING.hear_many([(text, "agent", (), None) for text in texts])
    alone = [HEARING.hear(text) for text in texts]
    assert [[act.act for act in acts] for acts in together] == [[act.act for act in acts] for acts in alone]


def test_long_turns_are_heard_to_their_end() -> None:
    """What stands after the first window counts as well."""
    talk = "I went over your file this morning and read all the notes that my colleagues left there. " * 12
    text = talk + "We can set you up on 60 dollars a month. What's your date of birth?"
    assert len(HEARING.model._pieces.cut(normalise(text)).ids) > WINDOW
    heard = {act.act: act for act in HEARING.hear(text)}
    assert {"offer-plan", "verify-identity"} <= heard.keys()
    assert text[slice(*heard["offer-plan"].span)].startswith("We can set you up")


def test_spans_lie_on_the_words_of_the_act() -> None:
    """Each act of a turn points at its own clause."""
    text = "That sounds really hard. How much could you manage each month?"
    heard = {act.act: text[slice(*act.span)] for act in HEARING.hear(text)}
    assert heard["acknowledge-hardship"].startswith("That sounds")
    assert heard["ask-ability"].startswith("How much")


def test_phrases_of_a_story_are_heard_without_training() -> None:
    """A scenario's own words count at once, and only in that scenario."""
    strange = "shall we do the usual jam jar business"
    wider = HEARING.with_phrases({"offer-plan": [strange]})
    assert "offer-plan" in [act.act for act in wider.hear(strange)]
    assert "offer-plan" not in [act.act for act in HEARING.hear(strange)]


def test_added_phrases_accuse_nobody() -> None:
    """Nearness to a phrase never reports a breach."""
    wider = HEARING.with_phrases({"threaten-arrest": ["the quiet blue van is lovely"]})
    assert "threaten-arrest" not in [act.act for act in wider.hear("the quiet blue van is lovely")]


def test_explanation_names_words_likelihood_and_what_came_second() -> None:
    """Why an act was heard, in terms that a trainer can act on."""
    reasons = explain(HEARING, "how about 60 dollars a month?")
    first = reasons[0]
    assert (first.act, first.heard) == ("offer-plan", True)
    assert first.words == "how about 60 dollars a month?"
    assert 0 < first.likely <= 1
    assert first.example
    assert any(not each.heard for each in explain(HEARING, "maybe we could do something"))


def test_guesses_are_no_accusations() -> None:
    """What was perhaps meant never proposes a breach."""
    for text in ("zorp the flim", "uniform thursday perhaps", "pay or whatever"):
        assert not {each.act for each in guess(HEARING, text)} & HEARING.breaches


def test_short_answers_are_read_with_what_was_said_before() -> None:
    """The same words mean something else after another question."""
    asked = [Earlier("agent", "What could you manage a month?")]
    assert "offer" in [act.act for act in HEARING.hear("maybe sixty", "debtor", asked)]


def test_half_of_that_is_half_of_the_last_figure() -> None:
    """A share takes its figure from the turn before."""
    before = [Earlier("agent", "The balance is $1,840.")]
    offer = next(act for act in HEARING.hear("i could do half of that", "debtor", before) if act.act == "offer")
    assert offer.slots["amount"] == "920.00"


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_odd_text_is_heard_without_failing(text: str) -> None:
    """Whatever was typed: spans lie inside, likelihoods are shares."""
    for side in ("agent", "debtor"):
        for act in HEARING.hear(text, side):
            assert 0 <= act.span[0] <= act.span[1] <= len(text)
            assert 0 <= act.confidence <= 1


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    """Always right and always sure is 0; sure and never right is 1."""
    assert calibration([(1.0, True)] * 4) == 0
    assert calibration([(1.0, False)] * 4) == 1
    assert calibration([]) == 0


def test_a_model_file_that_is_missing_is_an_error_of_ours(tmp_path: Path) -> None:
    """Nothing is heard with half a model."""
    with pytest.raises(FileNotFoundError):
        Model(tmp_path / "none.npz").judge("hello", "agent")
