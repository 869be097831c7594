"""What the teachers heard in each text of the pool: the file, and reading it.

Owns the form of `heard.npz`: for each text the acts that are likelier than FAINT, as numbers from 0 to 255. Never asks a teacher.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import build

FILE = Path(__file__).parent / "heard.npz"
FAINT = 0.01


@dataclass(frozen=True)
class Heard:
    """Likelihoods (0–1) of acts, by the number of a text."""

    start: NDArray[np.int64]
    column: NDArray[np.uint8]
    likely: NDArray[np.uint8]

    def of(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Columns and likelihoods of one text."""
        run = slice(self.start[number], self.start[number + 1])
        return self.column[run].astype(np.int64), self.likely[run].astype(np.float32) / 255

    def only(self, numbers: list[int]) -> Heard:
        """The same for some of the texts, in this order; one may come several times."""
        parts = [slice(self.start[number], self.start[number + 1]) for number in numbers]
        start = np.concatenate([[0], np.cumsum([part.stop - part.start for part in parts], dtype=np.int64)])
        columns, likely = ([each[part] for part in parts] for each in (self.column, self.likely))
        return Heard(start, np.concatenate(columns), np.concatenate(likely))


def write_heard(path: Path, likely: NDArray[np.float32], pool: list[dict[str, Any]], acts: list[str], about: dict[str, Any]) -> None:  # fmt: skip
    """Write likelihoods of all acts (a row for each text)."""
    rows, columns = np.nonzero(likely >= FAINT)
    counts = np.bincount(rows, minlength=len(likely))
    about = {
        **about,
        "corpus": build.fingerprint(build.as_bytes(build.early(build.read()))),
        "pool": fingerprint(pool),
        "acts": acts,
    }
    np.savez_compressed(
        path,
        counts=counts.astype(np.uint8),
        column=columns.astype(np.uint8),
        likely=np.round(likely[rows, columns] * 255).astype(np.uint8),
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
    )


def read_about(path: Path = FILE) -> dict[str, Any]:
    """What the file says of itself: the corpus it was heard in, the teachers, the acts."""
    with np.load(path, allow_pickle=False) as file:
        return dict(json.loads(file["about"].tobytes()))


def read_heard(pool: list[dict[str, Any]], acts: list[str], path: Path = FILE) -> Heard:
    """The file. Raises ValueError when it was written for another pool or other acts."""
    about = read_about(path)
    with np.load(path, allow_pickle=False) as file:
        if about["pool"] != fingerprint(pool) or about["acts"] != acts:
            raise ValueError(f"{path.name} was heard in other text: `make heard` asks the teachers again.")
        start = np.concatenate([[0], np.cumsum(file["counts"], dtype=np.int64)])
        return Heard(start, file["column"], file["likely"])


def fingerprint(pool: list[dict[str, Any]]) -> str:
    """SHA-256 of the pool's texts."""
    return build.fingerprint(build.as_bytes(pool))
