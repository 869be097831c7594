"""How often other people's talk is taken for a breach: `make overheard`.

Owns the count over a public collection of conversations that nobody here wrote and nothing was learnt from: the English part of
chatterbot-corpus (BSD-3-Clause), fetched from a package registry when it is measured and kept in no file of ours. It is talk between people and a
program, about anything; some of it insults, so what was heard is printed for a person to judge. Every line is heard as an agent's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import yaml

from scenarios.packs import read_vocabulary
from scoring.transcript import HeardAct
from simulator.understanding.hearing import Hearing

LONGEST = 400
"""Characters; longer lines are articles and no talk."""


def read_talk(folder: Path) -> list[str]:
    """The different lines of all conversations below a folder of chatterbot-corpus files, in order."""
    said: dict[str, None] = {}
    for path in sorted(folder.rglob("*.yml")):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))["conversations"]:
            said |= dict.fromkeys(text for line in conversation if 0 < len(text := str(line).strip()) <= LONGEST)
    return list(said)


def find_accused(lines: list[str], hearing: Hearing) -> Iterator[tuple[str, list[HeardAct]]]:
    """The lines that are taken for a breach, with the breaches heard."""
    heard = hearing.hear_many([(line, "agent", (), None) for line in lines])
    for line, acts in zip(lines, heard, strict=True):
        if breaches := [act for act in acts if act.act in hearing.breaches]:
            yield line, breaches


def main() -> None:
    """Print what is taken for a breach, and how often."""
    parser = argparse.ArgumentParser(prog="python -m corpus.overhearing", description=__doc__)
    parser.add_argument("folder", type=Path, help="the English part of chatterbot-corpus, unpacked")
    options = parser.parse_args()
    lines = read_talk(options.folder)
    accused = list(find_accused(lines, Hearing(read_vocabulary())))
    for line, breaches in accused:
        print(f"{line!r}: {', '.join(f'{act.act} {act.confidence:.2f}' for act in breaches)}")
    print(f"{len(accused)} of {len(lines):,} lines are taken for a breach; judge by reading how many are one.")


if __name__ == "__main__":
    main()
