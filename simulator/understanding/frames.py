"""Frames: patterns of sentences that perform an act, read from `frames/*.yaml` and matched quickly.

Owns loading and matching. Never decides whether a breach is asserted or denied (`polarity.py` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from scenarios.model.entry import Entry, Name
from scenarios.reading import read_model
from simulator.understanding.anchors import Needed, may_match, needed

_NOT = re.compile(r"n'\??t|\bnot\b|\bnever\b")
_PART = re.compile(r"<([a-z]+)>")


class FrameFile(Entry):
    """One file of frames."""

    speaker: Name
    parts: dict[Name, str] = {}
    acts: dict[Name, tuple[str, ...]]


@dataclass(frozen=True)
class Frame:
    """One compiled pattern."""

    act: str
    pattern: re.Pattern[str]
    needs: Needed
    says_not: bool
    """It has a "not" of its own, so that one inside a hit denies nothing."""


@dataclass(frozen=True)
class FrameHit:
    """A frame found in a sentence, with places relative to the utterance."""

    act: str
    start: int
    end: int
    says_not: bool = False


class Frames:
    """All frames of one side."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.frames = frames
        self._by_need: dict[str, list[int]] = {}
        self._always = [number for number, frame in enumerate(frames) if not frame.needs]
        for number, frame in enumerate(frames):
            for word in frame.needs:
                self._by_need.setdefault(word, []).append(number)

    def find(self, text: str, offset: int) -> list[FrameHit]:
        """All hits in a sentence, at most one for each frame."""
        wanted = set(self._always)
        for word, numbers in self._by_need.items():
            if word in text:
                wanted.update(numbers)
        hits = []
        for number in sorted(wanted):
            frame = self.frames[number]
            match = frame.pattern.search(text)
            if match:
                hits.append(FrameHit(frame.act, offset + match.start(), offset + match.end(), frame.says_not))
        return hits


def read_frames(side: str) -> Frames:
    """The shipped frames of `agent` or `debtor`."""
    folder = Path(str(files("simulator.understanding"))) / "frames"
    frames: list[Frame] = []
    for path in sorted(folder.glob("*.yaml")):
        file, _ = read_model(path, FrameFile)
        if file.speaker != side:
            continue
        for act, patterns in file.acts.items():
            for written in patterns:
                pattern = _PART.sub(lambda match, parts=file.parts: parts.get(match[1], match[0]), written)  # type: ignore[misc]
                frames.append(Frame(act, re.compile(pattern), needed(pattern), bool(_NOT.search(pattern))))
    return Frames(tuple(frames))


__all__ = ["Frame", "FrameHit", "Frames", "may_match", "read_frames"]
