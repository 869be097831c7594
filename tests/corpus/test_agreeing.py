"""Two readers' labels: the figures are counted from the file, and every label is an act of its side."""

from __future__ import annotations

from corpus.agreeing import Agreement, agree, read_twice
from scenarios.packs import read_vocabulary


def test_agreement_is_one_for_the_same_labels_and_zero_for_others() -> None:
    """The figure is the same whichever reader is the first."""
    same, other, half = Agreement(), Agreement(), Agreement()
    same.add({"thank"}, {"thank"})
    other.add({"thank"}, {"greet"})
    half.add({"thank", "greet"}, {"thank"})
    assert (same.share(["thank"]), same.alike) == (1.0, 1)
    assert (other.share(["thank", "greet"]), other.alike) == (0.0, 0)
    assert half.share(["thank", "greet"]) == 2 / 3
    assert same.share(["close-call"]) is None


def test_labelled_twice_holds_500_utterances_with_acts_of_their_side() -> None:
    """Both readers used the vocabulary and nothing else."""
    vocabulary, rows = read_vocabulary(), read_twice()
    assert len(rows) == 500
    for row in rows:
        assert set(row["acts"]) | set(row["second"]) <= vocabulary.side(row["speaker"]).keys(), row["text"]
    assert 0.8 < agree(rows).alike / 500 < 1.0
