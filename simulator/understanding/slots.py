"""Fills an act's slots from the values, kinds, clocks and names near it.

Owns which value belongs to which slot. Never finds values (`values.py`, `kinds.py`, `clocks.py`, `names.py` do).
"""

from __future__ import annotations

import re

from scoring.transcript import Span
from simulator.understanding import kinds, names
from simulator.understanding.clocks import find_clock
from simulator.understanding.details import find_detail
from simulator.understanding.values import METHODS, PERIOD, MoneyMention, Values

_KINDS = {
    "verify-identity": kinds.IDENTITY, "read-out-identity": kinds.IDENTITY, "give-identity-detail": kinds.IDENTITY,
    "ask-location": kinds.LOCATION, "hardship": kinds.HARDSHIP, "vulnerability": kinds.VULNERABILITY, "dispute": kinds.DISPUTE,
}  # fmt: skip
_OTHERWISE = {"hardship": "other", "dispute": "other", "ask-location": "address"}
_OWN_SENTENCE = frozenset({"state-debt", "ask-any-payment", "ask-down-payment", "ask-full-payment", "confirm-payment", "reject-offer", "offer-fee-waiver"})  # fmt: skip
"""Acts that take an amount from their own sentence only."""
_PERIODIC = frozenset({"offer-plan", "give-finances", "ask-plan"})
"""Acts whose figure is rather the one with 'a month' beside it."""
_ONE_OFF = frozenset({"ask-down-payment", "ask-full-payment", "state-debt", "offer-settlement", "reject-offer", "confirm-payment"})  # fmt: skip
_NUMBER = re.compile(
    r"\b(?:confirmation|reference|ref|conf|case|docket|number)\b[^\d]{0,25}((?:[a-z]{1,3}-?)?\d+(?:[:-](?:[a-z]{2}-)?\d+)*)"
)


def fill_slots(act: str, wanted: tuple[str, ...], text: str, low: str, span: Span, near: Span, values: Values) -> dict[str, str | int]:  # fmt: skip
    """Slots of one act. `near` is the sentence it stands in; values there win over those elsewhere."""
    slots: dict[str, str | int] = {}
    sentence = low[near[0] : near[1]]
    if "amount" in wanted and (money := _nearest(values.money, act, low, span, near)) is not None:
        slots["amount"] = f"{money.amount:.2f}"
        if money.currency:
            slots["currency"] = money.currency
    if "percent" in wanted and values.percents:
        slots["percent"] = f"{values.percents[0][0].normalize():f}"
    if "every" in wanted and values.every:
        slots["every"] = values.every
    if "count" in wanted and (values.count or values.months) and (values.count or values.every in (None, "month")):
        slots["count"] = values.count or values.months or 0
    if "months" in wanted:
        months = values.months or (values.count if values.every == "month" else None)
        if months:
            slots["months"] = months
    _fill_dates(act, wanted, slots, near, values)
    if "method" in wanted:
        method = next((name for name, pattern in METHODS if pattern.search(sentence)), values.method)
        if method:
            slots["method"] = method
    if "phone" in wanted and values.phone:
        slots["phone"] = values.phone
    if "number" in wanted and (number := _NUMBER.search(sentence) or _NUMBER.search(low)):
        slots["number"] = number[1]
    if "time" in wanted and (clock := find_clock(sentence) or find_clock(low)):
        slots["time"] = clock
    _fill_kinds(act, wanted, slots, text, low, span, near)
    _fill_names(act, wanted, slots, text, near)
    return slots


def _fill_dates(act: str, wanted: tuple[str, ...], slots: dict[str, str | int], near: Span, values: Values) -> None:
    near_by = [date for date in values.dates if near[0] <= date.start < near[1]] or list(values.dates)
    if near_by and "until" in wanted:
        slots["until"] = near_by[0].day.isoformat()
    dates = [date for date in near_by if date.kind not in ("span", "stretch")]
    if not dates:
        return
    day = dates[-1].day.isoformat()
    if "start" in wanted and ("due" not in wanted or values.every not in (None, "once")):
        slots["start"] = day
    elif "due" in wanted:
        slots["due"] = day


def _fill_kinds(act: str, wanted: tuple[str, ...], slots: dict[str, str | int], text: str, low: str, span: Span, near: Span) -> None:  # fmt: skip
    sentence = low[near[0] : near[1]]
    if "kind" in wanted:
        table = _KINDS[act]
        kind = kinds.first_kind(table, low[span[0] : span[1]]) or kinds.first_kind(table, sentence)
        kind = kind or kinds.first_kind(table, low) or _OTHERWISE.get(act)
        if kind:
            slots["kind"] = kind
    if "value" in wanted and (detail := find_detail(sentence, str(slots.get("kind", "")))):
        slots["kind"], slots["value"] = detail
    if "channel" in wanted:
        channel = kinds.find_channel(sentence) or ("all" if act == "honour-cease" else None)
        if act == "honour-contact-preference" and "time" in slots and channel == "phone":
            channel = None  # "we'll ring after six" is a time, not a channel
        if channel:
            slots["channel"] = channel
    if "relation" in wanted and (relation := kinds.find_relation(low)):
        slots["relation"] = relation


def _fill_names(act: str, wanted: tuple[str, ...], slots: dict[str, str | int], text: str, near: Span) -> None:
    said = text[near[0] : near[1]]
    found: str | None = None
    if "name" in wanted:
        if act in ("signpost-advice", "debt-adviser"):
            found = names.find_adviser(said) or names.find_adviser(text)
        elif act == "attorney":
            found = names.find_lawyer(said)
        else:
            found = names.find_person(act, said) or names.find_person(act, text)
        if found:
            slots["name"] = found
    if "company" in wanted and (company := names.find_company(said) or names.find_company(text)):
        slots["company"] = company
    if "creditor" in wanted and (creditor := names.find_creditor(said) or names.find_creditor(text)):
        slots["creditor"] = creditor


def _nearest(money: tuple[MoneyMention, ...], act: str, low: str, span: Span, near: Span) -> MoneyMention | None:
    """The figure in the act's own words, else its sentence, else anywhere; with or without a period as the act wants."""
    inside = [each for each in money if near[0] <= each.start < near[1]]
    if not inside and act not in _OWN_SENTENCE:
        inside = list(money)
    if len(inside) > 1:
        periodic = [each for each in inside if PERIOD.match(low[each.end :])]
        if act in _PERIODIC and periodic:
            inside = periodic
        elif act in _ONE_OFF and 0 < len(periodic) < len(inside):
            inside = [each for each in inside if each not in periodic]
    if not inside:
        return None
    return min(inside, key=lambda each: (max(0, span[0] - each.end, each.start - span[1]), each.start))
