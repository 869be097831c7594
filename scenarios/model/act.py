"""Acts: what an utterance does. The models of the vocabulary files.

Owns names, meanings, slots and example phrases. Never recognises anything (`simulator.understanding` does).
"""

from __future__ import annotations

from typing import Literal

from scenarios.model.entry import Entry, Line, Name, YesNo

SpeakerSide = Literal["agent", "debtor"]


class Act(Entry):
    """One act of the vocabulary."""

    means: str
    """The agent (or debtor) …"""
    slots: tuple[Name, ...] = ()
    kinds: tuple[Name, ...] = ()
    """What the slot `kind` may be, for acts that have one of a closed list."""
    breach: YesNo = False
    """May be a violation; rules decide, with the state of the call."""
    examples: tuple[Line, ...] = ()
    """Ten to thirty phrases that perform it. Trainers may add to them."""


class ActFile(Entry):
    """One vocabulary file."""

    speaker: SpeakerSide
    acts: dict[Name, Act]


class Vocabulary(Entry):
    """All acts of both sides."""

    agent: dict[Name, Act]
    debtor: dict[Name, Act]
    added: tuple[tuple[str, str], ...] = ()
    """Pairs of act and phrase that packs add to shipped acts; heard by nearness, without training."""

    def side(self, speaker: str) -> dict[str, Act]:
        """The acts that `speaker` can perform; everybody but the agent speaks the debtor's."""
        return self.agent if speaker == "agent" else self.debtor
