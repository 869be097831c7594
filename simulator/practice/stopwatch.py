"""How long a call has lasted, pauses left out, across the times it was put down and taken up again.

Owns that one figure, in seconds. Reads time from the clock it is given and from nowhere else.
"""

from __future__ import annotations

from simulator.clock import Clock


class Stopwatch:
    """Runs from the moment it is made, on top of what the call lasted before."""

    def __init__(self, clock: Clock, before: float = 0.0) -> None:
        self._clock = clock
        self._before = before
        self._started = clock.monotonic()
        self._paused_at: float | None = None
        self._paused = 0.0

    @property
    def elapsed(self) -> float:
        """Seconds so far."""
        now = self._clock.monotonic()
        held = self._paused + (now - self._paused_at if self._paused_at is not None else 0.0)
        return self._before + now - self._started - held

    def pause(self) -> bool:
        """Stop or start; whether it now stands still."""
        now = self._clock.monotonic()
        if self._paused_at is None:
            self._paused_at = now
        else:
            self._paused += now - self._paused_at
            self._paused_at = None
        return self._paused_at is not None
