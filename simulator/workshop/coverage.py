"""What calls have reached of a scenario: states, ways between them, lines of dialogue, facts, statuses, concerns, words.

Owns what there is to reach, where it stands in which file, and reading it off a call's events. Never plays and never prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from scenarios.model.flow import Reaction
from scenarios.packs import Library
from scenarios.source import Document, Path_
from simulator.calls.call import effective
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import (
    AgentSpoke,
    ConcernRaised,
    DebtorSpoke,
    Event,
    FactTold,
    FlagsRaised,
    MoodMoved,
    ReactionTaken,
    StateEntered,
    StatusRaised,
)
from simulator.dialogue.facts import facts_of
from simulator.dialogue.state import CallState, apply
from simulator.workshop.drawing import find_arrows

KINDS = ("state", "way", "line", "guard", "fact", "status", "concern", "words")
"""`way` is from one state to another; `line` one entry of a dialogue; `guard` its condition holding, or not, when what it waits for was
heard in a state where it may happen; `words` a sentence that could be said."""
HELD, FAILED = "held", "did not hold"


@dataclass(frozen=True)
class Place:
    """One thing that a call can reach."""

    kind: str
    """One of KINDS."""
    name: str
    file: str
    """Path of the file as the library shows it."""
    line: int
    """Line in it, from 1."""
    own: bool
    """Stands in the scenario's or the persona's own file, not in a flow that others share."""


@dataclass
class Coverage:
    """How often each place of one scenario was reached."""

    scenario: str
    places: tuple[Place, ...]
    reached: Counter[tuple[str, str]] = field(default_factory=Counter)
    calls: int = 0
    opening: CallState | None = None
    """Where a call begins; with it guards are looked at."""
    lines: tuple[Reaction, ...] = ()
    """All lines of dialogue, the scenario's first, by their number."""
    reachable: frozenset[tuple[str, str]] | None = None
    """States and ways that a search found a call to; None when none has looked. A flow serves many: the person who owes never
    comes to the state in which somebody else answers."""

    def add(self, events: Iterable[Event]) -> None:
        """Count one call."""
        self.calls += 1
        said: set[str] = set()
        at = next(each.name for each in self.places if each.kind == "state")
        self.reached["state", at] += 1
        for event in effective(events):
            if isinstance(event, StateEntered):
                self.reached["way", f"{at} to {event.state}"] += 1
                self.reached["state", event.state] += 1
                at = event.state
            elif isinstance(event, DebtorSpoke):
                said.update(event.lines)
            else:
                place = _reached(event)
                if place is not None:
                    self.reached[place] += 1
        for number, held in self._guards(effective(events)):
            self.reached["guard", f"{number} {HELD if held else FAILED}"] += 1
        for words in (each.name for each in self.places if each.kind == "words"):
            pattern = pattern_of(words)
            if any(pattern.fullmatch(line) for line in said):
                self.reached["words", words] += 1

    def _guards(self, events: Sequence[Event]) -> Iterator[tuple[int, bool]]:
        """Every condition that was looked at, and whether it held; as the debtor looks, after flags and mood have moved."""
        state = self.opening
        for place, event in enumerate(events):
            if state is None:
                return
            state = apply(state, event)
            if not isinstance(event, AgentSpoke):
                continue
            then = state
            for after in events[place + 1 :]:
                if not isinstance(after, FlagsRaised | MoodMoved):
                    break
                then = apply(then, after)
            facts, heard = facts_of(then), {act.act for act in event.acts}
            for number, line in enumerate(self.lines):
                if line.guard is not None and heard & set(line.hears) and (not line.when or then.state in line.when):
                    yield number, line.guard.holds(facts)

    def share(self, kind: str, own: bool | None = None) -> tuple[int, int]:
        """How many of `kind` were reached, of how many; `own` limits it to the scenario's and persona's files or the others."""
        mine = [each for each in self.places if each.kind == kind and own in (None, each.own) and self._counts(each)]
        return sum(1 for each in mine if self.times(each)), len(mine)

    def _counts(self, place: Place) -> bool:
        """Whether a call can reach it, as far as is known."""
        if self.reachable is None or place.kind not in ("state", "way"):
            return True
        return (place.kind, place.name) in self.reachable or bool(self.times(place))

    def times(self, place: Place) -> int:
        """How often it was reached."""
        return self.reached[place.kind, place.name]

    def missing(self, own: bool = True) -> list[Place]:
        """What no call has reached, in the order of files and lines."""
        left = [each for each in self.places if not self.times(each) and (each.own or not own) and self._counts(each)]
        return sorted(left, key=lambda each: (each.file, each.line))


def places_of(library: Library, name: str) -> Coverage:
    """Everything that calls of a scenario can reach, nothing reached yet. Raises as the library does."""
    scenario = library.scenario(name)
    flow, persona = library.flow(scenario.flow), library.persona(scenario.persona)
    documents = {
        "library": library.document("library", name),
        "personas": library.document("personas", scenario.persona),
    }
    states_at: dict[str, Document] = {}
    lines_at: list[tuple[Document, int]] = []
    for each in library.flow_parts(scenario.flow):
        written = library.document("flows", each.flow)
        states_at = {**dict.fromkeys(each.states, written), **states_at}
        lines_at += [(written, number) for number in range(len(each.dialogue))]
    places: list[Place] = []

    def add(kind: str, called: str, where: str | Document, path: Path_) -> None:
        document = documents[where] if isinstance(where, str) else where
        places.append(Place(kind, called, document.path, document.mark(path, key=True).line, isinstance(where, str)))

    begins = scenario.begins or flow.begins
    for state in (begins, *(each for each in flow.states if each != begins)):
        add("state", state, states_at[state], ("states", state))
    for arrow in find_arrows(flow, scenario.dialogue):
        add("way", f"{arrow.source} to {arrow.target}", states_at[arrow.source], ("states", arrow.source))
    for number in range(len(scenario.dialogue)):
        add("line", str(number), "library", ("dialogue", number))
    for number, (written, inner) in enumerate(lines_at, start=len(scenario.dialogue)):
        add("line", str(number), written, ("dialogue", inner))
    reactions = (*scenario.dialogue, *flow.dialogue)
    for number, line in enumerate(reactions):
        if line.guard is None:
            continue
        for how in (HELD, FAILED):
            if number < len(scenario.dialogue):
                add("guard", f"{number} {how}", "library", ("dialogue", number, "if"))
            else:
                written, inner = lines_at[number - len(scenario.dialogue)]
                add("guard", f"{number} {how}", written, ("dialogue", inner, "if"))
    for fact in persona.facts:
        add("fact", fact, "personas", ("facts", fact))
    for number, note in enumerate(persona.statuses):
        add("status", note.status, "personas", ("statuses", number))
    for number in range(len(persona.concerns)):
        add("concern", str(number), "personas", ("concerns", number))
    spoken: list[tuple[str, Path_, Sequence[str]]] = [
        ("library", ("dialogue", number, "says"), each.says) for number, each in enumerate(scenario.dialogue)
    ]
    for key, told in persona.facts.items():
        for part, lines in (("says", told.says), ("more", told.more), ("guarded", told.guarded)):
            spoken.append(("personas", ("facts", key, part), lines))
    for number, note in enumerate(persona.statuses):
        spoken += [("personas", ("statuses", number, "says"), note.says)]
        spoken += [("personas", ("statuses", number, "again"), note.again)]
    spoken += [("personas", ("concerns", number, "says"), each.says) for number, each in enumerate(persona.concerns)]
    for where, path, sentences in spoken:
        for number, words in enumerate(sentences):
            add("words", words, where, (*path, number))
    return Coverage(name, tuple(places), opening=Cast.of(library, name, 1).opening(), lines=reactions)


def _reached(event: Event) -> tuple[str, str] | None:
    if isinstance(event, ReactionTaken):
        return "line", str(event.number)
    if isinstance(event, FactTold):
        return "fact", event.fact
    if isinstance(event, StatusRaised):
        return "status", event.status
    if isinstance(event, ConcernRaised):
        return "concern", str(event.number)
    return None


@lru_cache(maxsize=4096)
def pattern_of(words: str) -> re.Pattern[str]:
    """A sentence as it may be said, whatever its placeholders stood for."""
    parts = re.split(r"\{[^{}]*\}", words)
    return re.compile(".+?".join(re.escape(part) for part in parts))


def merge(coverages: Sequence[Coverage]) -> Coverage:
    """Several of one scenario as one, such as from scripted calls and from attempts. Raises ValueError when there are none."""
    if not coverages:
        raise ValueError("nothing to merge")
    first = coverages[0]
    both = Coverage(first.scenario, first.places, opening=first.opening, lines=first.lines)
    for each in coverages:
        both.reached.update(each.reached)
        both.calls += each.calls
    return both
