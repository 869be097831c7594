"""Bots of graded skill play many calls of a scenario, in several processes; what came of it, and what broke.

Owns playing in parallel, what every call must keep to, and the sums. The same calls whatever the number of processes.
Never prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle, product
from pathlib import Path

from scenarios.packs import Library, read_vocabulary
from simulator.calls.call import Call, replay
from simulator.dialogue.cast import Cast
from simulator.dialogue.events import DebtorSpoke
from simulator.evaluation.bots import known_bots, read_bots
from simulator.evaluation.ladder import Played, play_bot
from simulator.evaluation.processes import side_by_side
from simulator.evaluation.scripted import SECONDS_A_TURN
from simulator.understanding.hearing import Hearing
from simulator.workshop.contradictions import find_contradictions
from simulator.workshop.coverage import Coverage, places_of
from simulator.workshop.proving import prove


@dataclass(frozen=True)
class Explored:
    """One call of one bot."""

    played: Played
    reached: Counter[tuple[str, str]]
    broken: tuple[str, ...]
    """What the call did not keep to, in words."""
    replies: tuple[str, ...]
    """What the other side said."""


def tasks(scenarios: Sequence[str], calls: int, bots: Iterable[str] | None = None) -> list[tuple[str, str, int]]:
    """Scenario, bot and seed of `calls` calls of each scenario, the bots in turn; seeds from 1.

    Without `bots` it is all that are graded, and after each of them the wanderer, who finds what they pass by.
    """
    chosen = known_bots(bots) if bots else [name for graded in known_bots() for name in (graded, WANDERER)]
    times = Counter[str]()
    seeds = [(name, _next(times, name)) for name, _ in zip(cycle(chosen), range(calls), strict=False)]
    return [(name, bot, seed) for name, (bot, seed) in product(scenarios, seeds)]


WANDERER = "wanderer"


def _next(times: Counter[str], name: str) -> int:
    times[name] += 1
    return times[name]


def explore(
    wanted: Sequence[tuple[str, str, int]], folders: Sequence[Path] = (), workers: int = 1
) -> Iterator[Explored]:
    """Play, in the order of `wanted`. Raises as the library does."""
    jobs = [(tuple(map(str, folders)), *each) for each in wanted]
    if workers <= 1:
        yield from map(_play, jobs)
        return
    with side_by_side(workers) as pool:
        yield from pool.map(_play, jobs, chunksize=4)


Ways = dict[tuple[str, str], tuple[str, ...]]
"""States and ways, each with what an agent says to get there."""


def search(names: Sequence[str], folders: Sequence[Path] = (), workers: int = 1) -> Iterator[Ways]:
    """For each scenario, the states and ways that some call gets to, as far as the search of `proving` goes."""
    jobs = [(tuple(map(str, folders)), name) for name in names]
    if workers <= 1:
        yield from map(_search, jobs)
        return
    with side_by_side(workers) as pool:
        yield from pool.map(_search, jobs)


def _search(job: tuple[tuple[str, ...], str]) -> Ways:
    folders, name = job
    library, hearing = _ready(folders)
    found = prove(library, name, hearing.vocabulary).ways
    return {place: tuple(step.agent for step in steps) for place, steps in found.items()}


def guided(name: str, ways: Ways, coverage: Coverage, folders: Sequence[Path] = ()) -> Iterator[tuple[str, ...]]:
    """Say in words the search's call to each place that no bot has reached, and count what it reaches; for each call, what broke.

    A guide knows the flow and is no agent: it shows that the ear lets a call come there, and has no score.
    """
    library, hearing = _ready(tuple(map(str, folders)))
    for place, lines in ways.items():
        if coverage.reached[place]:
            continue
        call = Call(Cast.of(library, name, 1), hearing)
        for number, line in enumerate(lines):
            if not call.over:
                call.say(line, number * SECONDS_A_TURN)
        call.hang_up()
        here = places_of(library, name)
        here.add(call.events)
        coverage.reached.update(here.reached)
        yield tuple(find_broken(call))


@lru_cache(maxsize=2)
def _ready(folders: tuple[str, ...]) -> tuple[Library, Hearing]:
    paths = [Path(each) for each in folders]
    return Library(paths), Hearing(read_vocabulary(paths))


def _play(job: tuple[tuple[str, ...], str, str, int]) -> Explored:
    folders, scenario, bot, seed = job
    library, hearing = _ready(folders)
    call, played = play_bot(library, scenario, read_bots()[bot], seed, hearing)
    coverage = places_of(library, scenario)
    coverage.add(call.events)
    replies = tuple(event.text for event in call.events if isinstance(event, DebtorSpoke))
    return Explored(played, coverage.reached, tuple(find_broken(call)), replies)


def find_broken(call: Call) -> list[str]:
    """What every call keeps to, whoever plays: no line twice, nothing unfilled, no contradiction, and a replay that is the same."""
    found = []
    said: Counter[str] = Counter()
    for event in call.events:
        if isinstance(event, DebtorSpoke):
            said.update(event.lines)
            if "{" in event.text or "}" in event.text:
                found.append(f"turn {event.turn}: a placeholder was not filled: {event.text}")
            if not event.text.strip():
                found.append(f"turn {event.turn}: nothing was said")
    found += [f"said {times} times: {line}" for line, times in said.items() if times > 1]
    found += find_contradictions(call)
    if replay(call.cast, call.hearing, call.events):
        found.append("the replay differs from the call")
    return found


def together(explored: Iterable[Explored], coverages: dict[str, Coverage]) -> None:
    """Add what was reached to the coverage of each scenario."""
    for each in explored:
        coverage = coverages[each.played.scenario]
        coverage.reached.update(each.reached)
        coverage.calls += 1
