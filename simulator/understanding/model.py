"""The trained ear: how likely each act is in a text, and the words it rests on.

Owns windows of long turns, what was said before short ones, spans, and how the two halves of the ear are weighed against
each other. Never decides what counts (`hearing.py` does).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.understanding.grams import buckets
from simulator.understanding.pieces import Cut, Pieces
from simulator.understanding.words import Unit, clauses, sentences

if TYPE_CHECKING:
    from simulator.understanding.encoder import Encoder

FILE = Path(str(files("simulator.understanding"))) / "trained" / "acts.npz"
SHORT = 6
"""Words; up to so many, a text is read together with what the other side said before it."""
WINDOW = 72
"""Pieces read at once; longer turns are read in runs of sentences."""
BEFORE = 24
"""Pieces of the turn before that are read."""
REMEMBERED = 4_000
"""Readings that are remembered: calls are full of "okay", "yes" and the same openings."""
LONGEST_REMEMBERED = 400
"""Characters of a text that is remembered."""
LINEAR = 0.3
"""Share of the linear half in the log odds; the rest is the network's. Short answers read with the turn before are the network's."""
FAINT = 0.01
"""Acts less likely than this are not worth naming."""


def is_short(low: str) -> bool:
    """Whether a normalised text is read together with the turn before it."""
    return low.count(" ") < SHORT


@dataclass(frozen=True)
class Judged:
    """An act that may be in the words, how likely (0–1), and the clauses it rests on."""

    act: str
    likely: float
    start: int
    end: int
    sentence: tuple[int, int]
    wording: float | None = None
    """Log odds of the linear half alone; None where it was not asked."""


class Model:
    """Reads texts of both sides; its file is loaded at the first reading."""

    def __init__(self, path: Path = FILE) -> None:
        self._path = path
        self._known: dict[tuple[str, str, str], list[Judged]] = {}

    @cached_property
    def _encoder(self) -> Encoder:
        from simulator.understanding.encoder import Encoder  # numpy is loaded when somebody first speaks

        return Encoder(self._path)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._encoder.pieces)

    def knows(self, word: str) -> bool:
        """Whether a word is read whole, and not in parts."""
        return self._pieces.whole(word)

    @cached_property
    def _sides(self) -> dict[str, tuple[tuple[int, str], ...]]:
        named = [name.split(" ") for name in self._encoder.acts]
        return {
            side: tuple((column, act) for column, (speaker, act) in enumerate(named) if speaker == side)
            for side in ("agent", "debtor")
        }

    @property
    def about(self) -> dict[str, Any]:
        """What the file was made from: corpus, source, versions."""
        return dict(json.loads(self._encoder.about))

    def acts(self, side: str) -> frozenset[str]:
        """The acts that it knows of a side."""
        return frozenset(act for _, act in self._sides[side])

    def forget(self) -> None:
        """Forget what was read lately; for measuring what reading costs."""
        self._known.clear()

    def judge(self, low: str, side: str, before: str = "") -> list[Judged]:
        """What one normalised text may be doing, likeliest first; `before` is the other side's last turn, normalised."""
        return self.judge_many([(low, side, before)])[0]

    def judge_many(self, asked: Sequence[tuple[str, str, str]]) -> list[list[Judged]]:
        """The same for many texts at once, which costs less than one by one; what was read lately is remembered."""
        keys = [(low, side, before if is_short(low) else "") for low, side, before in asked]
        new = list(dict.fromkeys(key for key in keys if key not in self._known))
        fresh = dict(zip(new, self._judge(new), strict=True)) if new else {}
        found = [fresh[key] if key in fresh else self._known[key] for key in keys]
        for key, judged in fresh.items():
            if len(self._known) >= REMEMBERED:
                del self._known[next(iter(self._known))]
            if len(key[0]) <= LONGEST_REMEMBERED:
                self._known[key] = judged
        return found

    def _judge(self, asked: Sequence[tuple[str, str, str]]) -> list[list[Judged]]:
        texts: list[tuple[int, ...]] = []
        froms: list[int] = []
        owners: list[tuple[int, Unit, Cut]] = []
        for number, (low, _, before) in enumerate(asked):
            for window, cut in self._windows(low):
                ids, start = self._with_before(cut, low, before)
                texts.append(ids)
                froms.append(start)
                owners.append((number, window, cut))
        found: list[dict[str, Judged]] = [{} for _ in asked]
        if texts:
            for (number, window, cut), reading, start in zip(
                owners, self._encoder.read(texts, froms), froms, strict=True
            ):
                self._collect(found[number], reading, window, cut, start, asked[number])
        return [sorted(each.values(), key=lambda judged: (-judged.likely, judged.act)) for each in found]

    def _windows(self, low: str) -> list[tuple[Unit, Cut]]:
        whole = self._pieces.cut(low)
        if not whole.ids:
            return []
        if len(whole.ids) <= WINDOW:
            return [(Unit(low, 0), whole)]
        runs: list[tuple[int, int]] = []
        count = 0
        for unit in sentences(low):
            size = len(self._pieces.cut(unit.text).ids)
            if runs and count + size <= WINDOW:
                runs[-1] = (runs[-1][0], unit.end)
                count += size
            else:
                runs.append((unit.start, unit.end))
                count = size
        windows = []
        for start, end in runs:
            cut = self._pieces.cut(low[start:end])
            for first in range(0, len(cut.ids), WINDOW):  # a sentence longer than a window is cut where it must be
                part = Cut(cut.ids[first : first + WINDOW], cut.places[first : first + WINDOW])
                begin, finish = part.places[0][0], part.places[-1][1]
                moved = tuple((one - begin, two - begin) for one, two in part.places)
                windows.append((Unit(low[start + begin : start + finish], start + begin), Cut(part.ids, moved)))
        return windows

    def _with_before(self, cut: Cut, low: str, before: str) -> tuple[tuple[int, ...], int]:
        pieces = self._pieces
        own = (*cut.ids, pieces.end)
        if before and is_short(low) and (earlier := pieces.cut(before).ids[-BEFORE:]):
            return (pieces.start, *earlier, pieces.end, *own), len(earlier) + 2
        return (pieces.start, *own), 0

    def _collect(
        self, found: dict[str, Judged], reading: Any, window: Unit, cut: Cut, start: int, asked: tuple[str, str, str]
    ) -> None:
        first = start or 1
        wordings: list[float] | None = None
        if first == 1:
            likelies, wordings = self._encoder.weigh_up(reading, buckets(window.text), LINEAR)
        else:
            likelies = reading.likely.tolist()
        parts = [part for sentence in sentences(window.text) for part in clauses(sentence)] or [Unit(window.text, 0)]
        for column, act in self._sides[asked[1]]:
            likely = likelies[column]
            known = found.get(act)
            if likely < FAINT or (known and known.likely >= likely):
                continue
            begin, finish = _rests_on(reading.rests[first : first + len(cut.ids), column], cut, parts)
            inside = [unit for unit in sentences(window.text) if unit.start <= begin < unit.end]
            sentence = (inside[0].start, inside[0].end) if inside else (0, len(window.text))
            at = window.start
            wording = None if wordings is None else wordings[column]
            found[act] = Judged(act, likely, at + begin, at + finish, (at + sentence[0], at + sentence[1]), wording)


def _rests_on(weights: Any, cut: Cut, parts: list[Unit]) -> tuple[int, int]:
    """The clause that most of the attention lies on, with neighbours that hold at least half as much."""
    sums = [0.0] * len(parts)
    place = 0
    for weight, (start, _) in zip(weights.tolist(), cut.places, strict=True):
        while place + 1 < len(parts) and start >= parts[place + 1].start:
            place += 1
        sums[place] += weight
    best = max(range(len(parts)), key=lambda number: sums[number])
    first = last = best
    while first > 0 and sums[first - 1] >= sums[best] / 2:
        first -= 1
    while last + 1 < len(parts) and sums[last + 1] >= sums[best] / 2:
        last += 1
    return parts[first].start, parts[last].end
