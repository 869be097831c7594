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
from simulator.understanding.anchors import Needed, alternatives, may_match, needed

_NOT = re.compile(r"n'\??t|\bnot\b|\bnever\b")
_APOSTROPHE = re.compile(r"(?<![\[\w])'(?![?\w$£-]*\])|(?<=\w)'(?!\?)(?![\w$£-]*\])")
_YOU = re.compile(r"(?<![\w\[])(?:your|you)(?![\w\]])")
_TYPED = {"you": "(?:you|u)", "your": "(?:your|ur)"}
_BLANK = re.compile(r"\s")
MOST_TOKENS = 50_000
"""Words that are remembered with their frames."""
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
    needs: tuple[Needed, ...]
    further: tuple[Needed, ...]
    """What it needs besides the first need, by which it is looked up."""
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
            for word in frame.needs[0] if frame.needs else ():
                by_word.setdefault(word, []).append(number)
        self._whole = {word: numbers for word, numbers in by_word.items() if not _BLANK.search(word)}
        self._split = [(word, numbers) for word, numbers in by_word.items() if _BLANK.search(word)]
        self._of_token: dict[str, frozenset[int]] = {}

    def find(self, text: str, offset: int) -> list[FrameHit]:
        """All hits in a sentence, at most one for each frame."""
        wanted = set(self._always)
        for token in text.split():
            known = self._of_token.get(token)
            wanted |= self._learn(token) if known is None else known
        for word, numbers in self._split:
            if word in text:
                wanted.update(numbers)
        hits = []
        for number in sorted(wanted):
            frame = self.frames[number]
            if frame.further and not may_match(frame.further, text):
                continue
            match = frame.pattern.search(text)
            if match:
                hits.append(FrameHit(frame.act, offset + match.start(), offset + match.end(), frame.says_not))
        return hits

    def _learn(self, token: str) -> frozenset[int]:
        """The frames that wait for something inside `token`; remembered, since talk uses the same words again."""
        found = frozenset(number for word, numbers in self._whole.items() if word in token for number in numbers)
        if len(self._of_token) < MOST_TOKENS:
            self._of_token[token] = found
        return found


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
                for part in alternatives(pattern):
                    needs = needed(part)
                    frames.append(Frame(act, re.compile(part), needs, needs[1:4], bool(_NOT.search(part))))
    return Frames(tuple(frames))


__all__ = ["Frame", "FrameHit", "Frames", "may_match", "read_frames"]
