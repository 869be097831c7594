"""Known groups: bots of graded skill play scenarios, and their scores must stand in the order of their skill.

Owns playing and the rank correlation (Kendall's tau-b). Deterministic for a seed. Never prints.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean

from scenarios.packs import Library
from simulator.calls.call import Call
from simulator.dialogue.cast import Cast
from simulator.evaluation.bots import Bot, read_bots
from simulator.evaluation.following import follow, heard_before_each
from simulator.evaluation.play import Play
from simulator.evaluation.scripted import SECONDS_A_TURN, score_played
from simulator.understanding.hearing import Hearing

CHAIN = {"excellent": 4, "good": 3, "novice": 2, "pushy": 1, "rude-but-legal": 1}
"""Rungs of the bots that are ordered by skill; the others have marks of their own."""

SPAM_AT_MOST = 35.0
"""Empathy that repeated phrases may earn."""


@dataclass(frozen=True)
class Played:
    """What one bot came to in one call."""

    scenario: str
    bot: str
    seed: int
    overall: float | None
    empathy: float | None
    negotiation: float | None
    passed: bool
    outcome: str
    critical: tuple[str, ...]
    turns: int


def play_bot(library: Library, scenario: str, bot: Bot, seed: int, hearing: Hearing) -> tuple[Call, Played]:
    """One call of one bot. Raises as the library does."""
    cast = Cast.of(library, scenario, seed)
    call = Call(cast, hearing)
    play = Play(bot, cast)
    number = play_on(call, play, follow(play, call), 0)
    call.hang_up()
    card = score_played(call, f"{scenario}/{bot.name}/{seed}")
    return call, Played(
        scenario, bot.name, seed, card.overall, card.empathy.score, card.negotiation.score, card.passed,
        card.negotiation.outcome.kind, card.gates, number,
    )  # fmt: skip


def play_on(call: Call, play: Play, line: str | None, number: int) -> int:
    """The bot says `line` as its turn `number` (from 0) and goes on until one side has had enough; how many turns it then has."""
    while line is not None and not call.over:
        call.say(line, number * SECONDS_A_TURN)
        number += 1
        *_, (text, acts, speaker) = heard_before_each(call)
        play.at = call.state.state
        line = play.next_line(text, acts, number, speaker)
    return number


def climb(
    library: Library,
    scenarios: Iterable[str],
    seeds: Iterable[int],
    hearing: Hearing,
    bots: Iterable[str] | None = None,
) -> Iterator[Played]:
    """Every bot on every scenario with every seed."""
    known = read_bots()
    chosen = list(bots or known)
    for scenario, seed, name in itertools.product(scenarios, list(seeds), chosen):
        yield play_bot(library, scenario, known[name], seed, hearing)[1]


def kendall(scores: list[float], ranks: list[int]) -> float:
    """Kendall's tau-b of scores against ranks (higher rank, higher score); 1 is the same order."""
    pairs = list(itertools.combinations(range(len(scores)), 2))
    agree = sum((scores[a] - scores[b]) * (ranks[a] - ranks[b]) > 0 for a, b in pairs)
    against = sum((scores[a] - scores[b]) * (ranks[a] - ranks[b]) < 0 for a, b in pairs)
    by_score = sum(scores[a] != scores[b] for a, b in pairs)
    by_rank = sum(ranks[a] != ranks[b] for a, b in pairs)
    return (agree - against) / (by_score * by_rank) ** 0.5 if by_score and by_rank else 0.0


def order_of(played: Iterable[Played], scenario: str) -> float:
    """Tau of the chain's mean scores on one scenario."""
    means = []
    for name in CHAIN:
        scores = [each.overall or 0.0 for each in played if each.scenario == scenario and each.bot == name]
        if not scores:
            return float("nan")
        means.append(mean(scores))
    return kendall(means, list(CHAIN.values()))
