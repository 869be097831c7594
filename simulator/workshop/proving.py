"""Every way a call of one scenario can go, as far as it matters: what no call can reach, and the shortest call to each end.

Owns a search, breadth first, over states of the call that differ in what guards can see (state of the flow, flags, statuses,
facts told, mood in bands), driven by acts instead of words, so no ear is needed. A witness is a call of those acts in the
vocabulary's own examples. Bounded: what was not reached within the bound is a warning, never an error. Never prints.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.model.act import Vocabulary
from scenarios.packs import Library
from scenarios.problems import Problem
from scoring.stops import COLLECTS, HONOURS
from scoring.transcript import HeardAct
from simulator.calls.call import HUNG_UP
from simulator.dialogue.cast import Cast
from simulator.dialogue.debtor import Debtor
from simulator.dialogue.events import DebtorSpoke, Event, StateEntered
from simulator.dialogue.facts import facts_of
from simulator.dialogue.state import CallState, fold
from simulator.workshop.coverage import Coverage, places_of

MOST_STATES = 400
"""States of a call that are looked into; beyond them nothing is claimed."""
MOST_TURNS = 26
BAND = 20
"""Width of a band of trust, patience and stress: moods within one count as alike."""
ENDS = ("agreement", "right-stop", "hung-up", "disclosed-first")
"""What a witness may be for; `disclosed-first` is a mini-Miranda before any talk of payment."""
KINDS = ("state", "line", "fact", "status", "concern")
"""What can be reached or not; single sentences are a matter of seeds."""
_ASKED_AS = {"birth-date": "date of birth"}
_ALWAYS = ("acknowledge-hardship", "insult", "dismiss", "close-call", "ask-reason", "mini-miranda")


@dataclass(frozen=True)
class Step:
    """One exchange of a witness."""

    act: str
    agent: str
    """The act in words: the vocabulary's first example, or a sentence with the figures that matter."""
    reply: str


@dataclass(frozen=True)
class Proof:
    """What the search found."""

    scenario: str
    states: int
    """States of the call that were looked into."""
    complete: bool
    """Nothing was left out for want of room."""
    coverage: Coverage
    witnesses: dict[str, tuple[Step, ...]]
    """The shortest call found to each of ENDS that can be reached."""
    ways: dict[tuple[str, str], tuple[Step, ...]]
    """The shortest call found to each state, and to each way between two."""

    @property
    def reachable(self) -> frozenset[tuple[str, str]]:
        """States, and ways between them, that a call was found to."""
        return frozenset(self.ways)


@dataclass(frozen=True)
class _Node:
    state: CallState
    steps: tuple[Step, ...]
    collected: bool = False


def prove(library: Library, name: str, vocabulary: Vocabulary) -> Proof:
    """Search one scenario. Raises as the library does."""
    cast = Cast.of(library, name, 1)
    debtor = Debtor(cast)
    coverage = places_of(library, name)
    opening = debtor.pick_up()
    coverage.add(opening)
    start = _Node(fold(cast.opening(), opening), ())
    seen = {_alike(start.state)}
    waiting = deque([start])
    witnesses: dict[str, tuple[Step, ...]] = {}
    looked, complete = 0, True
    ways: dict[tuple[str, str], tuple[Step, ...]] = {("state", cast.opening().state): ()}
    while waiting:
        if looked >= MOST_STATES:
            complete = False
            break
        node = waiting.popleft()
        looked += 1
        for heard in _worth_saying(cast, node.state):
            words = _words(vocabulary, cast, heard)
            events = debtor.respond(node.state, words, (heard,), float(node.state.turn))
            coverage.add(events)
            after = fold(node.state, events)
            reply = next((event.text for event in events if isinstance(event, DebtorSpoke)), "")
            collected = node.collected or heard.act in COLLECTS
            found = _Node(after, (*node.steps, Step(heard.act, words, reply)), collected)
            for place in _entered(node.state.state, events):
                ways.setdefault(place, found.steps)
            for end in _ends(node, found, heard.act):
                witnesses.setdefault(end, found.steps)
            alike = _alike(after)
            if after.ended is None and after.turn < MOST_TURNS and alike not in seen:
                seen.add(alike)
                waiting.append(found)
    return Proof(name, looked, complete, coverage, witnesses, ways)


def _entered(at: str, events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    for event in events:
        if isinstance(event, StateEntered):
            yield "state", event.state
            yield "way", f"{at} to {event.state}"
            at = event.state


def _ends(before: _Node, after: _Node, act: str) -> Iterator[str]:
    state = after.state
    if state.agreement is not None:
        yield "agreement"
    if state.statuses and act in HONOURS and not after.collected:
        yield "right-stop"
    if (
        state.ended is not None
        and state.ended_by == "debtor"
        and state.ended != HUNG_UP
        and state.agreement is None
        and not state.statuses
    ):
        yield "hung-up"
    if act == "mini-miranda" and "verified" in before.state.flags and not before.collected:
        yield "disclosed-first"


def _worth_saying(cast: Cast, state: CallState) -> Iterator[HeardAct]:
    """One act for each different thing that would happen: each line of dialogue, each fact asked for, each answer to a status."""
    facts = facts_of(state)
    taken: set[int] = set()
    for reaction in cast.chart.reactions:
        for act in reaction.hears:
            _, number = cast.chart.hear(state.state, act, facts, state.taken)
            if number is not None and number not in taken and act not in ("agreement", "status", "enough"):
                taken.add(number)
                yield from _with_figures(cast, "" if act in ("nothing", "silence") else act)
    asked = {act for fact in cast.persona.facts.values() for act in fact.asked_by}
    answers = {act for note in cast.persona.statuses if note.status in state.statuses for act in note.answers}
    for act in dict.fromkeys((*asked, *answers, *_ALWAYS)):
        yield HeardAct(act)


def _with_figures(cast: Cast, act: str) -> Iterator[HeardAct]:
    """The act with the figures that matter: one that can be kept, and one that cannot."""
    if not act:
        return
    scenario, finances = cast.scenario, cast.persona.finances
    if act == "verify-identity":
        yield HeardAct(act, {"kind": next(iter(cast.persona.identity), "birth-date")})
    elif act == "offer-plan":
        left = finances.disposable if finances else Decimal(50)
        for amount in dict.fromkeys((max(Decimal(1), left / 3), scenario.account.balance.amount / 3)):
            yield HeardAct(
                act, {"amount": f"{amount:.2f}", "every": "month", "currency": scenario.account.balance.currency}
            )
    else:
        yield HeardAct(act)


def _alike(state: CallState) -> tuple[object, ...]:
    """What guards and decisions can see, moods in bands and turns up to the point from which they no longer count."""
    return (
        state.state, state.flags, state.statuses, frozenset(state.told), state.concerns, state.agreement is None,
        min(2, len(state.offers)), state.trust // BAND, state.patience // BAND, state.stress // BAND, min(state.turn, 10) // 2,
    )  # fmt: skip


def _words(vocabulary: Vocabulary, cast: Cast, heard: HeardAct) -> str:
    if "amount" in heard.slots:
        return f"How about {cast.money(Decimal(str(heard.slots['amount'])))} a month?"
    if "kind" in heard.slots:
        kind = str(heard.slots["kind"])
        return f"Could you confirm your {_ASKED_AS.get(kind, kind.replace('-', ' '))}?"
    found = vocabulary.agent.get(heard.act)
    return found.examples[0] if found is not None and found.examples else heard.act.replace("-", " ")


def problems_of(proof: Proof, library: Library) -> list[Problem]:
    """What a search found wrong, at its place in the files. Codes `deep/*`; all of them warnings."""
    name = proof.scenario
    scenario = library.scenario(name)
    persona, flow = library.persona(scenario.persona), library.flow(scenario.flow)
    own = library.document("library", name)
    found = [
        Problem(place.file, place.line, 1, "deep/unreached", f"In {name} no call was found that reaches the {place.kind} '{place.name}'.",
                "Look at its condition and at what comes before it; `rightparty scenarios graph` draws the flow.", "warning")
        for place in proof.coverage.missing(own=True) if place.kind in KINDS
    ]  # fmt: skip

    def add(code: str, key: str, message: str, hint: str) -> None:
        mark = own.mark((key,))
        found.append(Problem(own.path, mark.line, mark.column, code, message, hint, "warning"))

    if all(state.silent or state.ends for state in flow.states.values()):
        return found  # a tape or a letter agrees to nothing and hangs up on nobody
    owes = persona.finances is not None and persona.relation is None
    if not {"agreement", "right-stop"} & proof.witnesses.keys() and (owes or persona.statuses):
        add("deep/cannot-be-won", "goal", f"In {name} no call was found that ends in an agreement or a right stop.",
            "Look at 'needs_trust', at what is left each month, and at the authority.")  # fmt: skip
    if "hung-up" not in proof.witnesses and owes:
        add(
            "deep/cannot-be-lost",
            "goal",
            f"In {name} nothing makes them hang up.",
            "Look at patience and at what hears 'enough'.",
        )
    third = scenario.regime.collector in ("third-party", "debt-buyer")
    if owes and third and scenario.regime.jurisdiction.startswith("us") and "disclosed-first" not in proof.witnesses:
        add("deep/no-lawful-path", "flow", f"In {name} no call was found in which the notice can be given before payment is talked of.",
            "After verification there must be a turn before money.")  # fmt: skip
    return found
