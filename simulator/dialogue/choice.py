"""Choices that look free and are not: the same seed and the same question give the same answer on any machine.

Owns the only source of variation in a call. Never touches a global generator.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def choose(seed: int, question: str, options: Sequence[T]) -> T:
    """One of `options`, fixed by seed and question. Raises IndexError when there are none."""
    digest = hashlib.sha256(f"{seed}|{question}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]
