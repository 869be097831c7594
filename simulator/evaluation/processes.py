"""Several processes side by side, each with one thread for its sums.

Owns that limit. numpy's threads wait by spinning: two processes of two threads on two cores took seven times as long as of one thread each.
Never chooses how many processes there are.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor

LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries that numpy may be built with read when they are loaded, which is when somebody first speaks."""


def side_by_side(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes."""
    return ProcessPoolExecutor(workers, initializer=_one_thread_each)


def _one_thread_each() -> None:
    for name in LIMITS:
        os.environ.setdefault(name, "1")
