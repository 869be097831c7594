"""Learns the model from the corpus and from what its teachers heard, with the same numbers each time on one kind of machine: `make model`.

Owns the schedule of learning, for the small network and for its teachers. The file itself is written by `storing.py`.
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
from corpus.heard import Heard, read_heard
from corpus.innocence import is_innocent, name_breaches
from corpus.linear import learn_linear
from corpus.network import MINILM, Network, Source, narrow, read_source
from corpus.pool import read_pool
from corpus.storing import store
from scenarios.packs import read_vocabulary
from simulator.understanding.model import BEFORE, FILE, WINDOW, is_short
from simulator.understanding.pieces import Pieces
from simulator.understanding.words import normalise

LAYERS, WIDE = 4, 768
"""Four layers of half the width hear what three whole ones hear and cost an eighth less (docs/decisions/0022)."""
ROUNDS = 4
BATCH = 128
FASTEST = (3e-4, 3e-3)
"""Rates of learning of the layers and of the acts' own weights (AdamW, warm-up, then linear to nearly nothing)."""
STRANGE_BEFORE = 0.3
"""Share of short utterances that are read after some turn that has nothing to do with them."""
TWICE_MORE = 2
"""How often more utterances with a turn before them are read in each round."""
LABELLED = 0.5
"""Share of the label in what is wanted; the rest is what the teachers heard. Text that nobody labelled is theirs alone."""
SEED = 11
THREADS = 2
"""Sums are taken in another order on more threads, and come out otherwise."""
RUNS = 3
"""Networks that are learnt from other beginnings and in another order; `averaging.py` makes one of them."""
FAR_APART = 1000
"""Between the seeds of two runs, more than there are rounds."""
Example = tuple[tuple[int, ...], int]
"""Pieces, and from which one on they are the utterance's own."""


class Course:
    """Labelled rows, or rows that teachers heard, as examples for one round after another."""

    def __init__(self, rows: list[dict[str, Any]], pieces: Pieces, acts: list[str], heard: Heard | None = None) -> None:
        numbers = _more_often(rows)
        self.rows = [rows[number] for number in numbers]
        self.pieces = pieces
        columns = {act: column for column, act in enumerate(acts)}
        self.wanted = torch.zeros(len(self.rows), len(acts))
        self.side = torch.zeros(len(self.rows), len(acts))
        sides = {side: torch.tensor([float(act.startswith(side)) for act in acts]) for side in ("agent", "debtor")}
        breaches = name_breaches()
        accusing = torch.tensor([float(act in breaches) for act in acts])
        for place, (number, row) in enumerate(zip(numbers, self.rows, strict=True)):
            for act in row.get("acts", ()):
                self.wanted[place, columns[f"{row['speaker']} {act}"]] = 1.0
            if heard is not None and "late" not in row:
                share = LABELLED if "acts" in row else 0.0
                self.wanted[place] *= share
                where, likely = heard.of(number)
                self.wanted[place, where] += (1 - share) * likely
            self.side[place] = sides[row["speaker"]]
            if is_innocent(row):
                self.side[place] += accusing
        self._own = [(*pieces.cut(normalise(row["text"])).ids[:WINDOW], pieces.end) for row in self.rows]
        self._short = [is_short(normalise(row["text"])) for row in self.rows]
        self._before = [self._cut(row["context"][-1]["text"]) if "context" in row else () for row in self.rows]
        self._others = {side: [row["text"] for row in rows if row["speaker"] != side] for side in ("agent", "debtor")}

    def _cut(self, before: str) -> tuple[int, ...]:
        return self.pieces.cut(normalise(before)).ids[-BEFORE:]

    def round(self, number: int) -> list[Example]:
        """The examples of one round; what stands before short ones differs from round to round."""
        r = Random(number)
        return [self._example(place, r) for place in range(len(self.rows))]

    def plain(self) -> list[Example]:
        """The examples with nothing before them but their own."""
        return [self._joined(place, self._before[place]) for place in range(len(self.rows))]

    def _example(self, place: int, r: Random) -> Example:
        before = self._before[place]
        if not before and self._short[place] and r.random() < STRANGE_BEFORE:
            before = self._cut(r.choice(self._others[self.rows[place]["speaker"]]))
        return self._joined(place, before)

    def _joined(self, place: int, before: tuple[int, ...]) -> Example:
        own = self._own[place]
        if before and self._short[place]:
            return (self.pieces.start, *before, self.pieces.end, *own), len(before) + 2
        return (self.pieces.start, *own), 0


def _more_often(rows: list[dict[str, Any]]) -> list[int]:
    in_context = [number for number, row in enumerate(rows) if "context" in row]
    return [*range(len(rows)), *in_context * TWICE_MORE]


def batches(examples: list[Example], r: Random, size: int) -> Iterator[list[int]]:
    """Numbers of examples in batches of like length, in a shuffled order."""
    order = list(range(len(examples)))
    r.shuffle(order)
    found = []
    for start in range(0, len(order), size * 40):
        run = sorted(order[start : start + size * 40], key=lambda number: len(examples[number][0]))
        found.extend(run[at : at + size] for at in range(0, len(run), size))
    r.shuffle(found)
    yield from found


def pack(examples: list[Example], numbers: list[int], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
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
    return ids.to(device), beyond.to(device), own.to(device)


def choose_device() -> torch.device:
    """The graphics card where there is one. Steady numbers on it cost the faster ways of attending."""
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(THREADS)
    if not torch.cuda.is_available():
        return torch.device("cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cuda.enable_flash_sdp(False)
    torch.backends.cuda.enable_mem_efficient_sdp(False)
    return torch.device("cuda")


def read_small(folder: Path) -> Source:
    """The encoder that the small network starts from, as narrow as that is."""
    return narrow(read_source(folder, MINILM), WIDE)


def begin(source: Source, layers: int, acts: list[str], run: int) -> Network:
    """A network that has not learnt yet; each run begins otherwise."""
    torch.manual_seed(SEED + run)
    return Network(source, layers, len(acts))


def learn(network: Network, course: Course, rounds: int = ROUNDS, batch: int = BATCH, fastest: tuple[float, float] = FASTEST, run: int = 0) -> Network:  # fmt: skip
    """The network after so many rounds."""
    device = choose_device()
    torch.manual_seed(SEED + run)
    network = network.to(device)
    head = [network.look.weight, network.weigh, network.bias]
    body = [each for each in network.parameters() if each.requires_grad and not any(each is one for one in head)]
    steps = rounds * (len(course.rows) // batch + 1)
    optimiser = torch.optim.AdamW(
        [{"params": each, "lr": rate} for each, rate in zip((body, head), fastest, strict=True)], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / 150) * max(0.02, 1 - step / steps)
    )
    for number in range(rounds):
        began, total, count = time.monotonic(), torch.zeros((), device=device), 0
        examples = course.round(number + FAR_APART * run)
        network.train()
        for chosen in batches(examples, Random(number + FAR_APART * run), batch):
            scores = network(*pack(examples, chosen, device))
            wanted, side = course.wanted[chosen].to(device), course.side[chosen].to(device)
            loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
            loss = (loss * side).sum() / len(chosen)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.detach(), count + 1
        print(f"round {number + 1} of {rounds}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network.eval()


def name_acts() -> list[str]:
    """The columns of a network: `side act`."""
    vocabulary = read_vocabulary()
    return [f"{side} {act}" for side in ("agent", "debtor") for act in vocabulary.side(side)]


def main() -> None:
    """Learn and write the file."""
    parser = argparse.ArgumentParser(prog="python -m corpus.learning", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the sentence encoder to start from")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--run", type=int, default=0, choices=range(RUNS), help="which of the runs")
    parser.add_argument("--only", type=int, help="learn from so many utterances and no teacher, for a learning curve")
    options = parser.parse_args()
    rows = build.read()
    fingerprint = build.fingerprint(build.as_bytes(rows))
    source, acts = read_small(options.folder), name_acts()
    pieces = Pieces(source.names)
    if options.only:
        rows = Random(SEED).sample(rows, options.only)
        course = Course(rows, pieces, acts)
    else:
        pool = read_pool(rows)
        course = Course(pool, pieces, acts, read_heard(pool, acts))
    network = learn(begin(source, LAYERS, acts, options.run), course, options.rounds, run=options.run)
    about = {
        "corpus": fingerprint,
        "utterances": len(rows),
        "rounds": options.rounds,
        "layers": LAYERS,
        "torch": torch.__version__,
    }
    linear = learn_linear(rows, acts)
    print(json.dumps(store(options.out, network.cpu(), source.names, acts, rows, about, linear)))


if __name__ == "__main__":
    main()
