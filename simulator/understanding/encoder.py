"""The network that reads pieces: a small transformer with one attention over the words for each act; numpy alone.

Owns the arithmetic and the file of numbers it comes from. The one door to numpy. Never knows what an act is.
Layers after Vaswani et al. 2017 (arXiv:1706.03762) as in BERT; how the numbers come about: `corpus/learning.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_HEADS = 12
AT_ONCE = 32
"""Texts in one batch; of like length, so that little is read for nothing."""
_MOST_ODDS = 12.0
"""Log odds beyond which the linear half is not believed any more."""
_FAR = np.float32(-1e4)
"""Added where a place is not to be looked at."""


class Reading(NamedTuple):
    """For one text: how likely each act is (0–1), and how much each rests on each piece (pieces × acts, columns sum to 1)."""

    likely: NDArray[np.float64]
    rests: Any


class Encoder:
    """Reads batches of pieces."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        self.about = bytes(stored["about"]).decode()
        """What the file derives from, as JSON."""
        self.pieces = bytes(stored["pieces"]).decode().split("\n")
        self.acts = bytes(stored["acts"]).decode().split("\n")
        self._words, self._word_scale = stored["words"], stored["words.scale"]
        self._layers = int(stored["layers"])
        self._w: dict[str, Any] = {
            name: _as_used(name, value, stored.get(f"{name}.scale"))
            for name, value in stored.items()
            if name.split(".")[0] in ("place", "norm", "layer", "look", "weigh", "bias") and not name.endswith(".scale")
        }
        steps = stored["grams.step"]
        self._grams = (
            stored["grams.bucket"], stored["grams.scale"].astype(np.float32), stored["grams.start"],
            stored["grams.column"], stored["grams.weight"].astype(np.float32) * steps[stored["grams.column"]],
            stored["grams.bias"],
        )  # fmt: skip
        self.longest = len(self._w["place"])

    def weigh_up(self, reading: Reading, numbers: Sequence[int], share: float) -> tuple[list[float], list[float]]:
        """How likely each act is by both halves, and the log odds of the linear half alone, which has this `share` in the whole."""
        held = np.clip(reading.likely, 1e-6, 1 - 1e-6)
        scores = self._weigh_grams(numbers)
        odds = (1 - share) * np.log(held / (1 - held)) + share * np.clip(scores, -_MOST_ODDS, _MOST_ODDS)
        return (1 / (1 + np.exp(-odds))).tolist(), scores.tolist()

    def _weigh_grams(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        known, scales, starts, columns, weights, bias = self._grams
        asked = np.asarray(numbers, np.uint32)
        at = np.searchsorted(known, asked)
        at = at[(at < len(known)) & (known[np.minimum(at, len(known) - 1)] == asked)]
        if not len(at):
            return np.asarray(bias, np.float64)
        values = scales[at]
        values = values / np.float32(np.sqrt(float((values * values).sum())) or 1.0)
        lengths = (starts[at + 1] - starts[at]).astype(np.int64)
        ends = np.cumsum(lengths)
        places = np.arange(int(ends[-1])) + np.repeat(starts[at].astype(np.int64) - (ends - lengths), lengths)
        scores = np.bincount(columns[places], weights[places] * np.repeat(values, lengths), len(bias))
        return np.asarray(scores + bias, np.float64)

    def read(self, texts: Sequence[Sequence[int]], heard_from: Sequence[int]) -> list[Reading]:
        """Readings of texts of piece numbers; of each only what comes from `heard_from` on is to carry acts."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        found: dict[int, Reading] = {}
        for first in range(0, len(order), AT_ONCE):
            chosen = order[first : first + AT_ONCE]
            readings = self._read([texts[number] for number in chosen], [heard_from[number] for number in chosen])
            found.update(zip(chosen, readings, strict=True))
        return [found[number] for number in range(len(texts))]

    def _read(self, texts: Sequence[Sequence[int]], heard_from: Sequence[int]) -> list[Reading]:
        lengths = [len(text) for text in texts]
        width = max(lengths)
        ids = np.zeros((len(texts), width), np.int64)
        for row, text in enumerate(texts):
            ids[row, : lengths[row]] = text
        columns = np.arange(width)
        beyond = columns[None, :] >= np.array(lengths)[:, None]
        before = columns[None, :] < np.array(heard_from)[:, None]
        hidden = self._encode(ids, np.where(beyond, _FAR, np.float32(0)).astype(np.float32))
        looks = hidden @ self._w["look"] + np.where(beyond | before, _FAR, np.float32(0))[..., None]
        looks = _softmax(looks.astype(np.float32), axis=1)
        scores = (looks * (hidden @ self._w["weigh"])).sum(1) + self._w["bias"]
        likely = (1.0 / (1.0 + np.exp(-scores))).astype(np.float64)
        return [Reading(likely[row], looks[row, : lengths[row]]) for row in range(len(texts))]

    def _encode(self, ids: NDArray[np.int64], mask: Floats) -> Floats:
        w = self._w
        words = self._words[ids].astype(np.float32) * self._word_scale[ids][..., None]
        x = words + w["place"][: ids.shape[1]]
        x = _normalise(x, w["norm.weight"], w["norm.bias"])
        batch, width, size = x.shape
        each = size // _HEADS
        flat = x.reshape(-1, size)
        for number in range(self._layers):
            at = f"layer.{number}."
            three = (flat @ w[at + "in.weight"] + w[at + "in.bias"]).reshape(batch, width, 3, _HEADS, each)
            query, key, value = (three[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
            looks = query @ key.transpose(0, 1, 3, 2) * np.float32(each**-0.5) + mask[:, None, None, :]
            seen = (_softmax(looks, axis=-1) @ value).transpose(0, 2, 1, 3).reshape(-1, size)
            flat = _normalise(
                flat + seen @ w[at + "out.weight"] + w[at + "out.bias"], w[at + "norm1.weight"], w[at + "norm1.bias"]
            )
            wide = _gelu(flat @ w[at + "wide.weight"] + w[at + "wide.bias"])
            flat = _normalise(
                flat + wide @ w[at + "narrow.weight"] + w[at + "narrow.bias"],
                w[at + "norm2.weight"],
                w[at + "norm2.bias"],
            )
        return flat.reshape(batch, width, size)


def _as_used(name: str, value: NDArray[Any], scale: NDArray[Any] | None) -> Floats:
    """Numbers as the arithmetic wants them: whole again, and what rows are multiplied with turned once and for all.

    An utterance is a few rows; over matrices that lie the other way round they take half as long again.
    """
    whole = value.astype(np.float32) if scale is None else value.astype(np.float32) * scale
    turned = whole.ndim == 2 and name != "place"
    return np.ascontiguousarray(whole.T if turned else whole, np.float32)


def _normalise(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True)
    return np.asarray(x / np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(1e-12)) * weight + bias, np.float32)


def _softmax(x: Floats, axis: int) -> Floats:
    powers = np.exp(x - x.max(axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis, keepdims=True), np.float32)


def _gelu(x: Floats) -> Floats:
    """The tanh form of Hendrycks and Gimpel 2016 (arXiv:1606.08415), in place where it can be."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner
