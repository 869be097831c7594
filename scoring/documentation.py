"""The wrap-up against the truth of the call: the code by precedence, and what the note must say.

Owns which disposition wins (design: legal stops outrank outcomes) and what a note owes. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scenarios.model.scenario import DISPOSITIONS
from scoring.outcome import Outcome
from scoring.transcript import Transcript

_BY_ACT = {
    "bankruptcy": "BK", "deceased": "DEC", "attorney": "ATY", "cease-request": "C&D", "identity-theft": "IDT",
    "dispute": "DSP", "minor": "MNR", "military": "MIL", "breathing-space": "BSP", "vulnerability": "VUL", "self-harm": "VUL",
    "hardship": "HRD", "refuse-to-pay": "RFS", "cannot-pay": "HRD", "voicemail-greeting": "LM",
}  # fmt: skip
_BY_OUTCOME = {
    "plan": "PPA",
    "promise": "PTP",
    "settlement": "PTP",
    "paid-in-full": "PTP",
    "callback": "CB",
    "deferral": "HRD",
}
_ALSO = {"settlement": {"SIF"}, "paid-in-full": {"PIF", "PMT"}, "plan": {"PTP"}, "promise": {"PMT"}}
_FLAG_WORDS = {
    "ATY": r"attorney|lawyer|counsel|repres|legal aid|\baty\b", "DSP": r"disput|paid|\bdsp\b|short|claim|wrong", "BK": r"bankrupt|chapter|\bbk\b",
    "C&D": r"stop|cease|no (?:more )?call|opt", "VUL": r"support|vulner|letters|written|need", "HRD": r"hours|job|hardship|\brfd\b|sick|ill|hold|income",
    "DEC": r"deceas|died|estate", "TP": r"third|roommate|spouse|wife|husband|nothing disclosed|relative", "BSP": r"breathing|moratorium",
    "CB": r"call ?back|\bcb\b|tomorrow|again", "IDT": r"identity|theft", "MIL": r"militar|deploy|duty|orders", "MNR": r"minor|under age",
}  # fmt: skip


@dataclass(frozen=True)
class Documentation:
    """How well the call was recorded."""

    score: float | None
    """0–100; None when there was no wrap-up."""
    expected: str | None
    """The code that precedence asks for."""
    missing: tuple[str, ...] = ()
    """What the note leaves out, in a few words each."""
    wrong: tuple[str, ...] = ()
    """What the note says and the call does not."""
    code_right: bool | None = None


def expected_dispositions(transcript: Transcript, outcome: Outcome) -> list[str]:
    """Codes that are true of the call, strongest first."""
    said = {heard.act for turn in transcript.turns if turn.speaker != "agent" for heard in turn.acts}
    codes = {code for act, code in _BY_ACT.items() if act in said}
    if outcome.kind in _BY_OUTCOME:
        codes.add(_BY_OUTCOME[outcome.kind])
    if outcome.status in ("inconvenient", "at-work"):
        codes.add("CB")
    if any(turn.speaker == "third-party" and turn.has("minor") for turn in transcript.turns):
        codes.discard("MNR")  # a child of the house is a third party; the code is for a debtor under age
    if any(turn.speaker == "third-party" for turn in transcript.turns):
        codes.add("TP")
    elif not codes:
        codes.add(
            "RPC" if any(turn.has("give-identity-detail", "confirm-identity") for turn in transcript.turns) else "NA"
        )
    return [code for code in DISPOSITIONS if code in codes]


def score_documentation(transcript: Transcript, outcome: Outcome) -> Documentation:
    """Half for the code, half for the note."""
    record = transcript.wrap_up
    true = expected_dispositions(transcript, outcome)
    expected = true[0] if true else None
    if record is None:
        return Documentation(None, expected)
    accepted = {expected, *_ALSO.get(outcome.kind, set())} if expected in _BY_OUTCOME.values() else {expected}
    right = record.disposition in accepted
    code = 1.0 if right else 0.5 if record.disposition in true else 0.0
    owed = _owed(transcript, outcome, true)
    note = record.note.lower()
    missing = tuple(what for what, pattern in owed if not re.search(pattern, note))
    wrong = _contradictions(note, outcome)
    coverage = 1 - len(missing) / len(owed) if owed else 1.0
    if len(note.strip()) < 12:
        coverage = 0.0
    score = 100 * (0.5 * code + 0.5 * coverage) - 20 * len(wrong)
    return Documentation(round(max(0.0, score), 1), expected, missing, wrong, right)


def _owed(transcript: Transcript, outcome: Outcome, true: list[str]) -> list[tuple[str, str]]:
    """What the note has to say, with a pattern that finds it."""
    owed: list[tuple[str, str]] = []
    agent = transcript.agent_turns()
    if any(turn.has("give-identity-detail") for turn in transcript.turns):
        owed.append(("how the person was verified", r"vfd|verif|dob|addr|postcode|zip|confirmed"))
    if any(turn.has("mini-miranda", "disclose-collector") for turn in agent):
        owed.append(("the disclosures", r"\bmm\b|miranda|disclos|collector|\brec\b"))
    if outcome.amount is not None:
        owed.append(("the amount", re.escape(f"{outcome.amount:.0f}")))
        if outcome.start is not None:
            month, day = int(outcome.start[5:7]), int(outcome.start[8:10])
            owed.append(("the date", rf"{month}/{day}|\b{day}(?:st|nd|rd|th)?\b"))
        if outcome.method is not None:
            owed.append(("the method", r"card|bank|ach|check|cheque|transfer|debit|online|cash"))
    for code in true[:2]:
        if code in _FLAG_WORDS:
            owed.append((DISPOSITIONS[code].lower(), _FLAG_WORDS[code]))
    return owed


def _contradictions(note: str, outcome: Outcome) -> tuple[str, ...]:
    """A promise in the note that the call did not bring."""
    promised = re.search(r"\b(?:ptp|promise[sd]?|plan|will pay)\b.{0,12}?[$£]?\s?(\d[\d,]*(?:\.\d\d)?)", note)
    if not promised:
        return ()
    figure = promised.group(1).replace(",", "")
    if outcome.amount is None:
        return (f"the note promises {figure}, the call does not",)
    if abs(float(figure) - float(outcome.amount)) > 0.99 and f"{outcome.amount:.0f}" not in note:
        return (f"the note says {figure}, the call {outcome.amount:.2f}",)
    return ()
