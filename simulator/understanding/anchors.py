"""Which literal words a pattern cannot match without, so that most patterns need never run.

Owns two questions about a pattern: its alternatives, and what each needs. A wrong answer would lose matches, so a
test compares hearing with and without. Never matches anything itself.
"""

from __future__ import annotations

from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Needed = frozenset[str]
"""Strings of which at least one stands in every match."""
MOST_CHOICES = 40
"""A need with more choices than this tells too little to be looked up."""


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between bars that stand outside all brackets."""
    parts, depth, in_class, start, place = [], 0, False, 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*parts, pattern[start:]]


def needed(pattern: str) -> tuple[Needed, ...]:
    """What every match of `pattern` needs, the most telling first; all of them must be met."""
    found = [each for each in _needs(_parser.parse(pattern)) if len(each) <= MOST_CHOICES]
    return tuple(sorted(dict.fromkeys(found), key=_telling, reverse=True))


def may_match(needs: tuple[Needed, ...], text: str) -> bool:
    """Whether `text` has what a pattern needs."""
    for options in needs:  # loops, since this runs for every frame that is looked at
        for word in options:
            if word in text:
                break
        else:
            return False
    return True


def _needs(parsed: Any) -> list[Needed]:
    """One need for each part of a sequence that promises something."""
    found: list[Needed] = []
    literal = ""
    for operation, argument in [*parsed, (None, None)]:
        if operation is _constants.LITERAL:
            literal += chr(argument)
            continue
        if len(literal.strip()) > 1:
            found.append(frozenset({literal}))
        literal = ""
        if operation is _constants.SUBPATTERN:
            found.extend(_needs(argument[3]))
        elif operation is _constants.BRANCH:
            branches = [_best(_needs(branch)) for branch in argument[1]]
            if all(branch is not None for branch in branches):
                found.append(frozenset().union(*(branch for branch in branches if branch)))
        elif operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[0] >= 1:
            found.extend(_needs(argument[2]))
    return found


def _best(needs: list[Needed]) -> Needed | None:
    return max(needs, key=_telling, default=None)


def _telling(options: Needed) -> float:
    """Long words and few choices tell most."""
    return min(map(len, options)) - 0.3 * len(options)


__all__ = ["Needed", "alternatives", "may_match", "needed"]
