"""What happens next: the months after the call as they are to be expected, and what its findings may cost the firm.

Owns the forecast and its arithmetic in words. The chances are our defaults (`arrangement.py`), the damages are the statutes';
both are teaching figures, no forecast for a real person. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.arrangement import PER_MONTH, burden, keep_probability, schedule
from scoring.finding import Finding
from scoring.negotiation import Negotiation
from scoring.transcript import Transcript

SHOWN_MONTHS = 12
LATE = 0.4
"""Share of instalments not paid on the day that come within the month."""
COMPLAINS = {"critical": 0.30, "major": 0.10, "minor": 0.02, "risk": 0.0}
"""Chance that a finding of this severity leads to a complaint; our default."""
DAMAGES: tuple[tuple[str, str, int], ...] = (
    ("us-fdcpa/", "up to $1,000 and the attorney's fees for each action (15 U.S.C. 1692k)", 1000),
    ("us-regf/", "up to $1,000 and the attorney's fees for each action (15 U.S.C. 1692k)", 1000),
    ("us-tcpa/", "$500 to $1,500 for each call (47 U.S.C. 227(b)(3))", 1500),
    ("us-efta/", "$100 to $1,000 for each action (15 U.S.C. 1693m)", 1000),
    ("us-fcra/", "$100 to $1,000 where wilful (15 U.S.C. 1681n)", 1000),
)
"""Rule prefix, statutory damages in words, and their most in dollars."""


@dataclass(frozen=True)
class Month:
    """One month after the call."""

    number: int
    """From 1."""
    due: Decimal
    kept: float
    """Chance that it is paid on the day, all before it paid."""
    late: float
    """Chance that it is paid within the month."""
    broken: float
    """Chance that the arrangement is broken by then."""

    def as_json(self) -> dict[str, object]:
        """For the scorecard."""
        return {"month": self.number, "due": f"{self.due:.2f}", "kept": round(self.kept, 2), "late": round(self.late, 2),
                "broken": round(self.broken, 2)}  # fmt: skip


@dataclass(frozen=True)
class Projection:
    """The months, what they are expected to bring, and the exposure."""

    months: tuple[Month, ...]
    arithmetic: tuple[str, ...]
    complaint: float
    """Chance (0–1) of at least one complaint."""
    damages: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """For the scorecard."""
        return {
            "months": [each.as_json() for each in self.months],
            "arithmetic": list(self.arithmetic),
            "complaint": round(self.complaint, 2),
            "damages": list(self.damages),
        }


def project(transcript: Transcript, negotiation: Negotiation, findings: Sequence[Finding]) -> Projection:
    """Look ahead from the outcome of a call."""
    calm = 1.0
    for finding in findings:
        calm *= 1 - COMPLAINS[finding.severity]
    damages = tuple(
        dict.fromkeys(words for finding in findings for prefix, words, _ in DAMAGES if finding.rule.startswith(prefix))
    )
    months, arithmetic = _months(transcript, negotiation)
    return Projection(months, arithmetic, 1 - calm, damages)


def _months(transcript: Transcript, negotiation: Negotiation) -> tuple[tuple[Month, ...], tuple[str, ...]]:
    outcome, money, balance = negotiation.outcome, transcript.money, transcript.account.balance
    if money is None or balance is None or outcome.amount is None or outcome.kind not in (
        "plan", "settlement", "promise", "paid-in-full",
    ):  # fmt: skip
        return (), ()
    regular = outcome.every in PER_MONTH
    every = str(outcome.every) if regular else "month"
    share = burden(outcome.amount, outcome.every, money)
    keep = keep_probability(share if regular else share * 0.9)
    due = schedule(outcome.amount, every, balance) if regular else iter([(1, min(outcome.amount, balance))])
    months, standing = [], 1.0
    for number, amount in due:
        if number > SHOWN_MONTHS:
            break
        kept = standing * keep
        late = standing * (1 - keep) * LATE
        standing = kept
        months.append(Month(number, amount, kept, late, 1 - kept - late))
    ready = money.disposable if regular else money.cash + money.disposable
    each = outcome.amount * PER_MONTH[every] if regular else outcome.amount
    words = [f"{each:.2f} of {ready:.2f} disposable is {share:.0%}: {keep:.0%} of such payments are made on the day."]
    if len(months) > 1:
        words.append(f"All {len(months)} in a row: {keep:.0%} to the power of {len(months)} is {months[-1].kept:.0%}.")
    if negotiation.expected_kept is not None and negotiation.best is not None:
        words.append(
            f"Expected, discounted at 12 % a year: {negotiation.expected_kept:.2f}; the best that could be kept here: {negotiation.best:.2f}."
        )
    return tuple(months), tuple(words)
