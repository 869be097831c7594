"""Bot agents of graded skill, as their file has them: what each says, and what it does and does not do.

Owns reading `bots.yaml`. How a bot plays is `play.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from scenarios.model.entry import Entry, Lines, Name, YesNo
from scenarios.model.scenario import LANGUAGES
from scenarios.nearness import did_you_mean
from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scenarios.reading import read_model

FILE = Path(__file__).with_name("bots.yaml")
ENGLISH = "en"
"""What the bots speak."""


class BotFile(Entry):
    """One bot as written."""

    about: str
    builds_on: Name | None = None
    traits: tuple[Name, ...] = Field(min_length=1)
    graded: YesNo = True
    """Whether it stands for a skill; else it is there to get everywhere, and its scores say nothing."""
    says: dict[Name, Lines]


class Bots(Entry):
    """The file of bots."""

    bots: dict[Name, BotFile]


@dataclass(frozen=True)
class Bot:
    """A bot with all its lines."""

    name: str
    traits: frozenset[str]
    says: dict[str, tuple[str, ...]]
    graded: bool = True


@lru_cache(maxsize=1)
def read_bots() -> dict[str, Bot]:
    """The bots by name, lines of those they build on filled in. Raises SourceError."""
    written, _ = read_model(FILE, Bots, FILE.name)

    def lines(name: str) -> dict[str, tuple[str, ...]]:
        bot = written.bots[name]
        return {**(lines(bot.builds_on) if bot.builds_on else {}), **bot.says}

    return {name: Bot(name, frozenset(bot.traits), lines(name), bot.graded) for name, bot in written.bots.items()}


def bots_speak(library: Library, names: Sequence[str]) -> list[str]:
    """`names`, or every scenario in the bots' language when there are none. Raises RightpartyError for one that is not in it."""
    for name in names:
        if library.scenario(name).language != ENGLISH:
            raise RightpartyError(
                f"The bots speak English, and {name} is in {LANGUAGES[library.scenario(name).language]}.",
                "`rightparty scenarios test` runs its scripted calls.",
            )
    return list(names) or [name for name in library.names("library") if library.scenario(name).language == ENGLISH]


def known_bots(names: Iterable[str] | None = None) -> list[str]:
    """`names`, or all that are graded when there are none. Raises RightpartyError for one that does not exist."""
    bots = read_bots()
    for name in names or ():
        if name not in bots:
            raise RightpartyError(f"There is no bot named '{name}'.", did_you_mean(name, bots))
    return list(names or (name for name, bot in bots.items() if bot.graded))
