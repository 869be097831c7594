"""Things in frames: every place has a list, and each time a late line is written out it names others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import numpy as np

from corpus import build
from corpus.filling import PLACES, fill
from corpus.overhearing import find_accused, read_talk
from corpus.things import sections
from corpus.written import read_lines
from scenarios.packs import read_vocabulary
from simulator.understanding.hearing import Hearing

BEGINNING = Path(build.__file__).with_name("beginning.npz")


def test_every_place_of_a_written_line_can_be_filled() -> None:
    """A place without values would stand in the text as it is."""
    written = [line.pattern for line in (*read_lines(), *read_lines(build.LATE))]
    places = {place.rstrip("0123456789") for line in written for place in re.findall(r"\{([a-z]+\d?)\}", line)}
    assert not places - PLACES.keys() - sections().keys()


def test_things_are_in_lower_case_and_each_stands_once_in_its_list() -> None:
    """They are read as said; what stands twice would be named twice as often."""
    for kind, things in sections().items():
        assert len(set(things)) == len(things) > 1, kind
        assert [thing for thing in things if thing != thing.lower() or thing != thing.strip()] == [], kind
    assert not sections().keys() & PLACES.keys()


def test_a_thing_brings_its_article_unless_one_stands_there() -> None:
    """ "my ulcer", not "my an ulcer"; other text is filled as it always was."""
    r = Random(4)
    assert not [said for said in (fill("sell your {valuable}", r) for _ in range(80)) if "your your" in said]
    assert fill("we are the the {n}", Random(1)).startswith("we are the the ")


def test_late_lines_are_written_out_otherwise_each_time() -> None:
    """A last round meets the same acts in other words and with other things."""
    one, other = list(build.write_late(1)), list(build.write_late(2))
    assert [row["acts"] for row in one] == [row["acts"] for row in other]
    listed = [
        (row["text"], second["text"]) for row, second in zip(one, other, strict=True) if build.LISTED in row["source"]
    ]
    assert sum(first == second for first, second in listed) < len(listed) / 10


def test_beginning_knows_the_acts_of_the_vocabulary() -> None:
    """`make model` starts from it: an act that came since would have no column."""
    vocabulary = read_vocabulary()
    with np.load(BEGINNING, allow_pickle=False) as file:
        acts = file["acts"].tobytes().decode().split("\n")
        assert json.loads(file["about"].tobytes())["layers"] == 4
    assert acts == [f"{side} {act}" for side in ("agent", "debtor") for act in vocabulary.side(side)]


def test_talk_of_others_is_read_and_what_accuses_is_found(tmp_path: Path, hearing: Hearing) -> None:
    """Conversations of any form are lines; each stands once."""
    talk = {"conversations": [["hello there", "you are a worthless liar and a thief"], ["hello there", 42, ""]]}
    (tmp_path / "some.yml").write_text(json.dumps(talk), encoding="utf-8")
    lines = read_talk(tmp_path)
    assert lines == ["hello there", "you are a worthless liar and a thief", "42"]
    assert [line for line, _ in find_accused(lines, hearing)] == ["you are a worthless liar and a thief"]
