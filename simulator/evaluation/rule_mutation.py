"""Changes rules one small thing at a time and asks whether a case notices: how well the cases guard the rules.

Owns the kinds of change (a list of acts, a guard, a window, a threshold, an hour) and the count. The cases are heard once;
only judging is repeated. Model: mutation analysis (DeMillo, Lipton and Sayward, IEEE Computer 11(4), 1978). Never prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from scenarios.guard import Guard
from scoring.compliance.condition import Condition, Contacts, Hours, Pause, Span
from scoring.compliance.packs import shared_groups
from scoring.compliance.rule import Pack, Rule
from scoring.transcript import Transcript
from simulator.evaluation.annotation import annotate
from simulator.evaluation.rule_cases import case_call, meets
from simulator.understanding.hearing import Hearing

STEP = timedelta(minutes=30)
ALWAYS, NEVER = "agent-turns >= 0", "agent-turns < 0"


@dataclass(frozen=True)
class Mutant:
    """One changed rule and what was changed."""

    rule: str
    change: str
    caught: bool


def mutate_packs(
    packs: Iterable[Pack], hearing: Hearing, told: Callable[[str], None] = lambda _: None
) -> Iterator[Mutant]:
    """Every mutant of every rule, and every act taken out of a list that several rules share."""
    chosen = [(pack, _without_missed(rule)) for pack in packs for rule in pack.rules]
    heard = {
        (pack.pack, rule.rule): [annotate(case_call(pack, rule, case), hearing) for case in rule.cases]
        for pack, rule in chosen
    }
    for pack, rule in chosen:
        told(rule.rule)
        for change, mutant in mutants_of(rule, {**shared_groups(), **pack.groups}):
            yield Mutant(rule.rule, change, _notices(pack, mutant, heard[pack.pack, rule.rule]))
    for name, acts in shared_groups().items():
        yield from _thinned_groups(f"groups.yaml: list {name}", acts, chosen, heard)
    for pack in {each.label: each for each, _ in chosen}.values():
        own = [(each, rule) for each, rule in chosen if each.label == pack.label]
        for name, acts in pack.groups.items():
            yield from _thinned_groups(f"{pack.pack}: list {name}", acts, own, heard)


def _without_missed(rule: Rule) -> Rule:
    """What is known to be missed guards nothing."""
    return rule.model_copy(update={"cases": tuple(case for case in rule.cases if case.missed is None)})


def _notices(pack: Pack, mutant: Rule, calls: list[Transcript]) -> bool:
    alone = pack.model_copy(update={"rules": (mutant,)})
    return any(not meets(alone, mutant, case, call) for case, call in zip(mutant.cases, calls, strict=True))


def _thinned_groups(
    name: str, acts: tuple[str, ...], chosen: list[tuple[Pack, Rule]], heard: dict[tuple[str, str], list[Transcript]]
) -> Iterator[Mutant]:
    users = [(pack, rule) for pack, rule in chosen if any(_holds_group(each, acts) for each in rule.when)]
    for act in acts if users else ():
        caught = any(_notices(pack, _thinned(rule, act, acts), heard[pack.pack, rule.rule]) for pack, rule in users)
        yield Mutant(name, f"without {act}", caught)


def _without(have: tuple[str, ...], act: str, acts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in have if each != act) if set(acts) <= set(have) else have


def _holds_group(condition: Condition, acts: tuple[str, ...]) -> bool:
    return any(set(acts) <= set(have) for have in condition.act_lists().values())


def _thinned(rule: Rule, act: str, acts: tuple[str, ...]) -> Rule:
    when = []
    for condition in rule.when:
        lists = {_field(key): _without(have, act, acts) for key, have in condition.act_lists().items()}
        when.append(condition.model_copy(update=lists))
    return rule.model_copy(update={"when": tuple(when)})


def mutants_of(rule: Rule, groups: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Rule]]:
    """Every small change of a rule, with a few words that say what was changed."""
    for number, condition in enumerate(rule.when):
        if condition.hold:
            continue  # scheduling only: no call shows it
        for change, mutant in _mutants(condition, groups):
            when = (*rule.when[:number], mutant, *rule.when[number + 1 :])
            yield change, rule.model_copy(update={"when": when})
        if len(rule.when) > 1 and condition.pattern != "hold":
            yield (
                f"condition {number + 1} left out",
                rule.model_copy(update={"when": (*rule.when[:number], *rule.when[number + 1 :])}),
            )
    if rule.from_ is not None:
        yield "in force from the start", rule.model_copy(update={"from_": None})
        yield "in force a month later", rule.model_copy(update={"from_": rule.from_ + timedelta(days=31)})
    if rule.binds.channels and len(rule.binds.channels) > 1:
        for channel in rule.binds.channels:
            left = tuple(each for each in rule.binds.channels if each != channel)
            yield (
                f"not bound on {channel}",
                rule.model_copy(update={"binds": rule.binds.model_copy(update={"channels": left})}),
            )


def _field(key: str) -> str:
    return "with_" if key == "with" else key


def _mutants(condition: Condition, groups: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Condition]]:
    for key, acts in condition.act_lists().items():
        shared = [(name, members) for name, members in groups.items() if set(members) <= set(acts)]
        inside = {act for _, members in shared for act in members}
        for name, members in shared:
            left = tuple(act for act in acts if act not in members)
            if left:
                yield f"{key} without the list {name}", condition.model_copy(update={_field(key): left})
        for act in acts:
            if act not in inside and len(acts) > 1:
                yield (
                    f"{key} without {act}",
                    condition.model_copy(update={_field(key): tuple(each for each in acts if each != act)}),
                )
    for channel in condition.barred if len(condition.barred) > 1 else ():
        left = tuple(each for each in condition.barred if each != channel)
        yield f"not barred on {channel}", condition.model_copy(update={"barred": left})
    for channel in condition.unwelcome if len(condition.unwelcome) > 1 else ():
        left = tuple(each for each in condition.unwelcome if each != channel)
        yield f"welcome on {channel}", condition.model_copy(update={"unwelcome": left})
    yield from _guard_mutants(condition)
    yield from _number_mutants(condition)


def _guard_mutants(condition: Condition) -> Iterator[tuple[str, Condition]]:
    guard = condition.guard
    if guard is None:
        return
    yield "guard left out", condition.model_copy(update={"guard": None})
    yield "guard turned round", condition.model_copy(update={"guard": Guard.parse(f"not ({guard.text})")})
    for name in guard.names:
        plain = re.compile(rf"(?<![a-z0-9-]){re.escape(name)}(?![a-z0-9-])(?!\s*(?:>=|<=|==|>|<))")
        for value, word in ((ALWAYS, "taken as true"), (NEVER, "taken as false")):
            changed = plain.sub(value, guard.text)
            if changed != guard.text:
                yield f"{name} {word}", condition.model_copy(update={"guard": Guard.parse(changed)})
    for found in re.finditer(r"(>=|<=|==|>|<)\s*(-?\d+)", guard.text):
        more = guard.text[: found.start(2)] + str(int(found.group(2)) + 1) + guard.text[found.end(2) :]
        yield f"{found.group()} one more", condition.model_copy(update={"guard": Guard.parse(more)})


def _number_mutants(condition: Condition) -> Iterator[tuple[str, Condition]]:
    def changed(**fields: Any) -> Condition:
        return condition.model_copy(update=fields)

    if condition.required and condition.by:
        yield "one turn more of grace", changed(grace=condition.grace + 1)
        if condition.grace:
            yield "one turn less of grace", changed(grace=condition.grace - 1)
    if condition.answered:
        yield "one turn more to answer", changed(within=condition.within + 1)
        if condition.within > 1:
            yield "one turn less to answer", changed(within=condition.within - 1)
    if condition.at_most is not None:
        yield "one more allowed", changed(at_most=condition.at_most + 1)
        if condition.at_most:
            yield "one less allowed", changed(at_most=condition.at_most - 1)
    if condition.contacts is not None:
        yield from ((what, changed(contacts=each)) for what, each in _contacts(condition.contacts))
    if condition.pause is not None:
        days = condition.pause.days
        yield "pause of a day more", changed(pause=Pause(days=days + 1))
        yield "pause of a day less", changed(pause=Pause(days=days - 1))
    if condition.hours is not None:
        yield from ((what, changed(hours=each)) for what, each in _hours(condition.hours))


def _contacts(contacts: Contacts) -> Iterator[tuple[str, Contacts]]:
    def changed(**fields: Any) -> Contacts:
        return contacts.model_copy(update=fields)

    yield "one contact more", changed(at_most=contacts.at_most + 1)
    yield "one contact less", changed(at_most=contacts.at_most - 1)
    for count in ("placed", "contacts", "attempts"):
        if count != contacts.count:
            yield f"counting {count}", changed(count=count)
    if contacts.window == "rolling":
        yield "a day more", changed(days=contacts.days + 1)
        yield "a day less", changed(days=contacts.days - 1)
    else:
        yield "a rolling window", changed(window="rolling")


def _hours(hours: Hours) -> Iterator[tuple[str, Hours]]:
    for day in ("weekdays", "saturday", "sunday"):
        span: Span | None = getattr(hours, day)
        if span is None:
            wide = Span(first=time(8), last=time(21))
            yield f"{day} allowed", hours.model_copy(update={day: wide})
            continue
        for edge in ("first", "last"):
            for step, word in ((STEP, "later"), (-STEP, "earlier")):
                moved = (datetime.combine(date(2026, 1, 1), getattr(span, edge)) + step).time()
                yield f"{day} {edge} {word}", hours.model_copy(update={day: span.model_copy(update={edge: moved})})
    if hours.holidays:
        yield "holidays allowed", hours.model_copy(update={"holidays": None})
