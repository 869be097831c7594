"""Checks that a person's file is true to itself: birth, money, bargaining, and that a hidden status is not given away.

Owns the codes `persona/birth`, `persona/money`, `persona/bargaining`, `persona/status-twice`, `persona/unheard` and
`status/given-away`. Never looks at a scenario's account (`consistency` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scenarios.checks.conditions import ConditionCheck
from scenarios.model.persona import Moodful, Persona
from scenarios.problems import Problems
from scenarios.source import Document, Path_

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NAMING = {
    "attorney": r"attorney|lawyer|solicitor|legal aid",
    "bankruptcy": r"bankrupt\w*|chapter (?:7|13|seven|thirteen)",
    "deceased": r"died|dead|passed away|buried|funeral",
    "debt-adviser": r"stepchange|debt advis\w+|citizens advice|debt management plan",
    "breathing-space": r"breathing space|moratorium",
    "military": r"deploy\w*|on orders|active duty|navy|army|marines",
    "identity-theft": r"identity theft|stolen identity|police report",
    "vulnerability": r"depress\w*|bipolar|panic attacks?|stroke|dementia",
}
"""Words that name a status plainly. Said before it comes up, they give away what the agent is to find out."""


def check_truth(persona: Persona, document: Document, problems: Problems) -> None:
    """What one person's file says in two places must agree."""

    def add(code: str, place: Path_, message: str, hint: str = "", severity: str = "error") -> None:
        mark = document.mark(place)
        problems.add(code, mark.line, mark.column, message, hint, severity)

    told = persona.identity.get("birth-date", "")
    if persona.born and told and not _same_day(told, persona):
        add("persona/birth", ("identity", "birth-date"),
            f"The birth date that they would say, “{told}”, is not {persona.born:%d %B %Y} (line {document.mark(('born',)).line}).", "Make 'born' and the detail the same day.")  # fmt: skip
    if persona.finances is not None:
        money = persona.finances
        currency = money.income.currency
        for key in ("essentials", "other_debts", "savings"):
            amount = getattr(money, key)
            if amount is not None and amount.currency != currency:
                add(
                    "persona/money",
                    ("finances", key),
                    f"The income is in {currency}, this is not.",
                    "Use one currency.",
                )
        for name, fact in persona.facts.items():
            if fact.amount is not None and fact.amount.currency != currency:
                add(
                    "persona/money",
                    ("facts", name, "amount"),
                    f"The income is in {currency}, this is not.",
                    "Use one currency.",
                )
    if persona.bargaining.opens_at > persona.bargaining.yields_to:
        add("persona/bargaining", ("bargaining", "opens_at"),
            f"The first figure ({persona.bargaining.opens_at}%) is above the most that is agreed ({persona.bargaining.yields_to}%).",
            "Somebody who bargains begins lower than they end: 'opens_at' at most 'yields_to'.")  # fmt: skip
    seen: set[str] = set()
    for number, note in enumerate(persona.statuses):
        if note.status in seen:
            add(
                "persona/status-twice",
                ("statuses", number, "status"),
                f"'{note.status}' comes up twice.",
                "Join the two.",
            )
        seen.add(note.status)
    for place, word, status in _giveaways(persona):
        add("status/given-away", place, f"“{word}” gives the status '{status}' away before it comes up.",
            "Say it sideways, or let the agent ask.", "warning")  # fmt: skip
    _check_conditions(persona, ConditionCheck(document, problems))


def _same_day(told: str, persona: Persona) -> bool:
    """Whether a spoken date means the day of birth, as far as it names day, month and year."""
    born = persona.born
    assert born is not None
    low = told.lower()
    numbers = [int(each) for each in re.findall(r"\d+", low)]
    named = next(
        (
            index
            for index, month in enumerate(MONTHS, start=1)
            if month[:3] in re.findall(r"[a-z]{3}", low) or month in low
        ),
        None,
    )
    if named is not None and named != born.month:
        return False
    wanted = {born.day, born.year, born.year % 100, born.month}
    return all(number in wanted for number in numbers)


def _giveaways(persona: Persona) -> Iterator[tuple[Path_, str, str]]:
    hidden = {
        note.status: NAMING[note.status]
        for note in persona.statuses
        if note.status in NAMING and not note.when.holds({})
    }
    for place, line in _early_lines(persona):
        for status, pattern in hidden.items():
            found = re.search(rf"\b(?:{pattern})\b", line, re.I)
            if found:
                yield place, found.group(), status


def _early_lines(persona: Persona) -> Iterator[tuple[Path_, str]]:
    """What they may say before any status has come up."""
    for key, spoken in persona.lines.items():
        for number, line in enumerate(spoken):
            for inner in line.says if isinstance(line, Moodful) else (line,):
                yield ("lines", key, number), inner
    for number, concern in enumerate(persona.concerns):
        if "status-raised" not in concern.when.names:
            for inner_number, line in enumerate(concern.says):
                yield ("concerns", number, "says", inner_number), line


def _check_conditions(persona: Persona, check: ConditionCheck) -> None:
    fixed = {} if persona.statuses else {"status-raised": 0, "status-honoured": 0, "pressed": 0, "worn-down": 0}
    for name, fact in persona.facts.items():
        check.guard(fact.needs, ("facts", name, "needs"), fixed)
        for key, lines in (("says", fact.says), ("more", fact.more), ("guarded", fact.guarded)):
            check.lines(lines, ("facts", name, key))
        if fact.guarded and fact.needs is None:
            check._add("persona/unheard", ("facts", name, "guarded"), "'guarded' is said while 'needs' does not hold, and there is no 'needs'.",
                       "Give a condition with 'needs', or take the lines out.")  # fmt: skip
    for number, note in enumerate(persona.statuses):
        check.guard(note.when, ("statuses", number, "when"))
        check.lines(note.says, ("statuses", number, "says"))
        check.lines(note.again, ("statuses", number, "again"))
        for act, lines in note.answers.items():
            check.lines(lines, ("statuses", number, "answers", act))
    for number, concern in enumerate(persona.concerns):
        check.guard(concern.when, ("concerns", number, "when"), fixed)
        check.lines(concern.says, ("concerns", number, "says"))
    for key, spoken in persona.lines.items():
        check.lines(spoken, ("lines", key))
