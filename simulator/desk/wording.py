"""Standing in words: what a criterion is called, what a readiness test says.

Owns the sentences, the same on screens, in tables and in reports.
"""

from __future__ import annotations

from functools import lru_cache

from scoring.readiness import Stand
from scoring.rubric import read_rubrics


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {each.criterion: each.title for rubric in read_rubrics().values() for each in rubric.criteria}


def criterion_title(name: str) -> str:
    """What the rubrics call a criterion; its name where none of ours knows it."""
    return _titles().get(name, name.replace("-", " "))


def readiness_words(stand: Stand) -> str:
    """What the test of readiness says of somebody, in a sentence."""
    now = stand.now
    if not now.calls:
        return "No call in exam mode yet: nothing can be said of readiness."
    earlier = f" An earlier test came to: {stand.before}." if stand.before else ""
    if now.verdict == "go on":
        return f"Not decided yet after {now.calls} exam calls, {now.passed} passed: go on.{earlier}"
    return f"{now.verdict.capitalize()}, decided after {now.calls} exam calls, {now.passed} passed.{earlier}"
