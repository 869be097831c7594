"""How a bot opens a call: who it is, whom it asks for, how it verifies, what it discloses.

Owns the order of an opening and how often it asks again. Never bargains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.evaluation.play import Play


def open_call(play: Play, named: set[str]) -> str | None:
    """What is said until the person is known and has been told; None once all that is done."""
    uk = not play.cast.scenario.regime.jurisdiction.startswith("us")
    if "opening" not in play.done:
        play.done.add("opening")
        return play.line("opening-uk" if uk else "opening")
    if {"inconvenient", "at-work"} & named and play.has("stops"):
        play.done.add("stopped")
        return play.line("busy")
    if "verified" not in play.done:
        if "give-identity-detail" in named:
            play.done.add("verified")
        else:
            return _verify(play, named)
    if "disclosed" not in play.done:
        play.done.add("disclosed")
        third = play.cast.scenario.regime.collector in ("third-party", "debt-buyer")
        return play.line("disclose" if third and not uk else "disclose-plain")
    return None


def _verify(play: Play, named: set[str]) -> str | None:
    if {"ask-who-calling", "suspect-scam", "refuse-identity-detail", "ask-proof"} & named:
        key = "verify-again" if "who" in play.done else "who"
        if "verify-again" in play.done:
            return play.take_leave()
        play.done.add(key)
        return play.line(key)
    if "verify" in play.done:
        if "verify-again" in play.done:
            return play.take_leave()
        play.done.add("verify-again")
        return play.line("verify-again")
    play.done.add("verify")
    return play.line("verify-business" if play.cast.scenario.regime.collector == "b2b" else "verify")
