"""Builds the corpus from the written lines, the same bytes each time: `python -m corpus.build`.

Owns how many utterances each line and each pairing gives, what is left out, and the file. A sentence that stands in a
test or development set is left out; very short ones ("okay", "yes please") belong to everybody.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from corpus.composing import Composer, join
from corpus.filling import fill
from corpus.manners import address, choose_manner, put_on
from corpus.written import FOLDER, Line, count_choices, read_lines, write_out

HOME = Path(__file__).parent
FILE = HOME / "utterances.jsonl.gz"
HELD_OUT = HOME.parent / "tests" / "understanding"
LATE = FOLDER / "late"
"""Batches written after the teachers were asked: learnt from their labels alone, until `make heard` and a place among the others."""
SEED = 20261125
MOST_OF_A_LINE = 4
"""Utterances that one written line gives at most, however many alternatives it has."""
MOST_OF_RARE = 10
"""The same for batches that must be large: near-misses, off-topic talk, answers in context."""
LISTED = "-lists"
"""In the name of a batch whose frames are filled from long lists of things."""
OF_LISTS = 6
"""Utterances that one such frame gives."""
COMPOSED = {"agent": 7200, "debtor": 4200}
BESIDE_NEAR_MISSES = 1100
"""Near-misses joined to something else that an agent does."""
_WORD = re.compile(r"[a-z0-9']+")


def plain(text: str) -> str:
    """Words alone, for comparing."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


STATUTORY = "mini-miranda"
"""Its wording is the law's and nobody's own."""
RUN = 4
"""Words in a row by which a sentence is known again."""
TOO_ALIKE = 0.75
"""Share of a held-out sentence's runs that may not stand in an utterance."""


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


class HeldOut:
    """Sentences of test and development sets: none of them, and nothing much like them, comes into the corpus.

    Texts of up to three words ("okay", "yes please") belong to everybody.
    """

    def __init__(self, folder: Path = HELD_OUT) -> None:
        self._counts: list[int] = []
        self._runs: dict[tuple[str, ...], list[int]] = {}
        for text in _sentences(folder):
            runs = _runs(plain(text).split())
            for run in runs:
                self._runs.setdefault(run, []).append(len(self._counts))
            self._counts.append(len(runs))

    def __contains__(self, words: str) -> bool:
        """Whether plain `words` hold at least three quarters of the runs of a held-out sentence."""
        shared = Counter(number for run in _runs(words.split()) for number in self._runs.get(run, ()))
        return any(count / self._counts[number] >= TOO_ALIKE for number, count in shared.items())


def _sentences(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(row)["text"] for row in path.read_text(encoding="utf-8").splitlines())
    for path in sorted(folder.glob("*.txt")):
        yield from (row.split("|")[-1] for row in path.read_text(encoding="utf-8").splitlines())


def _from_line(line: Line, r: Random) -> Iterator[dict[str, Any]]:
    rare = "near-misses" in line.batch or line.batch == "30-in-context" or not line.acts
    ways = count_choices(line.pattern)
    wanted = OF_LISTS if LISTED in line.batch else min(MOST_OF_RARE if rare else MOST_OF_A_LINE, max(2, ways))
    for _ in range(wanted):
        manner = choose_manner(r)
        text = fill(write_out(line.pattern, r), r)
        text = put_on(address(text, line.speaker, r) if line.acts and not line.context else text, manner, r)
        row: dict[str, Any] = {"speaker": line.speaker, "text": text, "acts": list(line.acts)}
        if line.context:
            row["context"] = [{"speaker": side, "text": fill(write_out(said, r), r)} for side, said in line.context]
        yield {**row, "manner": manner, "source": line.source}


def _composed(lines: list[Line], speaker: str, r: Random) -> dict[str, Any]:
    text, _ = join([fill(write_out(line.pattern, r), r) for line in lines], r)
    manner = choose_manner(r)
    return {
        "speaker": speaker,
        "text": put_on(address(text, speaker, r), manner, r),
        "acts": sorted({act for line in lines for act in line.acts}),
        "manner": manner,
        "source": "+".join(line.source for line in lines),
    }


def build(seed: int = SEED) -> list[dict[str, Any]]:
    """All utterances in order; another `seed` fills and joins the same lines otherwise."""
    lines = read_lines()
    r = Random(seed)
    known = HeldOut()
    rows: list[dict[str, Any]] = []
    seen: set[tuple[str, ...]] = set()

    def add(row: dict[str, Any]) -> None:
        words = plain(row["text"]) or row["text"]
        key = (row["speaker"], words, *(each["text"] for each in row.get("context", ())))
        if key not in seen and (STATUTORY in row["acts"] or words not in known):
            seen.add(key)
            rows.append(row)

    for line in lines:
        for row in _from_line(line, r):
            add(row)
    composer = Composer(lines)
    for speaker, count in COMPOSED.items():
        for _ in range(count):
            add(_composed(composer.draw(speaker, r), speaker, r))
    for _ in range(BESIDE_NEAR_MISSES):
        add(_composed(composer.draw_near_miss(r), "agent", r))
    for row in write_late(seed):
        add(row)
    return rows


def write_late(seed: int) -> Iterator[dict[str, Any]]:
    """The late batches written out; another `seed` takes other alternatives, values, things and manners. What is held out is not left out yet."""
    r = Random(seed)
    for line in read_lines(LATE):
        for row in _from_line(line, r):
            yield {**row, "late": True}


def early(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the teachers were asked about."""
    return [row for row in rows if "late" not in row]


def as_bytes(rows: list[dict[str, Any]]) -> bytes:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def fingerprint(data: bytes) -> str:
    """SHA-256 of the uncompressed lines."""
    return hashlib.sha256(data).hexdigest()


def read() -> list[dict[str, Any]]:
    """The built corpus."""
    return [json.loads(row) for row in gzip.decompress(FILE.read_bytes()).decode().splitlines()]


def main() -> None:
    """Write the file and say what is in it."""
    rows = build()
    data = as_bytes(rows)
    FILE.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(rows)} utterances, sha256 {fingerprint(data)}")
    for name, count in sorted(Counter(row["speaker"] for row in rows).items()):
        print(f"  {name}: {count}")
    print(f"  no act: {sum(not row['acts'] for row in rows)}")
    print(f"  near-misses: {sum('near-misses' in row['source'] for row in rows)}")
    print(f"  in context: {sum('context' in row for row in rows)}")
    print(
        "  acts in one: " + ", ".join(f"{n}: {c}" for n, c in sorted(Counter(len(row["acts"]) for row in rows).items()))
    )


if __name__ == "__main__":
    main()
