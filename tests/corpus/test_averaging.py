"""One model of several: the mean of their numbers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.averaging import average
from corpus.rounding import as_bytes, whole


def stored(numbers: NDArray[np.float32], bias: float, pieces: str = "a\nb") -> dict[str, NDArray[Any]]:
    """A file of one layer's weights and a bias."""
    small, scales = as_bytes(numbers)
    texts = {"pieces": pieces, "acts": "agent greet", "about": json.dumps({"corpus": "x"})}
    return {
        "layer.0.in.weight": small,
        "layer.0.in.weight.scale": scales,
        "bias": np.array([bias], np.float32),
        "layers": np.array(1),
        **{name: np.frombuffer(text.encode(), np.uint8) for name, text in texts.items()},
    }


def test_mean_of_two_models_lies_between_them() -> None:
    """Weights are compared as they are meant, whatever the scale of their bytes."""
    one, two = np.array([[1.0, -0.5]], np.float32), np.array([[3.0, 0.5]], np.float32)
    mean = average([stored(one, 0.0), stored(two, 1.0)])
    assert whole(mean, "layer.0.in.weight") == pytest.approx(np.array([[2.0, 0.0]]), abs=0.02)
    assert float(mean["bias"][0]) == 0.5
    assert json.loads(mean["about"].tobytes())["mean_of"] == 2


def test_mean_of_models_of_other_pieces_is_refused() -> None:
    """Numbers of other words cannot be added up."""
    one = np.array([[1.0, -0.5]], np.float32)
    with pytest.raises(ValueError, match="pieces"):
        average([stored(one, 0.0), stored(one, 0.0, "a\nc")])
