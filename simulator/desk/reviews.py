"""Reviews: the queue of calls, and what a supervisor and a trainee make of a scorecard, step by step.

Owns the steps and the states. A review is its entries in the ledger: who decided what, when, why, and what stood there before. What
stands now is folded from them and kept beside the attempt only so that lists are quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from scenarios.problems import RightpartyError
from scoring.overruling import Overruling, check_overruling, overrule, value_of
from simulator.desk.desk import Desk
from simulator.desk.learning import overruling_statement
from simulator.records.attempts import current, mark_rows
from simulator.records.ledger import Entry, New, append, read
from simulator.records.outbox import queue
from simulator.records.tables import attempts, marks, people, reviews, scorecards

WINDOW = timedelta(days=7)
"""How long a trainee has to acknowledge or dispute what was shared with them."""
UNSURE = 0.7
"""A finding that rests on a hearing less certain than this is worth a look."""
STEPS = {
    "call-agreed": "reviewed", "finding-overruled": "reviewed", "criterion-overruled": "reviewed", "outcome-overruled": "reviewed",
    "review-shared": "shared", "review-acknowledged": "acknowledged", "review-disputed": "disputed",
    "dispute-resolved": "resolved", "attempt-voided": "void",
}  # fmt: skip
"""What was done to a call, and the state that it leaves the review in."""
KINDS = (*STEPS, "turn-commented")


@dataclass(frozen=True)
class Waiting:
    """One call in the queue; scores as they stand."""

    attempt: str
    trainee: str
    """Name."""
    team: str
    scenario: str
    finished_at: str
    overall: float | None
    passed: bool
    gates: int
    confidence: float | None
    state: str
    """Empty when nobody has looked at it."""


@dataclass(frozen=True)
class Filters:
    """Which calls of the queue are wanted; what is not named does not matter."""

    team: str = ""
    scenario: str = ""
    trainee: str = ""
    """Id."""
    failed_gate: bool = False
    unsure: bool = False
    disputed: bool = False
    unreviewed: bool = False
    words: tuple[str, ...] = ()
    """Each must be in the name, the team or the scenario."""


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


class Reviews:
    """Reviews at a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def queue(self, wanted: Filters = Filters(), limit: int = 200) -> list[Waiting]:
        """Finished calls, newest first, in one query. Raises Refused."""
        self.desk.require("review.read")
        state = func.coalesce(reviews.c.state, "")
        gates = func.coalesce(reviews.c.gates, scorecards.c.gates)
        query = (
            select(
                attempts.c.id, func.coalesce(people.c.name, attempts.c.trainee), attempts.c.team, attempts.c.scenario,
                attempts.c.finished_at, current("overall"), current("passed"), gates, scorecards.c.confidence, state,
            )
            .select_from(
                attempts.join(scorecards)
                .outerjoin(reviews, reviews.c.attempt == attempts.c.id)
                .outerjoin(people, people.c.id == attempts.c.trainee)
            )
            .where(attempts.c.finished_at.isnot(None))
            .order_by(attempts.c.finished_at.desc(), attempts.c.id)
            .limit(limit)
        )  # fmt: skip
        for asked, condition in (
            (wanted.team, attempts.c.team == wanted.team),
            (self.desk.actor.team, attempts.c.team == self.desk.actor.team),
            (wanted.scenario, attempts.c.scenario == wanted.scenario),
            (wanted.trainee, attempts.c.trainee == wanted.trainee),
            (wanted.failed_gate, gates > 0),
            (wanted.unsure, scorecards.c.confidence < UNSURE),
            (wanted.disputed, state == "disputed"),
            (wanted.unreviewed, reviews.c.attempt.is_(None)),
        ):
            if asked:
                query = query.where(condition)
        for word in wanted.words:
            named = select(people.c.id).where(people.c.name.icontains(word, autoescape=True))
            places = (attempts.c.team, attempts.c.scenario)
            query = query.where(
                or_(attempts.c.trainee.in_(named), *(each.icontains(word, autoescape=True) for each in places))
            )
        with self.desk.database.reading() as connection:
            return [Waiting(*tuple(row)) for row in connection.execute(query)]

    def look(self, call_id: str) -> Review:
        """How a review stands: a trainee their own, once it was shared; a reviewer any of their team's. Raises Refused."""
        found, owner = self.desk.attempt(call_id, "attempt.read.own", "attempt.read.any")
        engine = self.desk.attempts.card(found)
        with self.desk.database.reading() as connection:
            review = fold(found, owner, engine, read(connection, found, KINDS))
        if owner == self.desk.actor.id and not self.desk.may("review.read") and review.state in ("", "reviewed"):
            return Review(found, owner, engine, engine)  # what is not shared yet is not theirs to see
        return review

    def agree(self, call_id: str) -> Review:
        """The engine is right, or right as overruled."""
        found, _ = self.desk.attempt(call_id, None, "scorecard.override")
        return self._step(found, "call-agreed", {})

    def overrule(self, call_id: str, item: str, to: str, reason: str, quote: str = "") -> Review:
        """Decide one part of a scorecard otherwise. Raises RightpartyError for a part or value that cannot be."""
        found, _ = self.desk.attempt(call_id, None, "scorecard.override")
        _said(reason, "A reason")
        one = Overruling(item, to, reason, quote)
        review = self.look(found)
        check_overruling(review.card, one)
        kind = f"{item.partition(':')[0]}-overruled"
        body = {"item": item, "before": value_of(review.card, item), "to": to, "reason": reason, "quote": quote}
        review = self._step(found, kind, body)
        decision = review.decisions[-1]
        scenario = self.desk.attempts.listed(found).scenario
        queue(self.desk.database, found, [
            overruling_statement(self.desk.actor.id, found, scenario, decision.seq, decision.at, body)
        ])  # fmt: skip
        return review

    def comment(self, call_id: str, turn: int | None, words: str) -> Review:
        """Write something at a turn."""
        found, _ = self.desk.attempt(call_id, None, "review.comment")
        _said(words, "A comment")
        return self._step(found, "turn-commented", {"turn": turn, "words": words})

    def share(self, call_id: str) -> Review:
        """Let the trainee see the review; they have WINDOW to answer."""
        found, _ = self.desk.attempt(call_id, None, "review.share")
        by = (self.desk.now + WINDOW).isoformat(timespec="seconds")
        return self._step(found, "review-shared", {"respond_by": by}, {"reviewed", "resolved", "shared"})

    def acknowledge(self, call_id: str) -> Review:
        """The trainee has read it."""
        return self._answer(call_id, "review-acknowledged", "")

    def dispute(self, call_id: str, words: str) -> Review:
        """The trainee sees it otherwise, and says how."""
        _said(words, "A dispute")
        return self._answer(call_id, "review-disputed", words)

    def resolve(self, call_id: str, words: str) -> Review:
        """Settle a dispute, in words that the trainee reads; what changes is overruled first."""
        found, _ = self.desk.attempt(call_id, None, "review.share")
        _said(words, "A resolution")
        return self._step(found, "dispute-resolved", {"words": words}, {"disputed"})

    def void(self, call_id: str, words: str) -> Review:
        """The attempt does not count: a fault of the line, the wrong scenario …"""
        found, _ = self.desk.attempt(call_id, None, "review.share")
        _said(words, "A reason")
        return self._step(found, "attempt-voided", {"words": words})

    def _answer(self, call_id: str, kind: str, words: str) -> Review:
        found, owner, _ = self.desk.attempts.find(call_id)
        self.desk.require("scorecard.answer.own", found)
        if owner != self.desk.actor.id:
            self.desk.require_over(owner, "", None, "review.share", found)
            raise RightpartyError("Only the person who made the call can answer its review.")
        review = self.look(found)
        if review.respond_by is not None and self.desk.stamp > review.respond_by:
            raise RightpartyError(
                f"The time to answer ended on {review.respond_by[:10]}.",
                "Speak to your supervisor; they can share it again.",
            )
        return self._step(found, kind, {"words": words}, {"shared"})

    def _step(self, found: str, kind: str, body: dict[str, Any], states: set[str] | None = None) -> Review:
        """Write one step down and what follows from it, in one transaction."""
        engine = self.desk.attempts.card(found)
        owner = self.desk.attempts.find(found)[1]
        with self.desk.database.writing() as connection:
            append(connection, [New(self.desk.stamp, self.desk.actor.id, kind, found, body)])
            entries = read(connection, found, KINDS)
            before = fold(found, owner, engine, entries[:-1])
            if states is not None and before.state not in states:
                raise RightpartyError(
                    f"This cannot be done while the review is {before.state or 'not begun'}.",
                    f"It can when it is {' or '.join(sorted(states))}.",
                )
            if before.state == "void":
                raise RightpartyError("This attempt was voided.", "It counts no longer; let it be practised again.")
            review = fold(found, owner, engine, entries)
            if review.state:
                keep(connection, review)
        return review


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
        "respond_by": review.respond_by, "overall": review.card["scores"]["overall"], "passed": review.card["passed"],
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


def _said(words: str, what: str) -> None:
    if not words.strip():
        raise RightpartyError(f"{what} is needed: it is kept, and somebody will want to know.")
