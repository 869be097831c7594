"""A call's log on disk: a header line, then one event a line, appended and flushed one by one.

Owns durability: what was appended survives a kill; a torn last line is dropped and nothing else. Never interprets.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from scenarios.problems import RightpartyError
from simulator.calls.header import Header
from simulator.dialogue.events import Event, from_json, to_json


class LogFile:
    """Appends to one log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, header: Header) -> LogFile:
        """Start a log. Raises RightpartyError when the place cannot be written."""
        log = cls(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from None
        log._append([json.dumps(header.as_json(), ensure_ascii=False)])
        return log

    def append(self, events: Iterable[Event]) -> None:
        """Write events so that they survive a kill. Raises RightpartyError, e.g. when the disk is full."""
        self._append([json.dumps(to_json(event), ensure_ascii=False) for event in events])

    def _append(self, lines: list[str]) -> None:
        try:
            with self.path.open("a+b") as file:
                _mend(file)
                for line in lines:
                    file.write(line.encode("utf-8", "surrogatepass") + b"\n")
                    file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritable(self.path, error) from None


def _mend(file: BinaryIO) -> None:
    """Cut a torn last line off before writing on."""
    end = file.seek(0, os.SEEK_END)
    if end == 0:
        return
    file.seek(end - 1)
    if file.read(1) == b"\n":
        return
    file.seek(0)
    whole = file.read()
    file.truncate(whole.rfind(b"\n") + 1)
    file.seek(0, os.SEEK_END)


def read_log(path: Path) -> tuple[Header, list[Event], str]:
    """Header, events, and a warning if the last line was torn. Raises RightpartyError when it is no log of ours."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RightpartyError(f"The log {path} cannot be read: {error.strerror}.") from None
    return parse_log(raw, str(path))


def parse_log(raw: bytes, path: str) -> tuple[Header, list[Event], str]:
    """The same of a log's bytes, wherever they were kept; `path` is how it is named in messages."""
    whole, _, torn = raw.rpartition(b"\n")
    lines = whole.split(b"\n") if whole else []
    warning = "The last line was cut off and is left out." if torn else ""
    if not lines:
        raise RightpartyError(f"{path} is not a log of a call.", "It has no complete line.")
    events: list[Event] = []
    header = Header.from_json(_line(lines[0], path, 1), path)
    for number, line in enumerate(lines[1:], start=2):
        try:
            events.append(from_json(_line(line, path, number)))
        except ValueError as error:
            raise RightpartyError(f"{path}:{number} cannot be read: {error}.") from None
    return header, events, warning


def _line(line: bytes, path: str, number: int) -> dict[str, object]:
    try:
        data = json.loads(line.decode("utf-8", "surrogatepass"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise RightpartyError(f"{path}:{number} is damaged.", "Restore the file from a backup.") from None
    if not isinstance(data, dict):
        raise RightpartyError(f"{path}:{number} is not an event.")
    return data


def _unwritable(path: Path, error: OSError) -> RightpartyError:
    return RightpartyError(
        f"The call cannot be written to {path}: {error.strerror or error}.",
        "Free some space or choose another folder with RIGHTPARTY_DATA; what was said so far is still in the log.",
    )
