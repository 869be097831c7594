"""How far two readers agree on the labels: `python -m corpus.agreeing`.

Owns the figures for `labelled-twice.jsonl`: 500 random utterances, labelled a second time from the vocabulary alone by a reader who had not read
the corpus and did not see its labels. Never changes a label.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "labelled-twice.jsonl"
FEWEST = 4
"""Utterances that an act stands in, by either reader, for its agreement to be said."""


@dataclass
class Agreement:
    """Counts over utterances labelled twice."""

    utterances: int = 0
    alike: int = 0
    """Utterances with the same acts from both."""
    both: Counter[str] = field(default_factory=Counter)
    one: Counter[str] = field(default_factory=Counter)
    """Acts that only one of the two heard."""

    def add(self, first: set[str], second: set[str]) -> None:
        """Count one utterance."""
        self.utterances += 1
        self.alike += first == second
        self.both.update(first & second)
        self.one.update(first ^ second)

    def share(self, acts: Iterable[str]) -> float | None:
        """Micro-F1 of one reader against the other, the same either way round; None where neither heard any of the acts."""
        both, one = (sum(count[act] for act in acts) for count in (self.both, self.one))
        return 2 * both / (2 * both + one) if both + one else None


def read_twice(path: Path = FILE) -> list[dict[str, Any]]:
    """Rows of {speaker, text, acts, second}."""
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def agree(rows: Iterable[dict[str, Any]]) -> Agreement:
    """Count them all."""
    agreement = Agreement()
    for row in rows:
        agreement.add(set(row["acts"]), set(row["second"]))
    return agreement


def main() -> None:
    """Print the agreement by side and by act."""
    rows = read_twice()
    for side in ("agent", "debtor"):
        found = agree(row for row in rows if row["speaker"] == side)
        share = found.share(found.both | found.one)
        print(f"{side}: {found.alike} of {found.utterances} alike, F1 of one against the other {share or 0:.2f}")
    found = agree(rows)
    acts = [act for act in found.both | found.one if found.both[act] + found.one[act] >= FEWEST]
    for act in sorted(acts, key=lambda act: (found.share([act]) or 0, act)):
        print(f"  {found.share([act]) or 0:.2f}  {act}: both {found.both[act]}, one alone {found.one[act]}")


if __name__ == "__main__":
    main()
