"""One hit of a rule, with its evidence; and rules that could not be judged.

Owns the types and their JSON. Never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.transcript import Span

Severity = Literal["critical", "major", "minor", "risk"]
LEVELS: tuple[Severity, ...] = ("risk", "minor", "major", "critical")


@dataclass(frozen=True)
class Finding:
    """A rule was broken here."""

    rule: str
    severity: Severity
    turn: int
    span: Span
    quote: str
    why: str
    cite: str
    instead: str
    pack: str = ""
    where: str = "call"
    """`call`, or `note` for the wrap-up note."""
    secondary: tuple[str, ...] = ()
    """Other rules that the same words touch."""
    title: str = ""
    """The rule in a few words."""

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        data: dict[str, object] = {
            "rule": self.rule,
            "severity": self.severity,
            "turn": self.turn,
            "span": list(self.span),
            "quote": self.quote,
            "why": self.why,
            "cite": self.cite,
            "instead": self.instead,
        }
        if self.where != "call":
            data["where"] = self.where
        if self.secondary:
            data["secondary"] = list(self.secondary)
        return data


@dataclass(frozen=True)
class NotEvaluated:
    """A rule that could not be judged, and what the record lacks."""

    rule: str
    needs: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {"rule": self.rule, "needs": list(self.needs)}
