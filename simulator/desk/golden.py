"""Golden cases: calls on which people have decided what is right, and whether today's engine agrees.

Owns making and running them. A case holds the call itself, so that it outlives the attempt it came from; what was heard then is
heard anew, since an ear that gets worse is a fault too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from scenarios.packs import Library
from scenarios.problems import RightpartyError
from scoring.overruling import value_of
from scoring.scorecard import Scorecard
from simulator.calls.call import Call, rehear
from simulator.calls.log import parse_log
from simulator.desk.desk import Desk
from simulator.desk.reading import RECORDED
from simulator.desk.reviews import Reviews
from simulator.dialogue.cast import Cast
from simulator.evaluation.bulk import Evaluator
from simulator.evaluation.parsing import parse_call
from simulator.evaluation.scripted import score_played
from simulator.records.attempts import digest
from simulator.records.ledger import New, append
from simulator.records.places import pack_folders
from simulator.records.tables import golden
from simulator.understanding.hearing import Hearing


@dataclass(frozen=True)
class Golden:
    """One decision the engine is held to."""

    id: str
    attempt: str
    item: str
    value: str
    log: str
    reason: str
    author: str
    made_at: str


@dataclass(frozen=True)
class Ran:
    """What the engine says of a golden case today."""

    case: Golden
    value: str | None
    """None when it could not be scored."""
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Whether it says what was decided."""
        return self.value == self.case.value


def make_golden(desk: Desk, call_id: str, item: str, reason: str) -> Golden:
    """Keep what a review says of one part of a call as a case. Raises Refused, or RightpartyError without a call or reason."""
    desk.require("golden.make", call_id)
    if not reason.strip():
        raise RightpartyError("A golden case needs a reason.", "Say in a few words why this is right.")
    review = Reviews(desk).look(call_id)
    log = desk.attempts.log(review.attempt)
    if log is None:
        raise RightpartyError(
            f"The words of {review.attempt} are not kept here.", "A golden case holds the call itself."
        )
    made = Golden(
        digest(f"{review.attempt}~{item}"), review.attempt, item, value_of(review.card, item), log, reason, desk.actor.id, desk.stamp
    )  # fmt: skip
    with desk.database.writing() as connection:
        connection.execute(golden.delete().where(golden.c.attempt == made.attempt, golden.c.item == made.item))
        connection.execute(golden.insert().values(**made.__dict__))
        body = {"item": item, "value": made.value, "reason": reason, "log": digest(log)}
        append(connection, [New(desk.stamp, desk.actor.id, "golden-made", made.attempt, body)])
    return made


def list_golden(desk: Desk) -> list[Golden]:
    """All cases, by call. Raises Refused."""
    desk.require("golden.run")
    with desk.database.reading() as connection:
        rows = connection.execute(select(golden).order_by(golden.c.attempt, golden.c.item)).mappings()
        return [Golden(**row) for row in rows]


def run_golden(cases: list[Golden], library: Library, hearing: Hearing) -> Iterator[Ran]:
    """Hold today's engine to each case; a call is scored once however many cases rest on it."""
    evaluator = Evaluator(packs=tuple(pack_folders()))
    cards: dict[str, Any] = {}
    for case in cases:
        try:
            if case.attempt not in cards:
                cards[case.attempt] = _score_anew(case, library, hearing, evaluator).as_json()
            yield Ran(case, value_of(cards[case.attempt], case.item))
        except RightpartyError as error:
            yield Ran(case, None, error.message)


def _score_anew(case: Golden, library: Library, hearing: Hearing, evaluator: Evaluator) -> Scorecard:
    if case.log.startswith(RECORDED):
        return evaluator.score(parse_call(json.loads(case.log)["recorded"]))
    header, events, _ = parse_log(case.log.encode(), case.attempt)
    cast = Cast.of(library, header.scenario, header.seed)
    again = rehear(cast, hearing.with_phrases(cast.scenario.phrases, cast.scenario.language), events)
    return score_played(Call(cast, hearing, again), case.attempt)
