"""How many threads numpy's sums may use: one a process, unless the environment says otherwise.

Owns that limit. Threads of the libraries below numpy wait by spinning: with one other program busy on a machine of two cores a line took
up to 469 ms to hear on two threads and 13 ms on one, and two processes of two threads each took seven times as long as of one. Alone on the
machine two threads are quicker by a third, which nobody notices in a call.
"""

from __future__ import annotations

import os

LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries that numpy may be built with read when they are loaded, which is when somebody first speaks."""


def use_one_thread() -> None:
    """Set the limit for this process and those that it starts; what the environment says already stands."""
    for name in LIMITS:
        os.environ.setdefault(name, "1")
