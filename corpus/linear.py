"""Learns the linear half of the ear: one weight for each run of words or letters and each act (scikit-learn).

Owns which runs are kept and how weights are pruned. Read by `simulator/understanding/encoder.py`. Text that was heard with the
turn before is the network's alone and is left out here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from corpus.innocence import is_innocent, name_breaches
from simulator.understanding.grams import BITS, buckets
from simulator.understanding.words import normalise

FEWEST = 3
"""Utterances that a run stands in at least."""
LOOSE = 20.0
"""Inverse strength of the L2 penalty."""
WEAKEST = 0.85
"""Weights that matter less are dropped; they would triple the file and move nothing."""


def learn_linear(rows: list[dict[str, Any]], acts: list[str]) -> dict[str, NDArray[Any]]:
    """The arrays of the linear half, named `grams.…`."""
    rows = [row for row in rows if "context" not in row]
    cells = [buckets(normalise(row["text"])) for row in rows]
    starts = np.cumsum([0, *(len(each) for each in cells)])
    flat = np.fromiter((bucket for each in cells for bucket in each), np.int64)
    table = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), 1 << BITS))
    often = np.asarray(table.sum(0)).ravel()
    scale = np.where(often >= FEWEST, np.log(len(rows) / (1 + often) + 1), 0.0)
    table = table.multiply(scale).tocsr()
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(1)).ravel())
    table = (diags(1 / np.where(lengths == 0, 1, lengths)) @ table).tocsr()
    kept = np.flatnonzero(scale)
    weights = np.zeros((len(kept), len(acts)), np.float32)
    bias = np.full(len(acts), -9.0, np.float32)
    breaches, innocent = name_breaches(), [number for number, row in enumerate(rows) if is_innocent(row)]
    for side in ("agent", "debtor"):
        spoken = [number for number, row in enumerate(rows) if row["speaker"] == side]
        parts = {0: table[spoken][:, kept], len(innocent): table[[*spoken, *innocent]][:, kept]}
        for column, act in enumerate(acts):
            speaker, name = act.split(" ")
            wanted = [int(name in rows[number]["acts"]) for number in spoken]
            if speaker != side or sum(wanted) < FEWEST:
                continue
            more = len(innocent) if act in breaches else 0
            fitted = LogisticRegression(C=LOOSE, solver="liblinear", max_iter=80, random_state=0)
            with threadpool_limits(1):  # on more threads sums are taken in another order
                fitted.fit(parts[more], np.array([*wanted, *[0] * more]))
            weights[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
    return _packed(kept, scale[kept], weights, bias)


def _packed(
    kept: NDArray[Any], scale: NDArray[Any], weights: NDArray[np.float32], bias: NDArray[np.float32]
) -> dict[str, NDArray[Any]]:
    step = np.abs(weights).max(0) / 127
    step[step == 0] = 1
    strong = np.abs(weights) > WEAKEST
    used = strong.any(1) | (scale > 0)
    rows, columns = np.nonzero(strong)
    starts = np.searchsorted(rows, np.arange(len(kept) + 1))
    return {
        "grams.bucket": kept[used].astype(np.uint32),
        "grams.scale": scale[used].astype(np.float16),
        "grams.start": starts.astype(np.uint32),
        "grams.column": columns.astype(np.uint8),
        "grams.weight": np.round(weights[rows, columns] / step[columns]).astype(np.int8),
        "grams.step": step.astype(np.float32),
        "grams.bias": bias,
    }
