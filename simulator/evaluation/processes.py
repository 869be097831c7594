"""Several processes side by side, each with one thread for its sums.

Owns the pool. Never chooses how many processes there are.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from simulator.threads import use_one_thread


def side_by_side(workers: int) -> ProcessPoolExecutor:
    """A pool of so many processes."""
    return ProcessPoolExecutor(workers, initializer=use_one_thread)
