"""Scoring spread over a Dask cluster: the same chunks and the same scorecards, in the same order, on other machines.

The one door to Dask (extra `cluster`), imported when it is asked for. Owns connecting, handing out and collecting. Never scores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from scenarios.problems import RightpartyError

Work = TypeVar("Work")
Result = TypeVar("Result")
AHEAD = 2
"""Chunks handed out for each worker before the first is waited for, so that a million calls are never held at once."""
PATIENCE = 20
"""Seconds to wait for a scheduler."""


def map_in_order(
    do: Callable[[Work], Result], works: Iterable[Work], workers: int, scheduler: str | None = None
) -> Iterator[Result]:
    """`do` of each of `works`, in their order: on the cluster at `scheduler`, or on one of `workers` processes of this machine.

    The other machines need the same rightparty, and the same packs at the same paths. A worker that is lost is replaced by another.
    Raises RightpartyError when Dask is not installed, or when nobody answers at `scheduler`.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise RightpartyError(
            "--engine dask needs Dask, which is not installed.", "pip install 'rightparty[cluster]'"
        ) from None
    if scheduler is None:
        # Of this machine alone, and with no page that shows it: nobody else is meant to see the calls.
        with (
            LocalCluster(workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield from _collect(client, do, works, workers)
        return
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise RightpartyError(
            f"No Dask scheduler answers at {scheduler}: {error}", "It is named like tcp://scheduler:8786."
        ) from None
    with client:
        yield from _collect(client, do, works, max(1, len(client.nthreads())))


def _collect(client: Any, do: Callable[[Work], Result], works: Iterable[Work], workers: int) -> Iterator[Result]:
    waiting: deque[Any] = deque()
    for work in works:
        waiting.append(client.submit(do, work, pure=False))
        if len(waiting) >= AHEAD * workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
