"""Why it was a breach in this call: sentences about the facts that decided it.

Owns the wording. The rule's own `why` says what the law wants; this says what happened here. Never judges.
"""

from __future__ import annotations

from scenarios.guard import Guard
from scoring.compliance.case import Case
from scoring.compliance.facts import Facts

_SAID: dict[str, tuple[str, str]] = {
    "verified": ("The person was verified.", "Nobody had been verified: a detail must be asked for, and given."),
    "third-party": ("Somebody else was on the line.", ""),
    "spouse": ("", ""),
    "judgment": ("The file shows a judgment.", "The file shows no judgment."),
    "legal-intended": ("", "The file shows no intention to sue or to repossess."),
    "limitation-expired": ("The file says that the time to sue has run out.", ""),
    "fees-authorised": ("", "The file shows no fee that is authorised."),
    "secured": ("", "Nothing secures this debt."),
    "first-communication": ("It was the first communication.", "It was a later communication."),
    "in-validation-window": ("The time to dispute was still running.", ""),
    "attorney": ("The file names an attorney.", ""),
    "bankruptcy": ("The file shows a bankruptcy.", ""),
    "cease-written": ("The file holds a written request to stop.", ""),
    "cease": ("The file holds a request to stop.", ""),
    "opt-out": ("They had opted out of this channel.", ""),
    "dispute-written": ("The file holds a written dispute.", ""),
    "dispute": ("The file shows a dispute.", ""),
    "deceased": ("The file says that the account holder has died.", ""),
    "breathing-space": ("The file shows breathing space.", ""),
    "work-prohibited": ("The file says that their employer allows no calls.", ""),
    "military": ("The file says that they serve.", ""),
    "minor": ("The file says that they are under age.", ""),
    "identity-theft": ("The file shows a report of identity theft.", ""),
    "debt-adviser": ("The file shows that an adviser is helping.", ""),
    "mini-miranda": ("", "The mini-Miranda was not given."),
    "collector-told": ("", "Nobody said that a debt collector was speaking."),
    "company": ("", "The company was not named."),
    "terms-read": ("", "No terms were read and no consent was asked for."),
    "agreed": ("", "Nothing had been agreed."),
    "asked-who": ("", "They had not asked who you work for."),
    "work-address": ("The address came from their employer.", ""),
    "public": ("Others can read it.", ""),
    "automated": ("The call was automated.", ""),
    "shared-line": ("Others may hear the message.", ""),
    "reported-before-contact": ("It was reported before the first contact.", ""),
}
MOST = 2
"""Sentences about facts in one finding."""
LONGEST_QUOTE = 80


def explain(guard: Guard | None, facts: Facts, case: Case) -> str:
    """One or two sentences on the facts that the guard turned on, with the words that brought them up."""
    if guard is None:
        return ""
    now = {name: value or 0 for name, value in facts.items()}
    held = guard.holds(now)
    sentences = []
    for name in guard.names:
        value = now.get(name, 0)
        if guard.holds({**now, name: 0 if value else 1}) != held:
            sentence = _sentence(name, bool(value), case)
            if sentence:
                sentences.append(sentence)
    return " ".join(sentences[:MOST])


def _sentence(name: str, value: bool, case: Case) -> str:
    if value and name in case.since:
        turn, words = case.since[name]
        return f"Turn {turn}: “{shorten(words)}”"
    return _SAID.get(name, ("", ""))[0 if value else 1]


def shorten(words: str) -> str:
    """The first words of a turn, for a sentence about it."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"
