"""Problems in files that people write: where, what, why, and what to do next.

Owns `Problem`, the collector and the error that carries problems upwards. Never prints and never decides an
exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one place in one file."""

    path: str
    """File as the user named it."""
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    column: int
    """Counted from 1; 0 when the whole line is meant."""
    code: str
    """Stable name such as `yaml/duplicate-key`; documented under docs/authoring."""
    message: str
    """One sentence that names the thing and the cause."""
    hint: str = ""
    """What to do next, or empty."""
    severity: str = "error"
    """`error` stops the file from being used, `warning` does not."""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where} {self.code} {self.message}{hint}"


class RightpartyError(Exception):
    """Something the user can change. Shown without a traceback; the command ends with exit code 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n    {self.hint}" if self.hint else self.message


class SourceError(RightpartyError):
    """A file could not be used; `problems` says everything that is wrong with it, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Problems:
    """Collects problems of one file, so that the author sees all of them in one go."""

    path: str
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, line: int, column: int, message: str, hint: str = "", severity: str = "error") -> None:
        """Note one problem at `line`:`column` (from 1)."""
        self.found.append(Problem(self.path, line, column, code, message, hint, severity))

    def raise_if_any(self) -> None:
        """Raise SourceError when an error (not a mere warning) was found."""
        if any(problem.severity == "error" for problem in self.found):
            raise SourceError(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)
