"""Named predicates for what acts and facts alone cannot say: figures against the file, names, days, messages, notes.

Owns the registry and the arithmetic of talk. Each looks at one turn, or at the whole call at its end. Never reads YAML;
predicates on written words are in `written.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scoring.arrangement import PER_MONTH
from scoring.compliance import appearance, naming, rights, written
from scoring.compliance.case import Case
from scoring.compliance.written import Note
from scoring.transcript import Transcript, Turn

POSTDATED_AFTER = 5
"""Days ahead from which a payment counts as post-dated."""


@dataclass(frozen=True)
class Predicate:
    """A check of each turn, one at the end, and the fields of the record that it needs."""

    turn: Callable[[Turn, Case], list[Note]] | None = None
    end: Callable[[Transcript, Case], list[Note]] | None = None
    needs: tuple[str, ...] = ()


_OWES = re.compile(
    r"\bow(?:e|es|ing|ed)\b|\bbalance\b|\btotal|\bamount\b|\bdue\b|\boutstanding|\bcomes? to\b|\bstands? at\b|\bleft\b"
    r"|\b(?:it|that)(?:'s| is)\b|\babout the\b"
)
_ONCE = re.compile(
    r"\boriginal(?:ly)?\b|\bopening\b|\bused to\b|\bstarted (?:at|out)\b|\b(?:balance|amount|total|bill|it) (?:was|were) (?:\w+ )?[$£€]?\d"
)
"""Words of what was owed at another time, which the file's balance says nothing about."""


def _wrong_amount(turn: Turn, case: Case) -> list[Note]:
    """The amount stated as owed is above the balance of the file (15 U.S.C. 1692e(2)(A))."""
    balance = case.transcript.account.balance
    if turn.speaker != "agent" or balance is None:
        return []
    found = []
    for heard in turn.acts:
        words = turn.quote(heard.span).lower()
        if heard.act == "state-debt" and "amount" in heard.slots and _OWES.search(words) and not _ONCE.search(words):
            said = Decimal(str(heard.slots["amount"]))
            if said > balance and said - balance >= 1:
                found.append(Note(turn.index, heard.span, f"The file says {balance:.2f}, not {said:.2f}."))
    return found


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
        longest, least = authority.plan_max_months, authority.plan_min_payment
        if heard.act == "offer-plan" and longest is not None and months and int(months) > longest:
            found.append(Note(turn.index, heard.span, f"Plans may run {longest} months, not {months}."))
        by_month = PER_MONTH.get(str(heard.slots.get("every")))
        if heard.act == "offer-plan" and least is not None and amount is not None and by_month is not None:
            monthly = amount * by_month
            if monthly < least and (balance is None or amount < balance):
                because = f"Plans are for {least:.2f} a month or more; this comes to {monthly:.2f}."
                found.append(Note(turn.index, heard.span, because))
    return found


LOCATION = ("address", "phone", "workplace")
"""What may be asked of a third party (15 U.S.C. 1692a(7))."""


_BEYOND = re.compile(r"\b(?:bank|e-?mail|salary|earns?|savings|social security|date of birth|birthday|wages?)\b")


def _beyond_location(turn: Turn, case: Case) -> list[Note]:
    """Something other than home address, home phone or workplace is asked of a third party."""
    if turn.speaker != "agent" or not case.facts["third-party"] or case.facts["spouse"]:
        return []
    return [
        Note(turn.index, heard.span, "Only address, home phone and workplace count as location information.")
        for heard in turn.acts
        if heard.act == "ask-location"
        and (heard.slots.get("kind", "address") not in LOCATION or _BEYOND.search(turn.quote(heard.span).lower()))
    ]


_SPANISH = frozenset(["el", "la", "los", "las", "una", "por", "para", "que", "con", "usted", "su", "deuda", "pagar", "cuenta", "dinero", "puede", "cuánto", "cuanto", "gracias", "señor", "señora", "pesos", "semana", "mes", "hoy", "dólares", "dolares", "cobrar"])  # fmt: skip
_FRENCH = frozenset(["le", "la", "les", "une", "pour", "que", "avec", "vous", "votre", "dette", "payer", "compte", "argent", "pouvez", "combien", "merci", "monsieur", "madame", "semaine", "mois", "est", "dans", "recouvrer"])  # fmt: skip
_TOLD_IN = {"spanish": re.compile(r"\bcobrar\b.{0,40}\bdeuda|\bcobrador"), "french": re.compile(r"\brecouvr\w*|\brecouvrement")}  # fmt: skip


def _language_of(text: str) -> str:
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    for name, common in (("spanish", _SPANISH), ("french", _FRENCH)):
        if len(words) >= 4 and sum(word in common for word in words) / len(words) >= 0.35:
            return name
    return "english"


def _disclosed_in_another_language(transcript: Transcript, case: Case) -> list[Note]:
    """Talk in one language, disclosures in another (12 CFR 1006.18(e)(4))."""
    told = any(turn.has("mini-miranda", "disclose-collector") for turn in transcript.agent_turns())
    for turn in transcript.agent_turns():
        language = _language_of(turn.text)
        if language == "english" or not told:
            continue
        if not any(_TOLD_IN[language].search(each.text.lower()) for each in transcript.agent_turns()):
            because = f"You spoke {language.title()} and gave the disclosure in English only."
            return [Note(turn.index, (0, len(turn.text)), because)]
    return []


_TOO_LATE = re.compile(
    r"\b(?:a|one|two|1|2) (?:business |working )?days? (?:before|ahead|prior|earlier)\b|\bthe (?:day|evening|night) before\b"
)
"""Less than the three business days that a notice comes before the money is taken."""


def _postdated_without_notice(transcript: Transcript, case: Case) -> list[Note]:
    """A cheque dated more than five days ahead, and no written notice announced (15 U.S.C. 1692f(2))."""
    at = transcript.started_at
    if at is None:
        return []
    notices = [
        turn.quote(heard.span).lower() for turn in transcript.agent_turns() for heard in turn.acts if heard.act == "offer-validation"
    ]  # fmt: skip
    announced = any(not _TOO_LATE.search(words) for words in notices)
    late = bool(notices)
    for turn in transcript.agent_turns():
        for heard in turn.acts:
            if heard.act not in ("recap-arrangement", "ask-authorisation", "ask-commitment"):
                continue
            due = str(heard.slots.get("due") or heard.slots.get("start") or "")
            if heard.slots.get("method") != "cheque" or not due or announced:
                continue
            ahead = (date.fromisoformat(due) - at.date()).days
            if ahead > POSTDATED_AFTER:
                told = (
                    "the notice that you named comes too late: it has to come"
                    if late
                    else "say that a written notice comes"
                )
                because = f"The cheque is dated {ahead} days ahead; {told} 3 to 10 business days before."
                return [Note(turn.index, heard.span, because)]
    return []


def _dialled_again(transcript: Transcript, case: Case) -> list[Note]:
    """Rapid or concentrated dialling (12 CFR 1006.14(b)(1) and comment 14(b)(1)): within five minutes, or seven in a day."""
    at, agent = transcript.started_at, transcript.agent_turns()
    if at is None or transcript.recent_calls is None or not agent or transcript.direction == "inbound":
        return []
    calls = [
        each
        for each in transcript.recent_calls
        if each.channel == "phone" and each.at <= at and not each.consented_callback
    ]
    close = [each for each in calls if at - each.at < timedelta(minutes=5)]
    today = [each for each in calls if at - each.at < timedelta(hours=24)]
    span = (0, len(agent[0].text))
    if close:
        return [
            Note(agent[0].index, span, "The call before was less than five minutes earlier.", bool(case.facts["cease"]))
        ]
    if len(today) >= 6:
        return [Note(agent[0].index, span, f"This was call {len(today) + 1} within a day.", bool(case.facts["cease"]))]
    return []


PREDICATES: dict[str, Predicate] = {
    "amount-against-file": Predicate(_wrong_amount, None, ("account.balance",)),
    "beyond-authority": Predicate(_beyond_authority),
    "beyond-location": Predicate(_beyond_location),
    "another-name": Predicate(None, naming.another_name),
    "posing-as-creditor": Predicate(naming.posing_as_creditor),
    "disclosed-in-another-language": Predicate(None, _disclosed_in_another_language),
    "postdated-without-notice": Predicate(None, _postdated_without_notice),
    "dialled-again": Predicate(None, _dialled_again, ("recent_calls",)),
    "card-in-note": Predicate(None, written.card_in_note),
    "card-in-message": Predicate(written.card_in_message),
    "health-in-note": Predicate(None, written.health_in_note),
    "opinion-in-note": Predicate(None, written.opinion_in_note),
    "origin-in-note": Predicate(None, written.origin_in_note),
    "dispute-not-noted": Predicate(None, written.dispute_not_noted),
    "message-without-opt-out": Predicate(None, written.message_without_opt_out),
    "more-than-limited-content": Predicate(written.more_than_limited_content),
    "right-on-condition": Predicate(rights.right_on_condition),
    "expensive-number": Predicate(written.expensive_number),
    "jargon": Predicate(written.jargon),
    "tell-tale-envelope": Predicate(None, appearance.tell_tale_envelope),
    "court-letterhead": Predicate(None, appearance.court_letterhead),
    "law-office-letterhead": Predicate(None, appearance.law_office_letterhead),
    "borrowed-number": Predicate(None, appearance.borrowed_number),
}
NOTE_PREDICATES = frozenset(
    {"card-in-note", "health-in-note", "opinion-in-note", "origin-in-note", "dispute-not-noted"}
)
"""Predicates that read the wrap-up note; their findings quote it."""
