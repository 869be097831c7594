"""Scores many recorded calls, on one core or several, in the order they were given.

Owns the way from file to scorecard. One understanding and one scorer, the same as for practised calls. Never prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from scenarios.packs import read_vocabulary
from scoring.compliance.packs import Shelf, choose_packs, read_shelf
from scoring.rubric import choose_rubric
from scoring.scorecard import Scorecard, score_call
from scoring.transcript import Regime, Transcript
from simulator.evaluation.annotation import annotate
from simulator.evaluation.cluster import map_in_order
from simulator.evaluation.processes import side_by_side
from simulator.understanding.hearing import Hearing

CHUNK = 200
"""Calls handed to a worker at a time."""


@dataclass
class Evaluator:
    """Scores calls under one choice of rubric and rules."""

    rubric: str | None = None
    rules: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    """Folders whose vocabulary counts beside the shipped one."""

    @cached_property
    def hearing(self) -> Hearing:
        """Built when first needed, once for each process."""
        return Hearing(read_vocabulary(self.packs))

    @cached_property
    def shelf(self) -> Shelf:
        """Rule packs: shipped, installed, and those of `rules/` in the folders."""
        return read_shelf(*(folder / "rules" for folder in self.packs if (folder / "rules").is_dir()))

    @cached_property
    def rubric_folders(self) -> tuple[Path, ...]:
        """`rubrics/` of the folders that have one."""
        return tuple(folder / "rubrics" for folder in self.packs if (folder / "rubrics").is_dir())

    def score(self, transcript: Transcript) -> Scorecard:
        """Hear and score one recorded call. Raises RightpartyError for an unknown rubric or pack."""
        regime = transcript.regime or Regime()
        rubric = choose_rubric(self.rubric, regime.jurisdiction, regime.collector, self.rubric_folders)
        packs = choose_packs(regime, self.rules, self.shelf)
        return score_call(annotate(transcript, self.hearing), rubric, packs)

    def score_all(
        self, transcripts: Iterable[Transcript], workers: int = 1, cluster: bool = False, scheduler: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Scorecards as JSON objects, in order: here, in `workers` processes, or on a Dask `cluster` (that at `scheduler`).

        Raises RightpartyError when there is no such cluster.
        """
        choice = (self.rubric, self.rules, self.packs)
        if cluster:
            for scored in map_in_order(_score_chunk, _chunks(transcripts, choice), workers, scheduler):
                yield from scored
            return
        if workers <= 1:
            yield from (self.score(transcript).as_json() for transcript in transcripts)
            return
        with side_by_side(workers) as pool:
            for scored in pool.map(_score_chunk, _chunks(transcripts, choice)):
                yield from scored


_Choice = tuple[str | None, tuple[str, ...], tuple[Path, ...]]
_KEPT: dict[_Choice, Evaluator] = {}


def _score_chunk(work: tuple[Sequence[Transcript], _Choice]) -> list[dict[str, Any]]:
    transcripts, choice = work
    evaluator = _KEPT.setdefault(choice, Evaluator(*choice))
    return [evaluator.score(transcript).as_json() for transcript in transcripts]


def _chunks(transcripts: Iterable[Transcript], choice: _Choice) -> Iterator[tuple[list[Transcript], _Choice]]:
    waiting = iter(transcripts)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk, choice
