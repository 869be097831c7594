"""Predicates on the names an agent gives: two of their own in one call, or the lender's in place of the agency's.

Owns the words by which somebody acts for another. Whether a name was given at all is for the rules' own acts.
"""

from __future__ import annotations

import re

from scoring.compliance.case import Case
from scoring.compliance.written import Note
from scoring.transcript import Transcript, Turn

_SOMEBODY_ELSE = re.compile(r"\b(?:supervisor|manager|boss|colleague|team lead|director)\b")


def another_name(transcript: Transcript, case: Case) -> list[Note]:
    """The agent gives two names in one call (12 CFR 1006.18(f)); a first name and the full one agree."""
    first: set[str] | None = None
    for turn in transcript.agent_turns():
        for heard in turn.acts:
            name = str(heard.slots.get("name", "")).lower() if heard.act == "identify-self" else ""
            parts = {part.strip(".,") for part in name.split() if len(part.strip(".,")) > 1}
            if not parts or _SOMEBODY_ELSE.search(turn.quote(heard.span).lower()):
                continue
            if first is None:
                first = parts
            elif not first & parts:
                return [Note(turn.index, heard.span, f"Earlier the name was {' '.join(sorted(first)).title()}.")]
    return []


_ACTS_FOR = re.compile(r"\b(?:behalf|acting for|act for|agency|agents? for|works? for|working for|appointed)\b")
_THE_LENDER = re.compile(r"\b(?:calling|ringing|speaking|phoning|i'm|i am|this is \w+) (?:from|with) (?:the|your) (?:bank|lender|finance company)\b")  # fmt: skip


def posing_as_creditor(turn: Turn, case: Case) -> list[Note]:
    """An agency says that it is the lender itself."""
    regime = case.transcript.regime
    if turn.speaker != "agent" or regime is None or regime.collector not in ("third-party", "debt-buyer"):
        return []
    low = turn.text.lower()
    if _ACTS_FOR.search(low):
        return []
    because = "You call for an agency, and the words say that you are the lender."
    creditor = (case.transcript.account.creditor or "").lower()
    for heard in turn.acts:
        if heard.act == "identify-company" and creditor and str(heard.slots.get("company", "")).lower() == creditor:
            return [Note(turn.index, heard.span, because)]
    lender = _THE_LENDER.search(low)
    return [Note(turn.index, lender.span(), because)] if lender else []
