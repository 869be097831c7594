"""The corpus: it is built the same each time, it keeps its promises of size, and the model was learnt from it."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from corpus import build
from corpus.filling import PLACES, fill, in_words, ordinal
from corpus.heard import fingerprint, read_about, read_heard
from corpus.manners import MANNERS, put_on
from corpus.pool import read_pool
from corpus.strangers import swap_names
from corpus.written import count_choices, read_lines, write_out
from scenarios.packs import read_vocabulary
from simulator.understanding.hearing import Hearing

ROWS = build.read()


@pytest.fixture(scope="module")
def pool() -> list[dict[str, Any]]:
    """The text that the teachers were asked about."""
    return read_pool(ROWS)


def test_corpus_is_what_the_written_lines_give() -> None:
    """Building it again gives the same bytes as the file."""
    assert build.fingerprint(build.as_bytes(build.build())) == build.fingerprint(build.as_bytes(ROWS))


def test_model_was_learnt_from_this_corpus(hearing: Hearing) -> None:
    """A corpus that changed needs `make model`."""
    about = hearing.model.about
    assert about["corpus"] == build.fingerprint(build.as_bytes(ROWS))
    assert about["utterances"] == len(ROWS)


def test_teachers_were_asked_about_this_corpus(pool: list[dict[str, Any]]) -> None:
    """A corpus that changed needs `make heard`, and the text they were asked about is made the same again."""
    about = read_about()
    assert about["corpus"] == build.fingerprint(build.as_bytes(build.early(ROWS)))
    assert about["pool"] == fingerprint(pool)
    heard = read_heard(pool, about["acts"])
    assert len(heard.start) == len(pool) + 1


def test_late_batches_are_few() -> None:
    """What the teachers were not asked about is learnt from its labels alone; beyond a seventh of the corpus `make heard` must be run first."""
    late = len(ROWS) - len(build.early(ROWS))
    assert late < len(ROWS) / 7


def test_names_are_swapped_and_nothing_else() -> None:
    """The same stranger for the same name; a text without a name stays as it is."""
    r = Random(1)
    swapped = swap_names("this is maria lopez, maria from summit receivables about your gas", r)
    first = swapped.split()[2]
    assert re.fullmatch(rf"this is {first} .+, {first} from .+ about your gas", swapped)
    assert "maria" not in swapped
    assert "summit" not in swapped
    assert swap_names("the hospital sent me marias and a lopezite", r) == "the hospital sent me marias and a lopezite"


def test_names_of_the_corpus_are_of_many_places() -> None:
    """Places of a line are filled from long lists, not from those that a network learns by heart."""
    r = Random(2)
    filled = {fill("{first} {last}", r) for _ in range(400)}
    assert len({name.split()[0] for name in filled}) > 150
    assert len({name.split(" ", 1)[1] for name in filled}) > 150
    assert len({fill("{company}", r) for _ in range(400)}) > 200


def test_teachers_agree_with_most_labels(pool: list[dict[str, Any]]) -> None:
    """What they heard is about the text beside which it stands: of labelled acts nine in ten are theirs too."""
    about = read_about()
    heard = read_heard(pool, about["acts"])
    right = wanted = 0
    for number, row in enumerate(ROWS[:2000]):
        columns, likely = heard.of(number)
        found = {about["acts"][column] for column, each in zip(columns, likely, strict=True) if each >= 0.5}
        right += sum(f"{row['speaker']} {act}" in found for act in row["acts"])
        wanted += len(row["acts"])
    assert right / wanted > 0.9


def test_teachers_were_asked_about_no_held_out_sentence(pool: list[dict[str, Any]]) -> None:
    """Nor do the small network and its teachers meet one in text without labels."""
    known = build.HeldOut()
    asked = [row for row in pool if build.STATUTORY not in row.get("acts", ())]
    assert not [row["text"] for row in asked if build.plain(row["text"]) in known]


def test_model_hears_what_it_learnt(hearing: Hearing) -> None:
    """A file of other weights would not: of 300 utterances of the corpus nearly all are heard as labelled."""
    chosen = Random(3).sample([row for row in ROWS if "context" not in row], 300)
    right = wanted = 0
    judged = hearing.model.judge_many([(row["text"].lower(), row["speaker"], "") for row in chosen])
    for row, found in zip(chosen, judged, strict=True):
        likely = {each.act for each in found if each.likely >= 0.5}
        right += len(likely & set(row["acts"]))
        wanted += len(row["acts"])
    assert right / wanted >= 0.9


def test_corpus_is_as_large_as_promised() -> None:
    """20,000 utterances, 2,000 out of vocabulary, 3,000 near-misses, one to four acts, both sides, all acts."""
    assert len(ROWS) >= 20_000
    assert sum(not row["acts"] for row in ROWS) >= 2_000
    assert sum("near-misses" in row["source"] for row in ROWS) >= 3_000
    vocabulary = read_vocabulary()
    for side in ("agent", "debtor"):
        said = {act for row in ROWS if row["speaker"] == side for act in row["acts"]}
        assert said == set(vocabulary.side(side))


def test_corpus_holds_no_sentence_of_a_held_out_set() -> None:
    """Text that is measured on is not learnt from."""
    known = build.HeldOut()
    assert "kindly confirm am i speaking to ramesh" in known
    assert "okay" not in known
    assert not [row["text"] for row in ROWS if build.plain(row["text"]) in known and build.STATUTORY not in row["acts"]]


def test_lists_of_lines_are_held_out_too() -> None:
    """Innocent talk and hints that stand in text files are kept out like the development set."""
    known = build.HeldOut()
    assert "are they still letting you use the car for deliveries" in known
    assert "our barrister only needs a nod from me" in known


def test_alternatives_are_written_out() -> None:
    """One of each bracket, innermost first, without stray blanks."""
    assert count_choices("(a|b) c (d|)") == 4
    assert {write_out("(hi|hello) (there|)", Random(seed)) for seed in range(30)} == {
        "hi",
        "hello",
        "hi there",
        "hello there",
    }
    assert write_out("((x|x)|x)", Random(1)) == "x"


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_is_filled(place: str) -> None:
    """No curly bracket is left."""
    assert "{" not in fill(f"so {{{place}}} then", Random(5))


def test_every_line_names_known_acts_and_places() -> None:
    """A misspelt act or place in a written line is found."""
    vocabulary = read_vocabulary()
    for line in read_lines():
        assert set(line.acts) <= set(vocabulary.side(line.speaker)), line.source
        fill(write_out(line.pattern, Random(1)), Random(1))


def test_manners_change_looks_and_keep_figures() -> None:
    """Digits of amounts survive every manner but that of speech, where they may become words."""
    for manner in MANNERS:
        for seed in range(20):
            text = put_on("could you pay $1,840 by the 15th of march", manner, Random(seed))
            assert "1840" in text.replace(",", ""), (manner, text)


def test_numbers_in_words() -> None:
    """As transcribers write them."""
    assert in_words(250) == "two hundred and fifty"
    assert ordinal(22) == "22nd"
