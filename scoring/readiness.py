"""Who is ready for the phone: a test that stops as soon as the calls so far decide it, at stated error rates.

Owns Wald's sequential test on calls passed and not passed (Wald 1945), and its operating curve. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

Verdict = Literal["ready", "not ready", "go on"]


@dataclass(frozen=True)
class Plan:
    """What ready means, and how often the test may be wrong."""

    not_ready: float = 0.60
    """Whoever passes this share of calls must not be let through …"""
    ready: float = 0.90
    """… and whoever passes this share must not be kept back …"""
    let_through: float = 0.05
    """… more often than this …"""
    kept_back: float = 0.05
    """… and this."""

    def __post_init__(self) -> None:
        if not 0 < self.not_ready < self.ready < 1:
            raise ValueError("0 < not_ready < ready < 1")
        if not (0 < self.let_through < 0.5 and 0 < self.kept_back < 0.5):
            raise ValueError("error rates lie between 0 and 0.5")

    @property
    def upper(self) -> float:
        """Evidence at which somebody is ready."""
        return log((1 - self.kept_back) / self.let_through)

    @property
    def lower(self) -> float:
        """Evidence at which somebody is not."""
        return log(self.kept_back / (1 - self.let_through))

    def weight(self, passed: bool) -> float:
        """What one call adds to the evidence: the log of how much likelier it is for somebody who is ready."""
        if passed:
            return log(self.ready / self.not_ready)
        return log((1 - self.ready) / (1 - self.not_ready))


@dataclass(frozen=True)
class Readiness:
    """Where somebody stands."""

    verdict: Verdict
    calls: int
    """How many it took, or how many there are so far."""
    passed: int
    evidence: float
    """0 knows nothing; at `upper` and `lower` the test stops."""
    upper: float
    lower: float


def judge_readiness(results: Sequence[bool], plan: Plan = Plan()) -> Readiness:
    """The verdict over calls in the order in which they were made; those after the decision are not looked at."""
    evidence, passed, count = 0.0, 0, 0
    verdict: Verdict = "go on"
    for result in results:
        count += 1
        passed += result
        evidence += plan.weight(result)
        if evidence >= plan.upper:
            verdict = "ready"
            break
        if evidence <= plan.lower:
            verdict = "not ready"
            break
    return Readiness(verdict, count, passed, evidence, plan.upper, plan.lower)


@dataclass(frozen=True)
class Stand:
    """Tests one after the other: the one that runs or has just been decided, and what the one before it came to."""

    now: Readiness
    before: Verdict | None = None

    @property
    def verdict(self) -> Verdict:
        """What holds: what was decided last, until the test that runs decides otherwise."""
        return self.now.verdict if self.now.verdict != "go on" else self.before or "go on"


def stand(results: Sequence[bool], plan: Plan = Plan()) -> Stand:
    """Where somebody stands when a new test begins with the call after each decision."""
    rest = list(results)
    before: Verdict | None = None
    while True:
        now = judge_readiness(rest, plan)
        rest = rest[now.calls :]
        if now.verdict == "go on" or not rest:
            return Stand(now, before)
        before = now.verdict


@dataclass(frozen=True)
class Operating:
    """What the test does with somebody who passes a share of calls."""

    share: float
    ready: float
    """How often it says ready, 0 to 1."""
    calls: float
    """How many calls it takes, on average."""


def operating_curve(
    plan: Plan = Plan(), shares: Sequence[float] = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95), most: int = 400
) -> list[Operating]:
    """Worked out exactly, call by call, over every number of passes; what is undecided after `most` calls counts as not ready."""
    return [_operate(plan, share, most) for share in shares]


def _operate(plan: Plan, share: float, most: int) -> Operating:
    going = {0: 1.0}  # probability by number of passes, of those still undecided
    ready = calls = 0.0
    for made in range(1, most + 1):
        after: dict[int, float] = {}
        for passed, chance in going.items():
            for more, part in ((1, share), (0, 1 - share)):
                after[passed + more] = after.get(passed + more, 0.0) + chance * part
        going = {}
        for passed, chance in after.items():
            evidence = passed * plan.weight(True) + (made - passed) * plan.weight(False)
            if evidence >= plan.upper:
                ready += chance
                calls += made * chance
            elif evidence <= plan.lower:
                calls += made * chance
            else:
                going[passed] = chance
        if sum(going.values()) < 1e-12:
            break
    calls += most * sum(going.values())
    return Operating(share, ready, calls)
