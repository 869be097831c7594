"""One last round, with other people's names and the late batches: `make model`.

Owns which texts are read in that round and how fast is learnt. Many names of the corpus come from short lists, which a network learns by heart; what
a text does, labelled or heard by the teachers, stays the same whoever is named. The round also settles the mean of the runs, which is less
sure of everything than each of them; what ships lies half way between the mean and what this round makes of it, which hears names nearly as well and accuses less.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from corpus import build
from corpus.heard import read_heard
from corpus.learning import LAYERS, RUNS, SEED, Course, begin, learn, name_acts, read_small
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
OTHERS = 60_000
"""Texts without a name that are read as well, so that nothing else is forgotten."""
LATE = 4
"""How often each text of the late batches is read, which the teachers were not asked about."""
SWAPS_OF_THE_CORPUS = 3
"""Copies with other names from which the linear half learns as well."""


def choose(pool: list[dict[str, Any]], r: Random) -> list[int]:
    """Numbers of the texts to be read."""
    named: list[int] = []
    without: list[int] = []
    for number, row in enumerate(pool):
        (named if has_name(normalise(row["text"])) else without).append(number)
    return [*named * SWAPS, *r.sample(without, min(OTHERS, len(without)))]


def rename(row: dict[str, Any], r: Random) -> dict[str, Any]:
    """The row with other names in its text."""
    return {**row, "text": swap_names(normalise(row["text"]), r)}


def main() -> None:
    """Read the mean of the runs, learn the round, write the file."""
    parser = argparse.ArgumentParser(prog="python -m corpus.finishing", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the sentence encoder")
    parser.add_argument("mean", type=Path, help="the mean of the runs")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    r = Random(SEED)
    rows, source, acts = build.read(), read_small(options.folder), name_acts()
    pool = read_pool(rows)
    heard, numbers = read_heard(pool, acts), choose(pool, r)
    late = [row for row in rows if "late" in row] * LATE
    texts = [rename(row, r) for row in (*(pool[number] for number in numbers), *late)]
    course = Course(texts, Pieces(source.names), acts, heard.only(numbers))
    network = restore(options.mean, begin(source, LAYERS, acts, RUNS))
    network = learn(network, course, 1, BATCH, FASTEST, RUNS)
    named = [row for row in rows if has_name(normalise(row["text"]))]
    wider = [*rows, *(rename(row, r) for row in named * SWAPS_OF_THE_CORPUS)]
    linear = learn_linear(wider, acts)
    print(json.dumps(store(options.out, network.cpu(), source.names, acts, rows, _about(options.mean, rows), linear)))


def _about(mean: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    with np.load(mean, allow_pickle=False) as file:
        about = json.loads(file["about"].tobytes())
    said = {name: about[name] for name in ("rounds", "layers", "torch", "mean_of")}
    return {"corpus": build.fingerprint(build.as_bytes(rows)), "utterances": len(rows), **said}


if __name__ == "__main__":
    main()
