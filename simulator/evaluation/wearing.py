"""A bot that takes no word for a no: it asks once more, whatever was told, closes what it got, and announces the next call.

Owns how often it asks whom. Never rude; what it says stands in `bots.yaml`. It shows trainees and rules what polite pressing comes to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.evaluation.haggling import bargain

if TYPE_CHECKING:
    from simulator.evaluation.play import Play

SOMEBODY_ELSE = ("stop-third", "stop-minor", "condole")
"""Who does not owe it: they are told of the debt once, and nothing is asked of them."""
ASKS_IN_A_DISPUTE = 2
_NOT_NOW = {"inconvenient", "at-work"}


def wear_down(play: Play, named: set[str], stop: str | None) -> str | None:
    """What is said to somebody who told something that ends collecting, `stop`, or has agreed; None where there is nothing of the kind."""
    if "rung" in play.done:
        return play.take_leave()
    if "accept" in named or "closing" in play.done:
        return bargain(play, named, reacted=False)
    if stop is None and not _NOT_NOW & named:
        return None
    if stop in SOMEBODY_ELSE and "late stop-third" not in play.done:
        play.done.add("late stop-third")
        return play.line("stop-third")
    bears = 0 if stop in SOMEBODY_ELSE else ASKS_IN_A_DISPUTE if stop == "stop-dispute" else len(play.bot.says["press"])
    if play.pushes < bears:
        return play.in_turn("press")
    play.done.add("rung")
    return play.line("ring-again")
