"""What each turn cost: what a good agent could still have reached before it, and after it.

Owns the playing on and the differences. From every point of a call the excellent bot goes on to the end and the scorecard is
read; what can be reached from a point is the best of that and of what can be reached later, since going on as it went was
possible too. So it is a lower bound: somebody better than the bot may do more. Documentation is left out, as no note is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.calls.call import Call, effective
from simulator.dialogue.events import AgentSpoke, CallEnded, Event, WrappedUp
from simulator.evaluation.bots import read_bots
from simulator.evaluation.following import follow
from simulator.evaluation.ladder import play_on
from simulator.evaluation.play import Play
from simulator.evaluation.scripted import score_played

GOOD = "excellent"
NOTABLE = 3.0
"""Points from which a turn's cost is worth naming."""


@dataclass(frozen=True)
class Cost:
    """One of the agent's turns."""

    turn: int
    words: str
    before: float
    """Overall score, 0 to 100, that could still be reached before it."""
    after: float
    """The same after it."""
    instead: str
    """What the good agent would have said there."""

    @property
    def points(self) -> float:
        """What it cost."""
        return round(self.before - self.after, 1)


def count_costs(call: Call) -> Iterator[Cost]:
    """The cost of every turn of the agent's, the last first: each needs what came after it."""
    events = [event for event in effective(call.events) if not isinstance(event, WrappedUp)]
    starts = [index for index, event in enumerate(events) if isinstance(event, AgentSpoke)]
    reachable = _score(Call(call.cast, call.hearing, events))
    for start in reversed(starts):
        spoke = events[start]
        assert isinstance(spoke, AgentSpoke)
        played, instead = _play_on(call, events[:start])
        before = max(reachable, played)
        yield Cost(spoke.turn, spoke.text, before, reachable, instead)
        reachable = before


def dearest(costs: list[Cost]) -> Cost | None:
    """The turn that cost most, if any cost something worth naming; of equals the earlier."""
    found = max(costs, key=lambda each: (each.points, -each.turn), default=None)
    return found if found is not None and found.points >= NOTABLE else None


def _play_on(call: Call, before: list[Event]) -> tuple[float, str]:
    """The score that the good agent reaches from here, and what it says first."""
    on = Call(call.cast, call.hearing, before)
    play = Play(read_bots()[GOOD], call.cast)
    line = follow(play, on)
    first = line or ""
    play_on(on, play, line, sum(isinstance(event, AgentSpoke) for event in before))
    return _score(on), first


def _score(call: Call) -> float:
    if not any(isinstance(event, CallEnded) for event in call.events):
        call.hang_up()
    return score_played(call, "regret").overall or 0.0


def explain_costs(call: Call) -> dict[int, tuple[str, ...]]:
    """For each of the agent's turns that cost something: how much, and what a good agent would have said. The call must be over."""
    costs = list(count_costs(call))
    worst = dearest(costs)
    found = {}
    for each in costs:
        if each.points >= NOTABLE:
            most = ", more than any other turn" if each is worst else ""
            words = [
                f"Cost {each.points:g} points{most}: {each.before:.0f} could still be reached before it, {each.after:.0f} after it."
            ]
            if each.instead:
                words.append(f"A good agent here: “{each.instead}”")
            found[each.turn] = tuple(words)
    return found


def cost_lines(costs: list[Cost]) -> list[str]:
    """The costs in words, in the order of the call."""
    worst = dearest(costs)
    lines = []
    for each in sorted(costs, key=lambda each: each.turn):
        mark = "▶" if each is worst else " "
        cost = f"cost {each.points:g} points" if each.points >= 0.05 else "cost nothing"
        lines.append(f"{mark} {each.turn:>3} You: {each.words}")
        lines.append(f"      {cost}: {each.before:.0f} could still be reached before it, {each.after:.0f} after it.")
        if each.points >= NOTABLE and each.instead:
            lines.append(f"      A good agent here: “{each.instead}”")
    lines.append("Nothing cost much." if worst is None else f"Turn {worst.turn} cost most: {worst.points:g} points.")
    return lines
