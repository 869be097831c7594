"""Better wordings as they would be said in this call: placeholders filled from the file.

Owns what the placeholders of advice stand for. Never chooses an advice. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from scoring.finding import Finding
from scoring.transcript import Transcript


def filled_findings(findings: Sequence[Finding], transcript: Transcript, words: dict[str, str]) -> list[Finding]:
    """Findings with the placeholders of their better wordings filled from the call."""
    fill = filler(transcript, words)
    return [_filled(finding, fill) for finding in findings]


def filler(transcript: Transcript, words: dict[str, str]) -> Callable[[str], str]:
    """What fills `{creditor}`, `{balance}`, `{name}` …; `words` add to these or take their place."""
    account = transcript.account
    balance = f"{account.balance:,.2f} {account.currency}" if account.balance is not None else "the balance"
    known = {
        "creditor": account.creditor or "the creditor",
        "balance": balance,
        "company": "our company",
        "agent": "…",
        "name": "the person",
        **words,
    }

    def fill(text: str) -> str:
        for key, value in known.items():
            text = text.replace("{" + key + "}", value)
        return text

    return fill


def _filled(finding: Finding, fill: Callable[[str], str]) -> Finding:
    return replace(finding, instead=fill(finding.instead), why=fill(finding.why))
