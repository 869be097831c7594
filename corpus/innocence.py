"""What debtors say as what no agent is accused of: everyday sentences that hold the words of breaches and are none.

Owns which of the debtors' utterances are such. An ear that hears breaches in the agent's text alone has seen few drivers, hospitals and pensions
there that were not a threat, and took “stay safe over there” for one. Never labels anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenarios.packs import read_vocabulary

EVERYDAY = frozenset(
    [
        "answer", "confirm-identity", "deny-identity", "give-identity-detail", "ask-who-calling", "speak-as-third-party", "hardship",
        "vulnerability", "minor", "military", "deceased", "bankruptcy", "debt-adviser", "identity-theft", "limited-language",
        "express-distress", "express-shame", "express-fear", "express-relief", "express-gratitude", "inconvenient", "at-work", "ask-writing",
        "dispute", "ask-proof", "claim-time-barred", "ask-amount", "ask-options", "ask-consequence", "ask-plan", "ask-settlement",
        "ask-more-time", "offer", "promise", "agree-vaguely", "accept", "stall", "cannot-pay", "give-finances", "give-payment-detail", "affirm",
        "backchannel", "ask-repeat", "small-talk", "thank", "goodbye",
    ]
)  # fmt: skip
"""Acts whose words would accuse nobody if an agent said them. Anger, insults, refusals and threats to complain are not among them."""


def is_innocent(row: Mapping[str, Any]) -> bool:
    """Whether an utterance is a debtor's and does nothing but what is everyday."""
    return row["speaker"] != "agent" and "acts" in row and set(row["acts"]) <= EVERYDAY


def name_breaches() -> frozenset[str]:
    """The columns of acts that may be a breach, as `agent act`."""
    return frozenset(f"agent {name}" for name, act in read_vocabulary().agent.items() if act.breach)
