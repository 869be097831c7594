"""Weights as bytes and back: each row as numbers from -127 to 127 and what they are to be multiplied by.

Owns that form, for writing the model's file and for taking means of several. Numpy alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def as_bytes(values: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row as numbers from -127 to 127 and what they are to be multiplied by."""
    scales = np.abs(values).max(-1, keepdims=True) / 127
    scales[scales == 0] = 1
    return np.round(values / scales).astype(np.int8), scales.astype(np.float32)


def whole(stored: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """Numbers of a stored file as they are meant: times the scale of their row where there is one."""
    value, scale = stored[name].astype(np.float32), stored.get(f"{name}.scale")
    return value if scale is None else np.asarray(value * scale.reshape(-1, 1), np.float32)
