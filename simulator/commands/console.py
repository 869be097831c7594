"""Writing to the terminal: data to stdout, talk to stderr, nothing that a terminal would obey.

Owns every print of the command line. Text of personas, trainees and files is shown, never interpreted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable


def harmless(text: str) -> str:
    """Text without control characters, so that it cannot move the cursor or recolour the screen."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)


def put(text: str = "") -> None:
    """One line of data, flushed at once."""
    print(harmless(text), flush=True)


def put_json(text: str) -> None:
    """One JSON object, flushed at once; JSON escapes control characters itself."""
    print(text, flush=True)


def tell(text: str) -> None:
    """One line of talk."""
    print(harmless(text), file=sys.stderr, flush=True)


def table(rows: Iterable[Iterable[str]], heading: Iterable[str]) -> None:
    """Aligned columns of data, with a heading."""
    lines = [list(heading), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        put("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def steady_streams() -> None:
    """Text that the terminal's encoding lacks is replaced instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
