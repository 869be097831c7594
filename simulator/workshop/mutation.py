"""Changes a scenario or its person one small thing at a time and asks whether a scripted call notices.

Owns the kinds of change (a condition, a threshold, a mood, a share, money, a line left out, authority) and the count. A change
that no scripted call notices marks what a trainer may break without being told. Model: mutation analysis (DeMillo, Lipton and
Sayward, IEEE Computer 11(4), 1978). Never prints and never writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from scenarios.guard import Guard
from scenarios.model.entry import Money
from scenarios.model.persona import Persona
from scenarios.model.scenario import Scenario
from scenarios.packs import Library
from scenarios.source import Path_
from simulator.evaluation.scripted import ScriptResult, play_script
from simulator.understanding.hearing import Hearing

MOOD_STEP, TRUST_STEP, SHARE_STEP = 20, 20, Decimal(25)


@dataclass(frozen=True)
class Change:
    """One thing changed in one file."""

    what: str
    """In words, such as `trust 38 to 58`."""
    kind: str
    """`library` or `personas`: whose file."""
    place: Path_
    entry: Scenario | Persona


@dataclass(frozen=True)
class Mutant:
    """One change and what came of it."""

    scenario: str
    what: str
    file: str
    line: int
    noticed: bool
    """A scripted call came to something that it does not expect."""
    moved: bool
    """At least one call went otherwise, whether or not its expectations say so."""


def mutate(library: Library, name: str, hearing: Hearing) -> Iterator[Mutant]:
    """Every mutant of one scenario and its person. Raises as the library does."""
    scenario = library.scenario(name)
    persona = library.persona(scenario.persona)
    as_it_is = [play_script(library, name, script, hearing) for script in scenario.calls]
    for change in (*_of_scenario(scenario), *_of_persona(persona)):
        called = name if change.kind == "library" else scenario.persona
        changed = library.instead(change.kind, called, change.entry)
        played = [play_script(changed, name, script, hearing) for script in scenario.calls]
        document = library.document(change.kind, called)
        yield Mutant(
            name, change.what, document.path, document.mark(change.place, key=True).line,
            noticed=any(after.differences != before.differences for before, after in zip(as_it_is, played, strict=True)),
            moved=_went_otherwise(as_it_is, played),
        )  # fmt: skip


def _went_otherwise(before: Sequence[ScriptResult], after: Sequence[ScriptResult]) -> bool:
    return any(
        one.played.events != other.played.events or one.card.overall != other.card.overall
        for one, other in zip(before, after, strict=True)
    )


def _of_scenario(scenario: Scenario) -> Iterator[Change]:
    def change(what: str, place: Path_, **fields: Any) -> Change:
        return Change(what, "library", place, scenario.model_copy(update=fields))

    authority = scenario.authority
    if authority.plan is not None:
        for factor in (Decimal("0.5"), Decimal(2)):
            smallest = _times(authority.plan.smallest, factor)
            plan = authority.plan.model_copy(update={"smallest": smallest})
            yield change(f"least instalment {authority.plan.smallest.amount} to {smallest.amount}", ("authority", "plan", "smallest"),
                         authority=authority.model_copy(update={"plan": plan}))  # fmt: skip
    for key in ("plan", "settlement", "deferral"):
        if getattr(authority, key) is not None:
            yield change(f"no {key} allowed", ("authority", key), authority=authority.model_copy(update={key: None}))
    for key in ("limitation_expired", "judgment", "legal_action_intended", "fees_authorised"):
        now = getattr(scenario.account, key)
        yield change(
            f"{key} {now} to {not now}", ("account", key), account=scenario.account.model_copy(update={key: not now})
        )
    yield change(f"first communication {scenario.first_communication} to {not scenario.first_communication}", ("first_communication",),
                 first_communication=not scenario.first_communication)  # fmt: skip
    for number, reaction in enumerate(scenario.dialogue):
        rest = (*scenario.dialogue[:number], *scenario.dialogue[number + 1 :])
        yield change("line of dialogue left out", ("dialogue", number), dialogue=rest)
        for what, guard in _other_guards(reaction.guard):
            lines = (
                *scenario.dialogue[:number],
                reaction.model_copy(update={"guard": guard}),
                *scenario.dialogue[number + 1 :],
            )
            yield change(what, ("dialogue", number, "if"), dialogue=lines)


def _of_persona(persona: Persona) -> Iterator[Change]:
    def change(what: str, place: Path_, **fields: Any) -> Change:
        return Change(what, "personas", place, persona.model_copy(update=fields))

    for key in ("trust", "patience", "stress"):
        now = getattr(persona.mood, key)
        for other in (max(0, now - MOOD_STEP), min(100, now + MOOD_STEP)):
            yield change(f"{key} {now} to {other}", ("mood", key), mood=persona.mood.model_copy(update={key: other}))
    bargaining = persona.bargaining
    for key, step in (("needs_trust", TRUST_STEP), ("yields_to", SHARE_STEP), ("opens_at", SHARE_STEP)):
        now = getattr(bargaining, key)
        for other in (max(type(now)(1), now - step), min(type(now)(100), now + step)):
            yield change(
                f"{key} {now} to {other}", ("bargaining", key), bargaining=bargaining.model_copy(update={key: other})
            )
    yield change("overpromises turned round", ("bargaining", "overpromises"),
                 bargaining=bargaining.model_copy(update={"overpromises": not bargaining.overpromises}))  # fmt: skip
    if persona.finances is not None:
        for key in ("income", "essentials", "savings"):
            now = getattr(persona.finances, key)
            for factor in (Decimal("0.9"), Decimal("1.1")):
                money = persona.finances.model_copy(update={key: _times(now, factor)})
                yield change(f"{key} times {factor}", ("finances", key), finances=money)
    for name, fact in persona.facts.items():
        rest = {key: each for key, each in persona.facts.items() if key != name}
        yield change(f"fact '{name}' left out", ("facts", name), facts=rest)
        for what, guard in _other_guards(fact.needs):
            yield change(
                what, ("facts", name, "needs"), facts={**persona.facts, name: fact.model_copy(update={"needs": guard})}
            )
    for key in ("statuses", "concerns"):
        entries: tuple[BaseModel, ...] = getattr(persona, key)
        for number, entry in enumerate(entries):
            yield change(f"{key[:-1] if key == 'concerns' else 'status'} {number + 1} left out", (key, number),
                         **{key: (*entries[:number], *entries[number + 1 :])})  # fmt: skip
            for what, guard in _other_guards(getattr(entry, "when")):  # noqa: B009
                if guard is not None:
                    other = entry.model_copy(update={"when": guard})
                    yield change(
                        what, (key, number, "when"), **{key: (*entries[:number], other, *entries[number + 1 :])}
                    )


def _other_guards(guard: Guard | None) -> Iterator[tuple[str, Guard | None]]:
    if guard is not None:
        yield f"condition '{guard.text}' left out", None
        yield f"condition '{guard.text}' turned round", Guard.parse(f"not ({guard.text})")


def _times(money: Money, factor: Decimal) -> Money:
    return money.model_copy(update={"amount": (money.amount * factor).quantize(Decimal("0.01"))})
