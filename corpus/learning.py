"""Learns the model from the corpus, with the same numbers each time on one kind of machine: `make model`.

Owns the schedule of learning and the check on the tuned half. The file itself is written by `storing.py`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor, nn

from corpus import build
from corpus.linear import learn_linear
from corpus.network import Network, read_source
from corpus.storing import store
from scenarios.packs import read_vocabulary
from simulator.understanding.model import BEFORE, FILE, SHORT, WINDOW
from simulator.understanding.pieces import Pieces
from simulator.understanding.words import normalise

LAYERS = 3
ROUNDS = 5
BATCH = 32
FASTEST, FASTEST_HEAD = 1.5e-4, 3e-3
"""Rates of learning of the layers and of the acts' own weights (AdamW, warm-up, then linear to nearly nothing)."""
STRANGE_BEFORE = 0.3
"""Share of short utterances that are read after some turn that has nothing to do with them."""
TWICE_MORE = 2
"""How often more utterances with a turn before them are read in each round."""
SEED = 11
RUNS = 2
"""Networks that are learnt from other beginnings and in another order; `averaging.py` makes one of them."""
FAR_APART = 1000
"""Between the seeds of two runs, more than there are rounds."""
Example = tuple[tuple[int, ...], int]
"""Pieces, and from which one on they are the utterance's own."""


class Course:
    """The corpus as examples for one round after another."""

    def __init__(self, rows: list[dict[str, Any]], pieces: Pieces, acts: list[str]) -> None:
        self.rows = rows + [row for row in rows if "context" in row] * TWICE_MORE
        self.pieces = pieces
        columns = {act: column for column, act in enumerate(acts)}
        self.wanted = torch.zeros(len(self.rows), len(acts))
        self.side = torch.zeros(len(self.rows), len(acts))
        for number, row in enumerate(self.rows):
            for act in row["acts"]:
                self.wanted[number, columns[f"{row['speaker']} {act}"]] = 1.0
            for act, column in columns.items():
                self.side[number, column] = float(act.startswith(row["speaker"]))
        self._others = {side: [row["text"] for row in rows if row["speaker"] != side] for side in ("agent", "debtor")}

    def round(self, number: int) -> list[Example]:
        """The examples of one round; what stands before short ones differs from round to round."""
        r = Random(number)
        return [self._example(row, r) for row in self.rows]

    def _example(self, row: dict[str, Any], r: Random) -> Example:
        low = normalise(row["text"])
        before = row["context"][-1]["text"] if "context" in row else ""
        short = low.count(" ") < SHORT
        if not before and short and r.random() < STRANGE_BEFORE:
            before = r.choice(self._others[row["speaker"]])
        own = (*self.pieces.cut(low).ids[:WINDOW], self.pieces.end)
        earlier = self.pieces.cut(normalise(before)).ids[-BEFORE:] if before and short else ()
        if earlier:
            return (self.pieces.start, *earlier, self.pieces.end, *own), len(earlier) + 2
        return (self.pieces.start, *own), 0


def batches(examples: list[Example], r: Random) -> Iterator[list[int]]:
    """Numbers of examples in batches of like length, in a shuffled order."""
    order = list(range(len(examples)))
    r.shuffle(order)
    found = []
    for start in range(0, len(order), BATCH * 40):
        run = sorted(order[start : start + BATCH * 40], key=lambda number: len(examples[number][0]))
        found.extend(run[at : at + BATCH] for at in range(0, len(run), BATCH))
    r.shuffle(found)
    yield from found


def pack(examples: list[Example], numbers: list[int]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, places beyond the end, places of the utterance itself."""
    width = max(len(examples[number][0]) for number in numbers)
    ids = torch.zeros(len(numbers), width, dtype=torch.long)
    beyond = torch.ones(len(numbers), width, dtype=torch.bool)
    own = torch.zeros(len(numbers), width, dtype=torch.bool)
    for row, number in enumerate(numbers):
        text, start = examples[number]
        ids[row, : len(text)] = torch.tensor(text)
        beyond[row, : len(text)] = False
        own[row, start : len(text)] = True
    return ids, beyond, own


def learn(
    rows: list[dict[str, Any]], folder: Path, rounds: int = ROUNDS, layers: int = LAYERS, run: int = 0
) -> tuple[Network, list[str], list[str]]:
    """The learnt network of one run, the word pieces it knows, and its acts."""
    torch.manual_seed(SEED + run)
    torch.use_deterministic_algorithms(True)
    source, names = read_source(folder)
    vocabulary = read_vocabulary()
    acts = [f"{side} {act}" for side in ("agent", "debtor") for act in vocabulary.side(side)]
    course = Course(rows, Pieces(names), acts)
    network = Network(source, layers, len(acts))
    head = [network.look.weight, network.weigh, network.bias]
    body = [each for each in network.parameters() if each.requires_grad and not any(each is one for one in head)]
    steps = rounds * (len(course.rows) // BATCH + 1)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": FASTEST}, {"params": head, "lr": FASTEST_HEAD}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / 150) * max(0.02, 1 - step / steps)
    )
    for number in range(rounds):
        began, total, count = time.monotonic(), 0.0, 0
        examples = course.round(number + FAR_APART * run)
        network.train()
        for chosen in batches(examples, Random(number + FAR_APART * run)):
            scores = network(*pack(examples, chosen))
            loss = nn.functional.binary_cross_entropy_with_logits(scores, course.wanted[chosen], reduction="none")
            loss = (loss * course.side[chosen]).sum() / len(chosen)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"round {number + 1} of {rounds}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network.eval(), names, acts


def main() -> None:
    """Learn and write the file."""
    parser = argparse.ArgumentParser(prog="python -m corpus.learning", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the sentence encoder to start from")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--run", type=int, default=0, choices=range(RUNS), help="which of the runs")
    parser.add_argument("--only", type=int, help="learn from so many utterances, for a learning curve")
    options = parser.parse_args()
    rows = build.read()
    fingerprint = build.fingerprint(build.as_bytes(rows))
    if options.only:
        rows = Random(SEED).sample(rows, options.only)
    network, names, acts = learn(rows, options.folder, options.rounds, run=options.run)
    about = {
        "corpus": fingerprint,
        "utterances": len(rows),
        "rounds": options.rounds,
        "layers": LAYERS,
        "torch": torch.__version__,
    }
    print(json.dumps(store(options.out, network, names, acts, rows, about, learn_linear(rows, acts))))


if __name__ == "__main__":
    main()
