"""Learns the teachers and asks them about the pool: `make heard`, some ten minutes on a graphics card and most of a day without.

Owns who the teachers are. Three of the large encoder and one of the small one with all its layers, each from another beginning; what they
hear is the mean of their log odds. They are not kept: `heard.npz` is.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from corpus import build
from corpus.heard import FILE, write_heard
from corpus.learning import Course, batches, begin, choose_device, learn, name_acts, pack
from corpus.network import MINILM, MPNET, Network, Source, read_source
from corpus.pool import read_pool
from simulator.understanding.pieces import Pieces

TEACHERS = (
    ("large", 12, 4, 96, 8e-5, 2),
    ("large", 12, 4, 96, 8e-5, 3),
    ("large", 12, 4, 96, 8e-5, 4),
    ("small", 6, 6, 64, 1.6e-4, 5),
)
"""Encoder, layers, rounds, batch, fastest rate of the layers, run."""
FASTEST_HEAD = 3e-3
AT_ONCE = 256


def hear(network: Network, course: Course) -> NDArray[np.float32]:
    """Log odds of all acts in each text of a course."""
    device = next(network.parameters()).device
    torch.backends.mha.set_fastpath_enabled(False)
    examples = course.plain()
    out = np.zeros((len(examples), course.wanted.shape[1]), np.float32)
    with torch.no_grad():
        for chosen in batches(examples, Random(0), AT_ONCE):
            out[chosen] = network(*pack(examples, chosen, device)).float().cpu().numpy()
    return out


def likelihoods(odds: list[NDArray[np.float32]], course: Course) -> NDArray[np.float32]:
    """The mean of the teachers as likelihoods, of the acts of the speaker's side alone; the course may go on after what was heard."""
    mean = np.mean(odds, axis=0)
    return np.asarray(1 / (1 + np.exp(-mean)) * course.side.numpy()[: len(mean)], np.float32)


def main() -> None:
    """Learn, ask, write."""
    parser = argparse.ArgumentParser(prog="python -m corpus.teaching", description=__doc__)
    parser.add_argument("small", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("large", type=Path, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    small = read_source(options.small, MINILM)
    sources: dict[str, Source] = {"small": small, "large": read_source(options.large, MPNET, small.names)}
    rows = build.early(build.read())
    acts, pieces = name_acts(), Pieces(small.names)
    pool: list[dict[str, Any]] = read_pool(rows)
    lessons, asked = Course(rows, pieces, acts), Course(pool, pieces, acts)
    odds = []
    for name, layers, rounds, batch, fastest, run in TEACHERS:
        network = begin(sources[name], layers, acts, run)
        learn(network, lessons, rounds, batch, (fastest, FASTEST_HEAD), run)
        odds.append(hear(network, asked)[: len(pool)])
    about = {"teachers": [list(each) for each in TEACHERS], "torch": torch.__version__, "device": str(choose_device())}
    write_heard(options.out, likelihoods(odds, asked), pool, acts, about)
    print(f"{options.out}: {len(pool)} texts, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
