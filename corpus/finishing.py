"""A last round from what was learnt before, with other people's names and the late batches: `make model`.

Owns which texts are read in such a round and how fast is learnt. Many names of the corpus come from short lists, which a network learns by heart; what
a text does, labelled or heard by the teachers, stays the same whoever is named. Several rounds start from one beginning and read other texts in another order;
what ships is their mean (`averaging.py`). The first of them learns the linear half as well.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from corpus import build
from corpus.heard import read_heard
from corpus.learning import FAR_APART, LAYERS, RUNS, SEED, Course, begin, learn, name_acts, read_small
from corpus.linear import learn_linear
from corpus.pool import read_pool
from corpus.storing import restore, store
from corpus.strangers import has_name, swap_names
from simulator.understanding.model import FILE
from simulator.understanding.pieces import Pieces
from simulator.understanding.words import normalise

FASTEST = (1e-4, 1e-3)
BATCH = 64
SWAPS = 4
"""How often each text with a name is read, with another name each time."""
OTHERS = 30_000
"""Texts without a name that are read as well, so that nothing else is forgotten."""
LATE = 4
"""How often each line of the late batches is read, which the teachers were not asked about; each time written out otherwise, with other things in it."""
SWAPS_OF_THE_CORPUS = 3
"""Copies with other names from which the linear half learns as well."""


def choose(pool: list[dict[str, Any]], r: Random) -> list[int]:
    """Numbers of the texts to be read."""
    named: list[int] = []
    without: list[int] = []
    for number, row in enumerate(pool):
        (named if has_name(normalise(row["text"])) else without).append(number)
    return [*named * SWAPS, *r.sample(without, min(OTHERS, len(without)))]


def write_anew(run: int) -> Iterator[dict[str, Any]]:
    """The late batches, written out LATE times as in no other run; what is held out is left out."""
    known = build.HeldOut()
    for seed in range(FAR_APART * run, FAR_APART * run + LATE):
        yield from (row for row in build.write_late(seed) if build.plain(row["text"]) not in known)


def rename(row: dict[str, Any], r: Random) -> dict[str, Any]:
    """The row with other names in its text."""
    return {**row, "text": swap_names(normalise(row["text"]), r)}


def main() -> None:
    """Read the beginning, learn the round, write the file."""
    parser = argparse.ArgumentParser(prog="python -m corpus.finishing", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the sentence encoder")
    parser.add_argument("beginning", type=Path, help="what was learnt before")
    parser.add_argument(
        "--round", type=int, default=0, help="which of the rounds, from 0; each reads other texts in another order"
    )
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    run, r = RUNS + options.round, Random(SEED + options.round)
    rows, source, acts = build.read(), read_small(options.folder), name_acts()
    pool = read_pool(rows)
    heard, numbers = read_heard(pool, acts), choose(pool, r)
    texts = [rename(row, r) for row in (*(pool[number] for number in numbers), *write_anew(run))]
    course = Course(texts, Pieces(source.names), acts, heard.only(numbers))
    network = restore(options.beginning, begin(source, LAYERS, acts, run))
    network = learn(network, course, 1, BATCH, FASTEST, run)
    linear = {}
    if options.round == 0:
        named = [row for row in rows if has_name(normalise(row["text"]))]
        linear = learn_linear([*rows, *(rename(row, r) for row in named * SWAPS_OF_THE_CORPUS)], acts)
    print(
        json.dumps(store(options.out, network.cpu(), source.names, acts, rows, _about(options.beginning, rows), linear))
    )


def _about(beginning: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    with np.load(beginning, allow_pickle=False) as file:
        about = json.loads(file["about"].tobytes())
    said = {name: about[name] for name in ("rounds", "layers", "torch", "mean_of")}
    return {"corpus": build.fingerprint(build.as_bytes(rows)), "utterances": len(rows), **said}


if __name__ == "__main__":
    main()
