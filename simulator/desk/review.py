"""One review: what was decided, said and answered about a call, folded from the entries of the ledger.

Owns the states, folding, and what is kept beside the attempt for lists. A review is its entries; nothing here decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from scoring.overruling import Overruling, overrule
from simulator.records.attempts import mark_rows
from simulator.records.ledger import Entry
from simulator.records.tables import marks, reviews

STEPS = {
    "call-agreed": "reviewed", "finding-overruled": "reviewed", "criterion-overruled": "reviewed", "outcome-overruled": "reviewed",
    "review-shared": "shared", "review-acknowledged": "acknowledged", "review-disputed": "disputed",
    "dispute-resolved": "resolved", "attempt-voided": "void",
}  # fmt: skip
"""What was done to a call, and the state that it leaves the review in."""
KINDS = (*STEPS, "turn-commented")


@dataclass(frozen=True)
class Decision:
    """One part of a scorecard that was overruled."""

    seq: int
    at: str
    author: str
    item: str
    before: str
    to: str
    reason: str
    quote: str = ""


@dataclass(frozen=True)
class Comment:
    """What somebody wrote at a turn; `turn` is None for the call as a whole."""

    at: str
    author: str
    turn: int | None
    words: str


@dataclass
class Review:
    """Where one review stands."""

    attempt: str
    trainee: str
    engine_card: dict[str, Any]
    card: dict[str, Any]
    state: str = ""
    reviewer: str = ""
    changed_at: str = ""
    respond_by: str | None = None
    decisions: list[Decision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    """What was said with a dispute, a resolution, a void."""


def keep(connection: Connection, review: Review) -> None:
    """Keep beside the attempt what follows from its entries, for lists and figures."""
    connection.execute(reviews.delete().where(reviews.c.attempt == review.attempt))
    connection.execute(reviews.insert().values(**row_of(review)))
    connection.execute(marks.delete().where(marks.c.attempt == review.attempt))
    if rows := mark_rows(review.attempt, review.card):
        connection.execute(marks.insert(), rows)


def row_of(review: Review) -> dict[str, Any]:
    """A review as its row."""
    return {
        "attempt": review.attempt, "state": review.state, "reviewer": review.reviewer, "changed_at": review.changed_at,
        "respond_by": review.respond_by, "overall": review.card["scores"]["overall"],
        "negotiation": review.card["scores"]["negotiation"], "compliance": review.card["scores"]["compliance"],
        "passed": review.card["passed"],
        "gates": len(review.card["gates"]), "overruled": len(review.decisions),
    }  # fmt: skip


def fold(attempt: str, trainee: str, engine: dict[str, Any], entries: Sequence[Entry]) -> Review:
    """What the entries of a call come to; erased ones have no words left and change nothing."""
    review = Review(attempt, trainee, engine, engine)
    for each in entries:
        if each.body is None:
            continue
        if each.kind == "turn-commented":
            review.comments.append(Comment(each.at, each.actor, each.body["turn"], each.body["words"]))
            continue
        review.state = (
            review.state
            if each.kind.endswith("-overruled") and review.state not in ("", "reviewed")
            else STEPS[each.kind]
        )
        review.changed_at = each.at
        if each.kind not in ("review-acknowledged", "review-disputed"):
            review.reviewer = each.actor
        if "item" in each.body:
            body = each.body
            review.decisions.append(
                Decision(
                    each.seq,
                    each.at,
                    each.actor,
                    body["item"],
                    body["before"],
                    body["to"],
                    body["reason"],
                    body["quote"],
                )
            )
        if "words" in each.body:
            review.words[each.kind] = each.body["words"]
        if "respond_by" in each.body:
            review.respond_by = each.body["respond_by"]
    if review.decisions:
        review.card = overrule(
            engine, [Overruling(each.item, each.to, each.reason, each.quote) for each in review.decisions]
        )
    return review
