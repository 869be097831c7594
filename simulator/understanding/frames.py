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
_APOSTROPHE = re.compile(r"(?<![\[\w])'(?![?\w$£-]*\])|(?<=\w)'(?!\?)(?![\w$£-]*\])")
_YOU = re.compile(r"(?<![\w\[])(?:your|you)(?![\w\]])")
_TYPED = {"you": "(?:you|u)", "your": "(?:your|ur)"}
SEEN = 3
"""Letters by which needed words are looked up; the shortest needed word has two."""
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
        self._always = [number for number, frame in enumerate(frames) if not frame.needs]
        by_word: dict[str, list[int]] = {}
        for number, frame in enumerate(frames):
            for word in frame.needs:
                by_word.setdefault(word, []).append(number)
        self._starts: dict[str, list[tuple[str, list[int]]]] = {}
        """Needed words by their first letters, with the frames that wait for them."""
        for word, numbers in by_word.items():
            self._starts.setdefault(word[:SEEN], []).append((word, numbers))

    def find(self, text: str, offset: int) -> list[FrameHit]:
        """All hits in a sentence, at most one for each frame."""
        wanted = set(self._always)
        starts = self._starts
        for place in range(len(text)):
            for length in (SEEN, SEEN - 1):
                for word, numbers in starts.get(text[place : place + length], ()):
                    if text.startswith(word, place):
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
                written = _APOSTROPHE.sub("'?", written)  # "whats" and "im" are what people type,
                written = _YOU.sub(lambda match: _TYPED[match[0]], written)  # and "u" and "ur"
                pattern = _PART.sub(lambda match, parts=file.parts: parts.get(match[1], match[0]), written)  # type: ignore[misc]
                frames.append(Frame(act, re.compile(pattern), needed(pattern), bool(_NOT.search(pattern))))
    return Frames(tuple(frames))


__all__ = ["Frame", "FrameHit", "Frames", "may_match", "read_frames"]
