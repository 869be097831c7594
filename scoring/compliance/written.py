"""Predicates on written words: the wrap-up note, text messages, email, and what a voicemail may say.

Owns patterns for card and identity data, opinions, opt-out lines and the limited-content message. Patterns look for
fixed forms (numbers, required lines), never for meaning: that is what acts are for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.transcript import Span, Transcript, Turn

if TYPE_CHECKING:
    from scoring.compliance.case import Case


@dataclass(frozen=True)
class Note:
    """What a predicate found: where, and why it counts in this call."""

    turn: int
    span: Span
    because: str
    worse: bool = False


_CARD = re.compile(r"(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])")
_SSN = re.compile(r"\b(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}\b")
_NI = re.compile(r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.I)
_CVV = re.compile(r"\b(?:cvv|cvc|cv2|security code)\b\W{0,3}\d{3,4}\b", re.I)
_HEALTH_GUESS = re.compile(
    r"\b(?:depress\w*|bipolar|mental\w*|crazy|unstable|alcoholic|addict\w*|schizo\w*|suicidal|autis\w*|dementia|psycho\w*)\b",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:deadbeat|liar|lying|lies|lied|scum|idiot|loser|lazy|stupid|pathetic|trash|moron|crook|sob story|time ?waster|scrounger|dodgy|rude cow|nasty)\b",
    re.I,
)
_ORIGIN = re.compile(
    r"\b(?:foreign\w*|immigrant|accent|muslim|jewish|hindu|catholic|black|asian|mexican|polish|gypsy|gay|lesbian|tranny|pregnant|too old|race|religion)\b",
    re.I,
)
_NEEDED = re.compile(r"\b(?:interpreter|prefers?|language line|needs?|asked for|consent\w*)\b", re.I)


def luhn(digits: str) -> bool:
    """Whether a run of digits passes the check of payment card numbers (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def find_card_data(text: str) -> tuple[Span, str] | None:
    """Where text holds a full card number, a security code or a full national identity number, and what it is."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and luhn(digits) and len(set(digits)) > 1:
            return match.span(), "A full card number"
    for pattern, what in ((_CVV, "A card's security code"), (_SSN, "A full Social Security number"), (_NI, "A full National Insurance number")):  # fmt: skip
        found = pattern.search(text)
        if found:
            return found.span(), what
    return None


def note_of(transcript: Transcript) -> tuple[str, int]:
    """The wrap-up note, and the last agent turn, where its findings sit."""
    agent = transcript.agent_turns()
    return (transcript.wrap_up.note if transcript.wrap_up else "", agent[-1].index if agent else 0)


def card_in_note(transcript: Transcript, case: Case) -> list[Note]:
    """Card or identity data in the note (PCI DSS 3.3.1)."""
    note, turn = note_of(transcript)
    found = find_card_data(note)
    return [Note(turn, found[0], f"{found[1]} stands in the note.")] if found else []


def card_in_message(turn: Turn, case: Case) -> list[Note]:
    """An agent writes or reads out card or identity data in full."""
    found = find_card_data(turn.text) if turn.speaker == "agent" else None
    return [Note(turn.index, found[0], f"{found[1]} was given in full.")] if found else []


def health_in_note(transcript: Transcript, case: Case) -> list[Note]:
    """A health fact without consent, or a guess at one."""
    note, turn = note_of(transcript)
    found = _HEALTH_GUESS.search(note)
    if not found or re.search(r"\bconsent", note, re.I):
        return []
    return [Note(turn, found.span(), "A health fact without consent, or a guess at one.")]


def opinion_in_note(transcript: Transcript, case: Case) -> list[Note]:
    """An opinion about the person; their own words in quotation marks are theirs."""
    note, turn = note_of(transcript)
    found = _OPINION.search(_without_quotes(note))
    return [Note(turn, found.span(), "An opinion about the person in the note.")] if found else []


def origin_in_note(transcript: Transcript, case: Case) -> list[Note]:
    """A protected characteristic in the note that no support need explains."""
    note, turn = note_of(transcript)
    found = _ORIGIN.search(_without_quotes(note))
    if not found or _NEEDED.search(note):
        return []
    return [Note(turn, found.span(), "Where somebody is from, believes or looks like has no place in a note.")]


def _without_quotes(note: str) -> str:
    return re.sub(r"[\"“][^\"”]*[\"”]", lambda found: " " * len(found.group()), note)


def dispute_not_noted(transcript: Transcript, case: Case) -> list[Note]:
    """A dispute was known and the record does not carry it (15 U.S.C. 1692e(8))."""
    record = transcript.wrap_up
    if record is None or not any(turn.has("dispute") for turn in transcript.turns if turn.speaker != "agent"):
        return []
    if record.disposition == "DSP" or re.search(r"\bdisput|\bdsp\b", record.note, re.I):
        return []
    _, turn = note_of(transcript)
    return [Note(turn, (0, len(record.note)), "The debtor disputed the debt; code and note do not say so.")]


_OPT_OUT = re.compile(
    r"\b(?:stop|quit|end|unsubscribe|opt[- ]?out|opting out)\b(?=.{0,60}\b(?:reply|text|to|stop|end|opt|unsubscribe|link|click|messages?|emails?)\b)"
    r"|\b(?:reply|text|send|answer|click|use)\b.{0,40}\b(?:stop|quit|end|unsubscribe|opt[- ]?out)\b",
    re.I | re.S,
)
_HARD_OPT_OUT = re.compile(
    r"\b(?:to (?:opt out|stop|unsubscribe)|opt[- ]?out)\b.{0,40}\b(?:call us|ring us|log ?in|phone us|write to us|by post|fee|pay)\b",
    re.I | re.S,
)


def message_without_opt_out(transcript: Transcript, case: Case) -> list[Note]:
    """Each email or text needs a clear, simple, free way out (12 CFR 1006.6(e))."""
    found: list[Note] = []
    if transcript.channel not in ("sms", "email"):
        return found
    answered_stop = False
    for turn in transcript.turns:
        if turn.speaker != "agent":
            answered_stop = answered_stop or turn.has("opt-out", "cease-request")
            continue
        if answered_stop and turn.has("honour-cease"):
            continue  # the one message that only confirms it
        hard = _HARD_OPT_OUT.search(turn.text)
        if hard or not _OPT_OUT.search(turn.text):
            because = "The way out costs a call, a login or money." if hard else "The message names no way to stop."
            found.append(Note(turn.index, hard.span() if hard else (0, len(turn.text)), because))
    return found[:1]


TELLS = re.compile(
    r"\b(?:collect\w*|debt\w*|owe\w*|balance|account|overdue|past[- ]due|payments?|bill|invoice|loan|creditor|case|file number|reference number"
    r"|urgent\w*|important|time[- ]sensitive|immediate(?:ly)?|final|legal|serious|recover\w*|arrears|settle\w*)\b|[$£€]\s?\d",
    re.I,
)
"""Words that go beyond a limited-content message."""


def more_than_limited_content(turn: Turn, case: Case) -> list[Note]:
    """A voicemail says more than a limited-content message may (12 CFR 1006.2(j))."""
    if turn.speaker != "agent" or not case.facts["voicemail"]:
        return []
    found = TELLS.search(turn.text)
    if not found:
        return []
    because = f"“{found.group()}” goes beyond business name, your name, a request to call and a number."
    return [Note(turn.index, found.span(), because, bool(case.facts["shared-line"]))]


_EXPENSIVE = re.compile(r"(?<!\d)(?:0(?:871|872|873|844|843|845)|09\d\d|1?[- ]?900)[- ]?\d{3}[- ]?\d{3,4}(?!\d)|\b0871\b|\bpremium (?:rate )?(?:line|number)\b")  # fmt: skip


def expensive_number(turn: Turn, case: Case) -> list[Note]:
    """A number that costs more than a basic call (CONC 7.9.5R)."""
    found = _EXPENSIVE.search(turn.text) if turn.speaker == "agent" else None
    return [Note(turn.index, found.span(), "That number costs more than a basic call.")] if found else []


_JARGON = re.compile(
    r"\b(?:ccj'?d|dead ?locked|charged off|charge[- ]off|dpd|sif|bif|ptp|i ?& ?e|rpc|conc|statutory demand|decree in absence|nosia|pursuer|skip[- ]trace\w*|cure period)\b",
    re.I,
)


def jargon(turn: Turn, case: Case) -> list[Note]:
    """Words of the trade that a customer need not know (PRIN 2A.5)."""
    found = _JARGON.search(turn.text) if turn.speaker == "agent" else None
    return [Note(turn.index, found.span(), f"“{found.group()}” is a word of the trade.")] if found else []
