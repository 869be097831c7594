"""What a pack says of itself: `pack.yaml` at its top.

Owns the model. Never finds or installs packs (`simulator.workshop.packing` does).
"""

from __future__ import annotations

from pydantic import Field

from scenarios.model.entry import Entry, Name


class PackFile(Entry):
    """The label of a pack: who made it, which version, under which licence."""

    pack: Name
    """Its name, which is that of its folder once installed."""
    title: str = Field(min_length=1, max_length=120)
    version: str = Field(min_length=1, max_length=40)
    about: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
