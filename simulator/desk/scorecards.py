"""Attempts and scorecards as their reader may see them: one's own, or one's team's.

Owns who sees which, and that a scorecard is shown as it stands after review. Never writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.desk.desk import Desk
from simulator.desk.review import Review
from simulator.desk.reviews import Reviews
from simulator.records.attempts import UNSHARED, AttemptRow

EVERYBODY = "*"
"""Asks for the attempts of all whom the reader may see."""


def list_attempts(
    desk: Desk, scenario: str | None = None, limit: int | None = 100, finished: bool | None = None, person: str = "",
) -> list[AttemptRow]:  # fmt: skip
    """Attempts, newest first: one's own, somebody's by name, or everybody's (`*`). Raises Refused."""
    if not person:
        desk.require("attempt.read.own")
        return desk.attempts.list(scenario, limit, finished, desk.actor.id, hidden=_hidden(desk))
    if person == EVERYBODY:
        desk.require("attempt.read.any")
        return desk.attempts.list(scenario, limit, finished, None, desk.actor.team)
    somebody = desk.people.named(person)
    desk.require_over(somebody.id, somebody.team, "attempt.read.own", "attempt.read.any", somebody.id)
    return desk.attempts.list(scenario, limit, finished, somebody.id, hidden=_hidden(desk))


def read_card(desk: Desk, call_id: str) -> dict[str, Any]:
    """A scorecard as it stands, with what a review changed. Raises Refused, and RightpartyError for none or several."""
    return shown(Reviews(desk).look(call_id))


def read_cards(desk: Desk, person: str = "") -> Iterator[dict[str, Any]]:
    """All finished scorecards that were asked for, newest first."""
    for row in list_attempts(desk, limit=None, finished=True, person=person):
        yield read_card(desk, row.id)


def own_cards(desk: Desk, limit: int = 400) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Id, end and scorecard of one's own last `limit` finished attempts, oldest first."""
    desk.require("attempt.read.own")
    return desk.attempts.finished_cards(desk.actor.id, limit)


def own_best(desk: Desk) -> dict[str, float]:
    """One's own best overall score for each scenario."""
    return desk.attempts.best(desk.actor.id, _hidden(desk)) if desk.may("attempt.read.own") else {}


def _hidden(desk: Desk) -> tuple[str, ...]:
    """Reviews that somebody who reviews nobody does not know of before they are shared."""
    return () if desk.may("review.read") else UNSHARED


def shown(review: Review) -> dict[str, Any]:
    """A card with what was decided about it; as the engine made it where nobody has looked."""
    if not review.state:
        return review.card
    return {
        **review.card,
        "review": {
            "state": review.state, "changed_at": review.changed_at, "respond_by": review.respond_by,
            "decisions": [
                {"item": each.item, "before": each.before, "to": each.to, "reason": each.reason, "at": each.at, "by": each.author}
                for each in review.decisions
            ],
            "comments": [
                {"turn": each.turn, "words": each.words, "at": each.at, "by": each.author} for each in review.comments
            ],
            "words": review.words,
        },
    }  # fmt: skip
