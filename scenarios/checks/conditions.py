"""Checks conditions and the order of lines: what can never hold, and what an earlier line always takes.

Owns the codes `guard/never`, `line/shadowed`, `line/unheard`, `line/does-nothing` and `line/twice`. Decided from the files
alone; what only playing can show is `rightparty scenarios check --deep`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from scenarios.checks.graph import arrows, reachable
from scenarios.guard import Guard
from scenarios.model.flow import Flow, Reaction
from scenarios.problems import Problems
from scenarios.source import Document, Path_

LIMITS = {"trust": (0, 100), "patience": (0, 100), "stress": (0, 100), "turn": (0, 200)}
"""Facts that are numbers, and their range; every other fact is 0 or more."""
MOST_COMBINATIONS = 20_000
_BOUND = re.compile(r"([a-z][a-z0-9-]*)\s*(?:>=|<=|==|>|<)\s*(-?\d+)")


class ConditionCheck:
    """Conditions and lines of one document."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self.document = document
        self.problems = problems

    def _add(self, code: str, place: Path_, message: str, hint: str, severity: str = "error") -> None:
        mark = self.document.mark(place)
        self.problems.add(code, mark.line, mark.column, message, hint, severity)

    def guard(self, guard: Guard | None, place: Path_, fixed: dict[str, int] | None = None) -> None:
        """The condition must be possible; `fixed` are facts that cannot be otherwise here."""
        if guard is not None and not can_hold(guard, fixed):
            self._add("guard/never", place, f"'{guard.text}' can never be true.",
                      "Look at the numbers: trust, patience and stress go from 0 to 100; a 'not' may be too many.")  # fmt: skip

    def lines(self, lines: Sequence[object], place: Path_) -> None:
        """No sentence stands twice in one list."""
        seen: set[str] = set()
        for number, line in enumerate(lines):
            if isinstance(line, str) and line in seen:
                self._add("line/twice", (*place, number), f"“{line}” stands twice in this list.",
                          "Take one out; nothing is said twice in a call.", "warning")  # fmt: skip
            elif isinstance(line, str):
                seen.add(line)

    def reactions(self, own: Sequence[Reaction], flow: Flow, begins: Iterable[str]) -> None:
        """Lines of dialogue that no call can come to, of those that stand in this document."""
        table = arrows(flow, () if own is flow.dialogue else own)
        seen = set[str]().union(*(reachable(table, start) for start in begins))
        alive = [name for name, state in flow.states.items() if not state.ends]
        taken: dict[tuple[str, str], list[Reaction]] = {}
        for number, reaction in enumerate(own):
            place: Path_ = ("dialogue", number)
            self.guard(reaction.guard, (*place, "if"))
            self.lines(reaction.says, (*place, "says"))
            if not (reaction.says or reaction.does or reaction.reveals or reaction.goes_to or reaction.feels):
                self._add("line/does-nothing", place, "This line says nothing, does nothing and leads nowhere.",
                          "Give it 'says', 'does', 'reveals', 'feels' or 'goes_to'.")  # fmt: skip
            states = [state for state in reaction.when or alive if state in flow.states]
            if states and not seen & set(states):
                self._add("line/unheard", (*place, "from"), "No call comes to a state in which this line could be said.",
                          "Name a state that the flow leads to.")  # fmt: skip
                continue
            pairs = [(act, state) for act in reaction.hears for state in states]
            before = [
                next((each for each in taken.get(pair, ()) if _always_before(each, reaction)), None) for pair in pairs
            ]
            if pairs and all(before):
                at = next(index for index, each in enumerate(own) if each is before[0])
                line = self.document.mark(("dialogue", at)).line
                self._add("line/shadowed", place, f"The line of dialogue above (line {line}) always comes before this one.",
                          "Put the narrower one first, or give the first a condition.")  # fmt: skip
            for pair in pairs:
                taken.setdefault(pair, []).append(reaction)


def _always_before(earlier: Reaction, later: Reaction) -> bool:
    if earlier.once:
        return False
    return earlier.guard is None or (later.guard is not None and earlier.guard.text == later.guard.text)


def can_hold(guard: Guard, fixed: dict[str, int] | None = None) -> bool:
    """Whether any state of a call makes the condition true. Tried on the edges of every comparison, so it is exact."""
    return _can_hold(guard.text, tuple(sorted((fixed or {}).items())))


@lru_cache(maxsize=4096)
def _can_hold(text: str, fixed: tuple[tuple[str, int], ...]) -> bool:
    guard, known = Guard.parse(text), dict(fixed)
    bounds: dict[str, set[int]] = {name: set() for name in guard.names}
    for name, number in _BOUND.findall(text):
        bounds[name].add(int(number))
    values = [_values(name, bounds[name], known) for name in bounds]
    combinations = 1
    for each in values:
        combinations *= len(each)
    if combinations > MOST_COMBINATIONS:
        return True  # too many to try; never accuse without proof
    return any(guard.holds(dict(zip(bounds, each, strict=True))) for each in product(*values))


def _values(name: str, bounds: set[int], known: dict[str, int]) -> list[int]:
    if name in known:
        return [known[name]]
    low, high = LIMITS.get(name, (0, 60))
    edges = {low, high if name in LIMITS else 1, *(each + step for each in bounds for step in (-1, 0, 1))}
    return sorted(each for each in edges if low <= each <= high)
