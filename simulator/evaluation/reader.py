"""Reads recorded calls in our own input form: a `.json` file with one call, a `.jsonl` file with one a line.

Owns which files hold calls and what is said of one that cannot be read. The form of a call is `parsing.py`'s. Never scores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.transcript import (
    Transcript,
)
from simulator.evaluation.parsing import parse_call


@dataclass(frozen=True)
class Unreadable:
    """A call that cannot be scored, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def find_files(paths: list[Path]) -> Iterator[Path | Unreadable]:
    """The `.json` and `.jsonl` files at or below `paths`."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix in (".json", ".jsonl") and each.is_file())
            if not inside:
                yield Unreadable(str(path), "no .json or .jsonl files here")
            yield from inside
        elif path.exists():
            yield path
        else:
            yield Unreadable(str(path), "no such file")


def read_calls(path: Path) -> Iterator[Transcript | Unreadable]:
    """The calls of one file, one after another; a call that cannot be read does not stop the others."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        yield Unreadable(str(path), f"cannot be read: {error.strerror}")
        return
    except UnicodeDecodeError:
        yield Unreadable(str(path), "is not UTF-8 text")
        return
    if path.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _parse(line, f"{path}:{number}")
    else:
        yield _parse(text, str(path))


def raw_calls(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls of a file as they stand there, by id; what cannot be read is left out (`read_calls` says why)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    for part in text.splitlines() if path.suffix == ".jsonl" else (text,):
        try:
            data = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict) and "id" in data:
            yield str(data["id"]), data


def _parse(text: str, where: str) -> Transcript | Unreadable:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return Unreadable(where, f"is not JSON ({error.msg} at line {error.lineno}, column {error.colno})")
    except RecursionError:
        return Unreadable(where, "is nested too deep")
    try:
        return parse_call(data)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Unreadable(where, str(error))
