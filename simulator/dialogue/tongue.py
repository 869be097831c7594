"""What the program itself puts into the debtor's words: how often, which day, and how one says a thing again.

Owns those few words in each language that a scenario can be in. Every other word stands in YAML and is a translator's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.model.scenario import Language


@dataclass(frozen=True)
class Tongue:
    """One language."""

    every: Mapping[str, str]
    """What follows an amount that is paid at this rhythm."""
    day: str
    """A day of the month; `{day}` is its number, `{ordinal}` the number as English says it."""
    reminders: tuple[str, ...]
    """Openings of something that is said again."""
    nods: tuple[str, ...]
    """Said when a voice has nothing left to nod with."""
    leaving: str
    """Said when a voice has no words left to hang up with."""

    def payday(self, day: int) -> str:
        """The day of the month in words: "the 3rd"."""
        return self.day.format(day=day, ordinal=ordinal(day))


def ordinal(day: int) -> str:
    """3 → 3rd."""
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


TONGUES: dict[Language, Tongue] = {
    "en": Tongue(
        {"week": " a week", "two-weeks": " every two weeks", "half-month": " twice a month", "month": " a month"},
        "the {ordinal}",
        ("Like I said, ", "As I told you, ", "Again — ", "I already told you: ", "I did say, ", "It's as I say: "),
        ("Okay.", "Right.", "Mm-hm."),
        "I'm hanging up.",
    ),
    "es": Tongue(
        {
            "week": " a la semana",
            "two-weeks": " cada dos semanas",
            "half-month": " dos veces al mes",
            "month": " al mes",
        },
        "el día {day}",
        ("Como le dije, ", "Ya le dije: ", "Se lo repito: ", "Le digo otra vez: ", "Lo mismo de antes: "),
        ("Bueno.", "Ajá.", "Sí."),
        "Voy a colgar.",
    ),
}
"""By the code that a scenario names."""
