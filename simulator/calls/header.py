"""What a stored call says of itself on its first line: versions, scenario, seed, start.

Owns the header and its version gate. Never reads files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scenarios.problems import RightpartyError

LOG_VERSION = 1
"""Version of the format that this program writes."""
OLDEST_READER = 1
"""Oldest program version that can read what this one writes."""


@dataclass(frozen=True)
class Header:
    """The first line of a log."""

    id: str
    scenario: str
    digest: str
    """SHA-256 of the scenario's files."""
    seed: int
    started_at: str
    """ISO, when the trainee really began (not the story's time)."""
    mode: str = "coach"
    hearing: str = ""
    """Version of the understanding that heard the call."""
    rules: tuple[str, ...] = ()
    forked_from: str = ""
    """The call that this one goes on from, another way."""
    forked_at: int | None = None
    """Its last turn that both share."""
    log: int = LOG_VERSION
    oldest_reader: int = OLDEST_READER

    def as_json(self) -> dict[str, Any]:
        """The header as the first line of a log."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any], where: str) -> Header:
        """Read a header. Raises RightpartyError for a log of a newer version or something that is no log."""
        if not isinstance(data.get("log"), int) or "scenario" not in data:
            raise RightpartyError(f"{where} is not a log of a call.", "Its first line must be a call's header.")
        if int(data.get("oldest_reader", 1)) > LOG_VERSION:
            raise RightpartyError(
                f"{where} was written by a newer rightparty (log version {data['log']}; this one reads {LOG_VERSION}).",
                "Upgrade rightparty to open it. The file was left as it is.",
            )
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        known["rules"] = tuple(known.get("rules", ()))
        return cls(**known)
