"""Which literal words a pattern cannot match without, so that most patterns need never run.

Owns one question about a compiled pattern. A wrong answer would lose matches, so a test compares with and without.
"""

from __future__ import annotations

from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Needed = frozenset[str]


def needed(pattern: str) -> Needed:
    """Strings of which at least one stands in every match; empty when nothing can be promised."""
    return _sequence(_parser.parse(pattern)) or frozenset()


def _sequence(parsed: Any) -> Needed | None:
    best: Needed | None = None
    literal = ""
    for operation, argument in [*parsed, (None, None)]:
        if operation is _constants.LITERAL:
            literal += chr(argument)
            continue
        best = _better(best, frozenset({literal}) if len(literal.strip()) > 1 else None)
        literal = ""
        if operation is _constants.SUBPATTERN:
            best = _better(best, _sequence(argument[3]))
        elif operation is _constants.BRANCH:
            branches = [_sequence(branch) for branch in argument[1]]
            if all(branch is not None for branch in branches):
                best = _better(best, frozenset().union(*(branch for branch in branches if branch)))
        elif operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[0] >= 1:
            best = _better(best, _sequence(argument[2]))
    return best


def _better(one: Needed | None, other: Needed | None) -> Needed | None:
    """The more telling of two requirements: long words, few choices."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda options: min(map(len, options)) - 0.3 * len(options))


def may_match(options: Needed, text: str) -> bool:
    """Whether `text` has any of the strings a pattern needs."""
    return not options or any(option in text for option in options)


__all__ = ["Needed", "may_match", "needed"]
