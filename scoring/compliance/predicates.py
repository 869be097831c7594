"""Named predicates for what acts and facts alone cannot say: figures against the file, hours, notes.

Owns the arithmetic of those rules. Each looks at one turn, or at the whole call at its end. Never reads YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from scoring.compliance.case import Case
from scoring.transcript import Span, Transcript, Turn


@dataclass(frozen=True)
class Note:
    """What a predicate found."""

    turn: int
    span: Span
    because: str


@dataclass(frozen=True)
class Predicate:
    """A check of each turn and one at the end."""

    turn: Callable[[Turn, Case], list[Note]]
    end: Callable[[Transcript, Case], list[Note]]
    needs: tuple[str, ...] = ()


def _nothing_here(turn: Turn, case: Case) -> list[Note]:
    return []


def _nothing_at_end(transcript: Transcript, case: Case) -> list[Note]:
    return []


def _wrong_amount(turn: Turn, case: Case) -> list[Note]:
    """The amount stated as owed is not the balance of the file (15 U.S.C. 1692e(2)(A))."""
    balance = case.transcript.account.balance
    if turn.speaker != "agent" or balance is None:
        return []
    found = []
    for heard in turn.acts:
        if heard.act == "state-debt" and "amount" in heard.slots and _OWES.search(turn.quote(heard.span).lower()):
            said = Decimal(str(heard.slots["amount"]))
            if said > balance and abs(said - balance) >= 1:
                found.append(Note(turn.index, heard.span, f"The file says {balance:.2f}, not {said:.2f}."))
    return found


_OWES = re.compile(r"\bowe|\bbalance (?:is|of)|\btotal|\bamount (?:is|due|of)")


def _beyond_authority(turn: Turn, case: Case) -> list[Note]:
    """A settlement or plan below what the agent may agree to."""
    authority, balance = case.transcript.authority, case.transcript.account.balance
    found: list[Note] = []
    if turn.speaker != "agent":
        return found
    for heard in turn.acts:
        amount = Decimal(str(heard.slots["amount"])) if "amount" in heard.slots else None
        floor = authority.settlement_floor_percent
        if heard.act == "offer-settlement" and floor is not None and balance:
            share = Decimal(str(heard.slots["percent"])) if "percent" in heard.slots else None
            share = amount * 100 / balance if amount is not None else share
            if share is not None and share < floor:
                found.append(Note(turn.index, heard.span, f"The floor is {floor:.0f} %, this is {share:.0f} %."))
        months = heard.slots.get("months")
        longest = authority.plan_max_months
        if heard.act == "offer-plan" and longest is not None and months and int(months) > longest:
            found.append(Note(turn.index, heard.span, f"Plans may run {longest} months, not {months}."))
    return found


def _hours(first: int, last: int) -> Callable[[Transcript, Case], list[Note]]:
    def check(transcript: Transcript, case: Case) -> list[Note]:
        """08:00 is allowed and 21:00 is not, in the debtor's local time."""
        at = transcript.started_at
        agent = transcript.agent_turns()
        if at is None or not agent or transcript.direction == "inbound":
            return []
        local = at.astimezone(ZoneInfo(transcript.debtor_zone)) if transcript.debtor_zone else at
        if first <= local.hour < last:
            return []
        turn = agent[0]
        return [Note(turn.index, (0, len(turn.text)), f"It was {local:%H:%M} where the debtor is.")]

    return check


def _seven_in_seven(transcript: Transcript, case: Case) -> list[Note]:
    """More than seven placed calls in seven days (12 CFR 1006.14(b)(2)(i)(A)); this call is the next."""
    at, agent = transcript.started_at, transcript.agent_turns()
    if at is None or transcript.recent_calls is None or not agent or transcript.direction == "inbound":
        return []
    window = [
        call
        for call in transcript.recent_calls
        if timedelta(0) <= at - call.at < timedelta(days=7) and not call.consented_callback
    ]
    if len(window) < 7:
        return []
    return [Note(agent[0].index, (0, len(agent[0].text)), f"This was call {len(window) + 1} in seven days.")]


_CARD = re.compile(r"(?:\d[ -]?){13,19}")
_SSN = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")
_CVV = re.compile(r"\b(?:cvv|cvc|security code)\b\W{0,3}\d{3,4}\b", re.I)
_HEALTH_GUESS = re.compile(
    r"\b(?:depress\w*|bipolar|mental\w*|crazy|unstable|alcoholic|addict\w*|schizo\w*|suicidal)\b", re.I
)
_OPINION = re.compile(r"\b(?:deadbeat|liar|lying|lies|scum|idiot|loser|lazy|stupid|pathetic|trash|moron|crook)\b", re.I)


def luhn(digits: str) -> bool:
    """Whether a run of digits passes the check of payment card numbers (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _note_of(transcript: Transcript) -> tuple[str, int]:
    agent = transcript.agent_turns()
    return (transcript.wrap_up.note if transcript.wrap_up else "", agent[-1].index if agent else 0)


def _card_in_note(transcript: Transcript, case: Case) -> list[Note]:
    note, turn = _note_of(transcript)
    found = [
        Note(turn, match.span(), "Card or identity data in the note.")
        for match in (*_CVV.finditer(note), *_SSN.finditer(note))
    ]
    for match in _CARD.finditer(note):
        digits = re.sub(r"\D", "", match.group())
        if luhn(digits):
            found.append(Note(turn, match.span(), "A full card number in the note."))
    return found[:1]


def _health_in_note(transcript: Transcript, case: Case) -> list[Note]:
    note, turn = _note_of(transcript)
    found = _HEALTH_GUESS.search(note)
    if not found or re.search(r"\bconsent\b", note, re.I):
        return []
    return [Note(turn, found.span(), "A health fact without consent, or a guess at one.")]


def _opinion_in_note(transcript: Transcript, case: Case) -> list[Note]:
    note, turn = _note_of(transcript)
    found = _OPINION.search(note)
    return [Note(turn, found.span(), "An opinion about the person in the note.")] if found else []


def _dispute_not_noted(transcript: Transcript, case: Case) -> list[Note]:
    """A dispute was known and the record does not carry it (15 U.S.C. 1692e(8))."""
    record = transcript.wrap_up
    if record is None or not any(turn.has("dispute") for turn in transcript.turns if turn.speaker != "agent"):
        return []
    if record.disposition == "DSP" or re.search(r"\bdisput|\bdsp\b", record.note, re.I):
        return []
    _, turn = _note_of(transcript)
    return [Note(turn, (0, len(record.note)), "The debtor disputed the debt; code and note do not say so.")]


_STRICT = _hours(8, 21)
PREDICATES: dict[str, Predicate] = {
    "amount-against-file": Predicate(_wrong_amount, _nothing_at_end, ("account.balance",)),
    "beyond-authority": Predicate(_beyond_authority, _nothing_at_end),
    "hours-8-to-21": Predicate(_nothing_here, _STRICT, ("started_at",)),
    "seven-in-seven": Predicate(_nothing_here, _seven_in_seven, ("recent_calls",)),
    "card-in-note": Predicate(_nothing_here, _card_in_note),
    "health-in-note": Predicate(_nothing_here, _health_in_note),
    "opinion-in-note": Predicate(_nothing_here, _opinion_in_note),
    "dispute-not-noted": Predicate(_nothing_here, _dispute_not_noted),
}
NOTE_PREDICATES = frozenset({"card-in-note", "health-in-note", "opinion-in-note", "dispute-not-noted"})
