"""Safe repairs of files: a misspelt name is replaced where it stands, and nothing else is touched.

Owns which problems are safe to repair: those that name one word which exists and one that is meant. The file is edited at the
place and not written anew, so comments, quotes and order stay as their author left them. Never decides what a file should say.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.problems import Problem

MOST_ROUNDS = 8
"""One repair may bring the next mistake to light; after so many rounds it is left to the author."""
_MEANT = re.compile(r"^Did you mean '([^']+)'\?$")
_WRONG = re.compile(r"'\{?([^'{}]+)\}?'")


@dataclass(frozen=True)
class Repair:
    """One word replaced."""

    path: str
    line: int
    wrong: str
    meant: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} '{self.wrong}' is now '{self.meant}'"


def fix(paths: Sequence[Path], check: Callable[[Sequence[Path]], Iterable[Problem]]) -> list[Repair]:
    """Repair files in place until nothing more is safe. Raises OSError when a file cannot be written; it is then whole."""
    done: list[Repair] = []
    for _ in range(MOST_ROUNDS):
        fresh = [repair for problem in check(paths) if (repair := _repair(problem)) is not None]
        if not fresh:
            break
        done += fresh
    return done


def _repair(problem: Problem) -> Repair | None:
    meant, wrong = _MEANT.match(problem.hint), _WRONG.search(problem.message)
    path = Path(problem.path)
    if meant is None or wrong is None or problem.line < 1 or not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8")
    lines = text.splitlines(keepends=True)
    number = problem.line - 1
    if number >= len(lines):
        return None
    word = re.compile(rf"(?<![\w/-]){re.escape(wrong[1])}(?![\w/-])")
    found = word.search(lines[number], max(0, problem.column - 1)) or word.search(lines[number])
    if found is None:
        return None
    lines[number] = lines[number][: found.start()] + meant[1] + lines[number][found.end() :]
    _write(path, "".join(lines))
    return Repair(problem.path, problem.line, wrong[1], meant[1])


def _write(path: Path, text: str) -> None:
    """All of it or nothing: a file beside it takes its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        os.chmod(name, path.stat().st_mode & 0o777)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
