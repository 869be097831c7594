"""How varied the corpus is: what is said twice, what share of runs of words stands in several lines, how it looks.

Owns the figures that `README.md` quotes: `python -m corpus.variety`. Never changes anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from corpus.build import LATE, plain, read
from corpus.written import read_lines


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    """All runs of `length` words."""
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def shared_runs(lines: Iterable[list[str]], length: int) -> float:
    """Share of distinct runs of words that stand in more than one line."""
    seen = Counter(run for words in lines for run in runs(words, length))
    return sum(count > 1 for count in seen.values()) / max(1, len(seen))


def main() -> None:
    """Print the figures."""
    lines, rows = (*read_lines(), *read_lines(LATE)), read()
    patterns = [plain(re.sub(r"[()|{}]", " ", line.pattern)).split() for line in lines]
    said = Counter((row["speaker"], plain(row["text"])) for row in rows)
    print(
        f"written lines {len(lines)}, of them twice the same {len(lines) - len({(line.speaker, line.pattern, line.acts, line.context) for line in lines})}"
    )
    print(f"utterances {len(rows)}, of them said again in other dress {sum(count - 1 for count in said.values())}")
    for length in (3, 4, 5):
        print(f"  runs of {length} words that stand in several written lines: {shared_runs(patterns, length):.1%}")
    print(
        "  manners: "
        + ", ".join(f"{name} {count}" for name, count in Counter(row["manner"] for row in rows).most_common())
    )
    lengths = sorted(len(row["text"].split()) for row in rows)
    print(
        f"  words of an utterance: median {lengths[len(lengths) // 2]}, 9 in 10 up to {lengths[len(lengths) * 9 // 10]}, longest {lengths[-1]}"
    )
    acts = Counter((row["speaker"], act) for row in rows for act in row["acts"])
    least = acts.most_common()[-5:]
    print(
        f"  acts {len(acts)}; utterances of an act: median {sorted(acts.values())[len(acts) // 2]}, least: "
        + ", ".join(f"{act} {count}" for (_, act), count in least)
    )
    words = Counter(word for (_, text) in said for word in text.split())
    pairs = Counter(pair for (_, text) in said for pair in pairwise(text.split()))
    print(
        f"  different words {len(words)}, different pairs {len(pairs)}, words used once {sum(count == 1 for count in words.values())}"
    )


if __name__ == "__main__":
    main()
