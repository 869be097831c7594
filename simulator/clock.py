"""The one place that knows what time it is. Everything else is given the time.

Owns the system clock and a clock for tests. Never formats.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What can tell the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed point; never goes back."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed point."""
        return time.monotonic()


@dataclass
class SetClock:
    """A clock that stands still until it is moved; for tests and demonstrations."""

    moment: datetime
    seconds: float = 0.0

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def monotonic(self) -> float:
        """The seconds it was set to."""
        return self.seconds
