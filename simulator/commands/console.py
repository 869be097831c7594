"""Writing to the terminal: data to stdout, talk to stderr, nothing that a terminal would obey.

Owns every print of the command line. Text of personas, trainees and files is shown, never interpreted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from scenarios.problems import RightpartyError

T = TypeVar("T")


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


def write_file(path: str | Path, content: str | bytes) -> None:
    """A file that somebody asked for, in UTF-8, and a line that says so. Raises RightpartyError when it cannot be written."""
    try:
        Path(path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    except OSError as error:
        raise RightpartyError(
            f"{path} cannot be written: {error.strerror}.", "Choose a folder that is there and that is yours."
        ) from None
    tell(f"{path} written.")


def has_screen() -> bool:
    """Whether the app can be shown: on a terminal, or in a browser, where Textual is told which driver to use."""
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (sys.stdin.isatty() and sys.stdout.isatty())


def table(rows: Iterable[Iterable[str]], heading: Iterable[str]) -> None:
    """Aligned columns of data, with a heading."""
    lines = [list(heading), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        put("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def counted(items: Sequence[T], what: str) -> Iterator[T]:
    """The items, with a bar on stderr that says how far it is; no bar where nobody looks at a terminal."""
    shown = sys.stderr.isatty()
    for number, item in enumerate(items):
        if shown:
            filled = 30 * number // max(1, len(items))
            print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {number} of {len(items)} {what}", end="", file=sys.stderr)
        yield item
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def steady_streams() -> None:
    """Text that the terminal's encoding lacks is replaced instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
