"""`rightparty logout`: ends the session on this machine.

Owns the command's entry; the rest is `signing`.
"""

from __future__ import annotations

from simulator.commands.signing import leave


def main(arguments: list[str]) -> int:
    """Run the command."""
    return leave(arguments)
