"""Fills an act's slots from the values, names and words near it.

Owns which value belongs to which slot. Never finds values (`values.py` does).
"""

from __future__ import annotations

import re

from scoring.transcript import Span
from simulator.understanding.values import METHODS, MoneyMention, Values

_NAME_FRAMES = {
    "identify-self": re.compile(r"(?i:(?:my name(?:'s| is)|name's|this is|i(?:'m| am)|it(?:'s| is)|speaking (?:with|to))\s+)([A-Z][\w'-]+(?: [A-Z][\w'-]+)?|[a-z]+(?: [a-z]+)?(?= (?:from|with|at|calling|here|speaking)\b)|[a-z]+)"),
    "ask-for-person": re.compile(r"(?i:(?:speak|talk|speaking|talking|chat)(?: (?:with|to))(?: please)? |is (?:this|that|it) |looking for |asking for |reach |get hold of |trying to reach |is )(?:(?i:mr|mrs|ms|miss|dr)\.? )?([A-Z][\w'-]+(?: [A-Z][\w'-]+)?|[a-z]+(?: [a-z]+)?)"),
    "attorney": re.compile(r"([A-Z][\w.'-]+(?: [A-Z][\w.'-]+)+)(?:'s)?"),
}  # fmt: skip
_COMPANY = re.compile(
    r"(?i:\b(?:from|for|with|at|on behalf of|work for|we are|we're)) (?:the )?((?:[A-Z][\w&.'-]*)(?: (?:[A-Z][\w&.'-]*|of|and|&))*)"
)
_COMPANY_LOWER = re.compile(
    r"\b(?:from|for|with|behalf of) (?:the )?((?:[a-z.]+ ){0,3}(?:recover\w+(?: group)?|collections|credit services|group|hospital|telecom|mobile|supplies|energy|bank))\b"
)
_IDENTITY = (
    ("birth-date", re.compile(r"date of birth|birth ?date|birthday|\bd\.?o\.?b\b|\bborn\b|(?:january|february|march|april|june|july|august|september|october|november|december) \d{1,2}\w*,? (?:19|20)\d\d")),
    ("postcode", re.compile(r"post ?code|zip|\b[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b|^\D*\d{5}\D*$")),
    ("address", re.compile(r"address|\bstreet\b|\broad\b|\bavenue\b|\blane\b|\b(?:alder|elm)\b|live at|living at|still (?:at|on)")),
    ("last-four", re.compile(r"last (?:four|4)|social")),
    ("email", re.compile(r"e-?mail")),
    ("phone", re.compile(r"phone|number")),
    ("name", re.compile(r"full name|your name")),
)  # fmt: skip
_LOCATION = (
    ("workplace", re.compile(r"work|employer|job")),
    ("address", re.compile(r"address|live|staying|street")),
    ("phone", re.compile(r"number|phone|cell|mobile")),
)
_CHANNEL = (
    ("sms", re.compile(r"\btexts?\b|\bsms\b|texting|messag")),
    ("email", re.compile(r"e-?mail")),
    ("work-phone", re.compile(r"\bwork\b|\boffice\b|\bjob\b")),
    ("letter", re.compile(r"letter|\bpost\b|\bmail\b|write")),
    ("phone", re.compile(r"call|phone|number|cell|mobile|ring")),
)
_HARDSHIP = (
    ("bereavement", re.compile(r"died|passed|death|funeral|buried|bereave|lost my (?:wife|husband|mother|mom|mum|father|dad|son|daughter)")),
    ("reduced-hours", re.compile(r"hours|shift|overtime|part[- ]time|cut (?:my|our) (?:pay|wages)")),
    ("job-loss", re.compile(r"\bjob\b|laid off|let go|fired|redundan|unemploy|out of work|not working|no work")),
    ("separation", re.compile(r"divorc|separat|split up|left me|walked out|on my own|custody")),
    ("caring", re.compile(r"caring for|looking after|take care of my|taking care")),
    ("illness", re.compile(r"hospital|surgery|operation|cancer|sick|ill\b|illness|injur|diagnos|stroke|accident|medical|treatment|pregnan|off work")),
    ("disaster", re.compile(r"flood|fire\b|hurricane|storm|tornado|burst")),
    ("bills", re.compile(r"rent|bills|prices|electric|gas\b|food|groceries|energy|mortgage|ends meet|afford")),
)  # fmt: skip
_VULNERABILITY = (
    (
        "mental-health",
        re.compile(
            r"depress|anxi|panic|bipolar|mental|ptsd|breakdown|crisis|therap|counsel|open (?:the |my )?(?:post|mail|letters)|unopened|out of bed|medication"
        ),
    ),
    ("capability", re.compile(r"read|numbers|follow|concentrat|memory|dyslex|learning|english")),
    ("health", re.compile(r"stroke|deaf|blind|hearing|disab|injury|dementia|carer|autis|adhd")),
)
_DISPUTE = (
    ("paid", re.compile(r"paid|settled|cleared|taken care")),
    ("insurance", re.compile(r"insur|medicaid|medicare|cover")),
    ("service", re.compile(r"damag|missing|never (?:arrived|delivered|received|got)|short[- ]ship|defective|return|cancel|wasn't delivered|didn't arrive|deduct")),
    ("not-mine", re.compile(r"not my|isn't my|never (?:had|opened|signed|heard)|not mine|wrong (?:person|account)")),
    ("amount", re.compile(r"amount|figure|balance|twice|double|too (?:high|much)|wrong|overch|price|rate|billed|charged")),
)  # fmt: skip
_RELATION = re.compile(r"\b(wife|husband|spouse|partner|son|daughter|brother|sister|roommate|room mate|flatmate|housemate|mother|mom|mum|father|dad|neighbou?r|colleague|assistant|cousin|carer|friend)\b")  # fmt: skip
_RELATIONS = {
    "wife": "spouse", "husband": "spouse", "spouse": "spouse", "partner": "spouse", "son": "child", "daughter": "child",
    "brother": "sibling", "sister": "sibling", "roommate": "roommate", "room mate": "roommate", "flatmate": "roommate",
    "housemate": "roommate", "mother": "parent", "mom": "parent", "mum": "parent", "father": "parent", "dad": "parent",
    "neighbor": "neighbour", "neighbour": "neighbour", "colleague": "colleague", "assistant": "colleague",
    "cousin": "relative", "carer": "carer", "friend": "other",
}  # fmt: skip
_TIME = re.compile(
    r"\b(?:at|after|before|until|till|around|by) (?:(\d{1,2})(?::(\d{2}))? ?(am|pm|a\.m\.|p\.m\.|o'?clock)?|(noon|midday|five|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four))\b"
)
_HOURS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_KINDS = {
    "verify-identity": _IDENTITY, "read-out-identity": _IDENTITY, "give-identity-detail": _IDENTITY,
    "ask-location": _LOCATION, "hardship": _HARDSHIP, "vulnerability": _VULNERABILITY, "dispute": _DISPUTE,
}  # fmt: skip
_NAME_BEFORE = re.compile(r"\b([a-z][\w'-]+(?: [a-z][\w'-]+)?) (?:here|speaking)\b", re.I)
_TAIL = re.compile(r" (?:around|there|available|please|in|home|about|speaking|and|on|here|today|or|from|with)$", re.I)
_ADVICE = re.compile(r"step ?change|national debt(?:line| helpline)|money ?helper|citizens advice|payplan|business debtline|nfcc", re.I)  # fmt: skip
_OWN_SENTENCE = frozenset({"ask-full-payment", "state-debt", "ask-any-payment", "ask-down-payment"})
"""Acts that take an amount from their own sentence only."""


def fill_slots(act: str, wanted: tuple[str, ...], text: str, low: str, span: Span, near: Span, values: Values) -> dict[str, str | int]:  # fmt: skip
    """Slots of one act. `near` is the sentence it stands in; values there win over those elsewhere."""
    slots: dict[str, str | int] = {}
    sentence = low[near[0] : near[1]]
    if "amount" in wanted:
        money = _nearest(values.money, span, near, act not in _OWN_SENTENCE)
        if money is not None:
            slots["amount"] = f"{money.amount:.2f}"
            if money.currency:
                slots["currency"] = money.currency
    if "percent" in wanted and values.percents:
        slots["percent"] = f"{values.percents[0][0].normalize():f}"
    if "every" in wanted and values.every:
        slots["every"] = values.every
    if "count" in wanted and (values.count or values.months) and (values.count or values.every in (None, "month")):
        slots["count"] = values.count or values.months or 0
    if "months" in wanted and values.months:
        slots["months"] = values.months
    dates = [date for date in values.dates if near[0] <= date.start < near[1]] or list(values.dates)
    if dates and "start" in wanted and ("due" not in wanted or values.every):
        slots["start"] = dates[-1].day.isoformat()
    elif dates and "due" in wanted:
        slots["due"] = dates[-1].day.isoformat()
    if dates and "until" in wanted:
        slots["until"] = dates[0].day.isoformat()
    if "method" in wanted:
        found = next((name for name, pattern in METHODS if pattern.search(sentence)), values.method)
        if found:
            slots["method"] = found
    if "kind" in wanted:
        kind = next((name for name, pattern in _KINDS.get(act, ()) if pattern.search(sentence)), None)
        if kind or act in ("hardship", "dispute"):
            slots["kind"] = kind or "other"
    if "channel" in wanted:
        slots["channel"] = next((name for name, pattern in _CHANNEL if pattern.search(sentence)), "all")
    if "relation" in wanted and (found_relation := _RELATION.search(sentence)):
        slots["relation"] = _RELATIONS.get(found_relation.group(1), "other")
    if "time" in wanted and (clock := _clock(sentence)):
        slots["time"] = clock
    if "phone" in wanted and values.phone:
        slots["phone"] = values.phone
    slots.update(_names(act, wanted, text[near[0] : near[1]]))
    return slots


def _nearest(money: tuple[MoneyMention, ...], span: Span, near: Span, anywhere: bool) -> MoneyMention | None:
    inside = [each for each in money if near[0] <= each.start < near[1]] or (list(money) if anywhere else [])
    if not inside:
        return None
    return min(inside, key=lambda each: (max(0, span[0] - each.end, each.start - span[1]), each.start))


def _clock(sentence: str) -> str | None:
    found = _TIME.search(sentence)
    if not found:
        return None
    if found.group(4):
        hour = 12 if found.group(4) in ("noon", "midday") else _HOURS[found.group(4)]
    else:
        hour = int(found.group(1))
    half = (found.group(3) or "")[:1]
    if hour > 23:
        return None
    if (half == "p" and hour < 12) or (not half and 1 <= hour <= 6):
        hour += 12
    return f"{hour:02d}:{found.group(2) or '00'}"


def _named(act: str, sentence: str) -> re.Match[str] | None:
    found = _NAME_FRAMES[act].search(sentence)
    return found or (_NAME_BEFORE.search(sentence) if act == "identify-self" else None)


def _names(act: str, wanted: tuple[str, ...], sentence: str) -> dict[str, str]:
    slots: dict[str, str] = {}
    if "name" in wanted:
        if act == "signpost-advice":
            advice = _ADVICE.search(sentence)
            if advice:
                slots["name"] = advice.group()
        elif act in _NAME_FRAMES and (found := _named(act, sentence)):
            said = _TAIL.sub("", found.group(1).strip())
            slots["name"] = said.title() if said.islower() else said
    if "company" in wanted:
        company = _COMPANY.search(sentence) or _COMPANY_LOWER.search(sentence.lower())
        if company:
            slots["company"] = company.group(1).strip(" .")
    if "creditor" in wanted:
        creditor = re.search(
            r"\b(?:to|with|from|for) ((?:[A-Z][\w&'-]*\.?)(?: (?:[A-Z][\w&.'-]*|of|and|&))*)", sentence
        )
        if creditor:
            slots["creditor"] = creditor.group(1).strip(" .")
    return slots
