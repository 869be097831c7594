"""Flows and reactions: what may happen when, and how the debtor answers what is heard.

Owns the models of a statechart and of one line of dialogue. Never runs them (`simulator.dialogue` does).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from scenarios.guard import Guard
from scenarios.model.entry import Entry, Lines, Name, Names, Whole, YesNo

Phase = Literal["opening", "verification", "disclosure", "discovery", "negotiation", "closing", "wrap-up"]
PHASES: tuple[Phase, ...] = (
    "opening",
    "verification",
    "disclosure",
    "discovery",
    "negotiation",
    "closing",
    "wrap-up",
)


class Feelings(Entry):
    """How a mood moves: points added to each of trust, patience and stress (each 0–100)."""

    trust: Whole = Field(0, ge=-100, le=100)
    """Whether the debtor believes that the agent means well."""
    patience: Whole = Field(0, ge=-100, le=100)
    """How long the debtor will stay on the line."""
    stress: Whole = Field(0, ge=-100, le=100)
    """How frightened or overwhelmed the debtor is."""


class Reaction(Entry):
    """One line of dialogue: what is heard, under which condition, and what follows."""

    hears: Names = ()
    """Agent acts that bring it on; any of them is enough. `nothing` is an utterance that was not understood."""
    when: Names = Field((), alias="from")
    """Flow states in which it may happen; none named means all."""
    guard: Guard | None = Field(None, alias="if")
    """Condition over the facts of the call."""
    says: Lines = ()
    """The debtor's words, one of which is chosen."""
    does: Name | None = None
    """A debtor act said in the persona's voice, or a decision such as `consider-offer`."""
    reveals: Name | None = None
    """The persona's fact that is told."""
    feels: Feelings | None = None
    """How the mood moves, besides the general table."""
    goes_to: Name | None = None
    """The state that follows."""
    once: YesNo = False
    """At most one time in a call."""
    acts: Names = ()
    """Debtor acts that `says` carries, when the words alone do not tell."""
    weight: Literal["answer", "react", "fill"] = "answer"
    """`answer` what was asked; `react` may precede an answer; `fill` is said only if nothing else is."""


class State(Entry):
    """One state of a flow."""

    phase: Phase
    about: str = ""
    """What this state means, for trainers."""
    ends: YesNo = False
    """The call is over when it is reached."""
    silent: YesNo = False
    """Nobody answers here: a tape runs, a letter is read later."""


class CheckItem(Entry):
    """One line of the live checklist in coach mode."""

    item: str
    """What the agent should do, in a few words."""
    acts: Names
    """Any of these acts ticks it."""
    phase: Phase
    guard: Guard | None = Field(None, alias="if")
    """When it is worth doing at all."""


class Flow(Entry):
    """A statechart of a kind of call."""

    flow: Name
    title: str
    about: str = ""
    direction: Literal["outbound", "inbound"] = "outbound"
    builds_on: Name | None = None
    """A flow whose states and dialogue follow this one's own; what both name, this one decides."""
    first_word: Literal["other", "agent"] = "other"
    """Who speaks or writes first."""
    opens_with: Name = "answer"
    """What the other side's first words do: `answer`, or `voicemail-greeting`."""
    begins: Name
    """The state in which a call starts."""
    states: dict[Name, State] = Field(default_factory=dict)
    dialogue: tuple[Reaction, ...]
    """Tried in order for each act heard; the first that fits is taken."""
    checklist: tuple[CheckItem, ...] = ()

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Flow:
        if self.begins not in self.states and self.builds_on is None:
            raise ValueError(f"the flow begins in '{self.begins}', which is not one of its states")
        return self

    def on_top_of(self, base: Flow) -> Flow:
        """This flow with what it builds on: own states and lines first. Raises ValueError when it begins nowhere."""
        states = {**base.states, **self.states}
        if self.begins not in states:
            raise ValueError(f"the flow begins in '{self.begins}', which is not one of its states")
        dialogue = (*self.dialogue, *base.dialogue)
        return self.model_copy(
            update={"states": states, "dialogue": dialogue, "checklist": self.checklist or base.checklist}
        )
