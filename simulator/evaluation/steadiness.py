"""Whether a score stays where it is when the same thing is said another way: slips, case, contractions, fillers, dialect.

Owns the ways of saying the same, each a small change that keeps the meaning, and the comparison. Metamorphic testing (Chen,
Cheung and Yiu, HKUST-CS98-01, 1998): no right score is known, only that both must be alike. Dialect pairs are a fairness
report. Never prints; the same call always gets the same variants.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scenarios.model.scenario import ScriptedCall
from scenarios.packs import Library
from simulator.evaluation.scripted import play_script
from simulator.understanding.hearing import Hearing

POINTS = 3.0
"""A difference in the overall score up to which two calls count as scored alike."""
_CONTRACTED = {
    "i'm": "I am", "i'll": "I will", "i've": "I have", "it's": "it is", "that's": "that is", "don't": "do not", "can't": "cannot",
    "we'll": "we will", "you're": "you are", "there's": "there is", "won't": "will not", "isn't": "is not", "i'd": "I would",
    "you've": "you have", "we've": "we have", "doesn't": "does not", "couldn't": "could not", "what's": "what is",
}  # fmt: skip
_FULL = {full.lower(): short for short, full in _CONTRACTED.items() if short not in ("i'd",)}
_FILLERS = ("uh, ", "um, ", "you know, ", "so, ", "well, ", "okay, so ")
_BRITISH = {
    "mail": "post", "zip code": "postcode", "phone number": "telephone number", "apartment": "flat", "paycheck": "wages",
    "call": "ring", "right away": "straight away", "check": "cheque", "checking account": "current account", "mom": "mum",
}  # fmt: skip
_INDIAN = (
    ("do you have", "are you having"),
    ("today", "today itself"),
    ("please", "kindly"),
    ("let me know", "revert back"),
    ("?", ", sir?"),
)
_SOUTHERN = (
    ("you all", "y'all"),
    ("isn't", "ain't"),
    ("going to", "fixin' to"),
    ("thank you", "thank you kindly"),
    ("ing ", "in' "),
)


@dataclass(frozen=True)
class Shift:
    """One call said another way."""

    scenario: str
    call: str
    way: str
    before: float
    after: float
    passed_before: bool
    passed_after: bool

    @property
    def steady(self) -> bool:
        """Scored alike, and passed alike."""
        return abs(self.after - self.before) <= POINTS and self.passed_before == self.passed_after


def shifts(library: Library, name: str, script: ScriptedCall, hearing: Hearing) -> Iterator[Shift]:
    """One scripted call in every way of WAYS. Raises as the library does."""
    plain = play_script(library, name, script, hearing).card
    for way, change in WAYS.items():
        lines = tuple(change(line, f"{name}|{script.name}|{number}") for number, line in enumerate(script.agent))
        if lines == script.agent:
            continue
        card = play_script(library, name, script.model_copy(update={"agent": lines}), hearing).card
        yield Shift(name, script.name, way, plain.overall or 0.0, card.overall or 0.0, plain.passed, card.passed)


def _number(question: str, most: int) -> int:
    return int.from_bytes(hashlib.sha256(question.encode()).digest()[:8], "big") % most


def _slip(line: str, question: str) -> str:
    """One slip of the fingers in a longer word."""
    words = list(re.finditer(r"\b[a-z]{5,}\b", line))
    if not words:
        return line
    found = words[_number(question, len(words))]
    at = found.start() + 1 + _number(question + "|at", len(found.group()) - 2)
    return line[:at] + line[at + 1] + line[at] + line[at + 2 :]


def _lower(line: str, question: str) -> str:
    return line.lower()


def _unpunctuated(line: str, question: str) -> str:
    return re.sub(r"(?<=\w)[,;:]|(?<=[a-z])[.!](?=\s|$)", "", line)


def _expanded(line: str, question: str) -> str:
    return _swap(line, _CONTRACTED)


def _contracted(line: str, question: str) -> str:
    return _swap(line, _FULL)


def _filled(line: str, question: str) -> str:
    filler = _FILLERS[_number(question, len(_FILLERS))]
    first = line.split(" ", 1)[0]
    start = line if first in ("I", "I'm", "I'll", "I've", "I'd") else line[:1].lower() + line[1:]
    return filler[:1].upper() + filler[1:] + start


def _british(line: str, question: str) -> str:
    return _swap(line, _BRITISH)


def _dialect(pairs: tuple[tuple[str, str], ...]) -> Callable[[str, str], str]:
    def change(line: str, question: str) -> str:
        for one, other in pairs:
            line = re.sub(rf"(?i){re.escape(one)}", other, line, count=1)
        return line

    return change


def _swap(line: str, table: dict[str, str]) -> str:
    pattern = "|".join(sorted(map(re.escape, table), key=len, reverse=True))

    def other(found: re.Match[str]) -> str:
        words = table[found.group().lower()]
        return words[:1].upper() + words[1:] if found.group()[0].isupper() else words

    return re.sub(rf"(?i)\b(?:{pattern})\b", other, line)


WAYS: dict[str, Callable[[str, str], str]] = {
    "one slip a line": _slip, "small letters": _lower, "no commas or full stops": _unpunctuated, "contractions written out": _expanded,
    "contracted": _contracted, "fillers": _filled, "British words": _british, "Indian English": _dialect(_INDIAN),
    "Southern US English": _dialect(_SOUTHERN),
}  # fmt: skip
"""Ways of saying the same."""
