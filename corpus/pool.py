"""The text that the teachers are asked about: the corpus, the same lines filled and joined anew, and parts of turns put side by side.

Owns which text that is, the same each time. Nobody labels the parts: the teacher says what it hears in them, and the small network learns
that (Hinton et al. 2015, arXiv:1503.02531; on text beside the labelled: Beyer et al. 2022, arXiv:2106.05237).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

from corpus import build
from simulator.understanding.words import Unit, clauses, normalise

AGAIN = (build.SEED + 1, build.SEED + 2)
"""Seeds of the corpus built anew."""
PARTS = 60_000
"""Texts made of parts."""
TOGETHER = (1, 1, 2, 2, 3)
"""How many parts are put side by side."""
_SENTENCE = re.compile(r"[^.?!;\n]*(?:(?:(?<=\d)[.](?=\d)|(?<=\b(?:mr|ms|dr|st))[.])[^.?!;\n]*)*[.?!;\n]*")
"""Sentences as they were cut when the teachers were asked; the program may cut them otherwise since."""


def read_pool(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The corpus' rows first (the late ones left out), then the others; rows made of parts have no `acts`."""
    known = build.HeldOut()
    pool = build.early(rows)
    seen = {_key(row) for row in pool}
    for row in (*(row for seed in AGAIN for row in build.early(build.build(seed))), *_parts(pool)):
        if _key(row) not in seen and ("acts" in row or build.plain(row["text"]) not in known):
            seen.add(_key(row))
            pool.append(row)
    return pool


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["speaker"], build.plain(row["text"]), *(each["text"] for each in row.get("context", ())))


def _parts(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    r = Random(build.SEED)
    parts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if "context" not in row:
            cut = [clause.text for sentence in _sentences(normalise(row["text"])) for clause in clauses(sentence)]
            parts[row["speaker"]].extend(cut if len(cut) > 1 else [row["text"]])
    for number in range(PARTS):
        speaker = ("agent", "debtor")[number % 2]
        chosen = [r.choice(parts[speaker]) for _ in range(r.choice(TOGETHER))]
        yield {"speaker": speaker, "text": r.choice([". ", ", ", " "]).join(chosen)}


def _sentences(text: str) -> Iterator[Unit]:
    for found in _SENTENCE.finditer(text):
        if piece := found.group().strip(" ,;\n"):
            yield Unit(piece, found.start() + found.group().index(piece))
