"""The words of the written lines, the commoner first: what a slip of the fingers is repaired to.

Owns the list that ships with the model. Writes it with `python -m corpus.words` (a part of `make corpus`).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from corpus.build import LATE
from corpus.written import read_lines

FILE = Path(__file__).resolve().parent.parent / "simulator" / "understanding" / "trained" / "words.txt"
FEWEST_LINES = 2
"""Lines that a word stands in; once may itself be a slip."""
SHORTEST = 4


def words() -> list[str]:
    """Words of four letters and more with the number of lines they stand in, commonest first and then by name."""
    counted = Counter(
        word
        for line in (*read_lines(), *read_lines(LATE))
        for word in set(re.findall(rf"[a-z]{{{SHORTEST},}}", line.pattern.lower().replace("’", "'")))
    )
    return [
        word for word, lines in sorted(counted.items(), key=lambda each: (-each[1], each[0])) if lines >= FEWEST_LINES
    ]


def as_text() -> str:
    """One word a line."""
    return "\n".join(words()) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
    print(f"{len(words())} words")
