"""Reviews at a desk: what a supervisor and a trainee do with a scorecard, step by step.

Owns the steps, who may take them, and when. Each is an entry of the ledger; what stands then is folded in `review.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from scenarios.problems import RightpartyError
from scoring.overruling import Overruling, check_overruling, value_of
from simulator.desk.desk import Desk
from simulator.desk.learning import overruling_statement
from simulator.desk.review import KINDS, Review, fold, keep
from simulator.desk.review_queue import Filters, Waiting, read_queue
from simulator.records.attempts import UNSHARED
from simulator.records.ledger import New, append, read
from simulator.records.outbox import queue

WINDOW = timedelta(days=7)
"""How long a trainee has to acknowledge or dispute what was shared with them."""


class Reviews:
    """Reviews at a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def queue(self, wanted: Filters = Filters(), limit: int = 200) -> list[Waiting]:  # noqa: B008 - frozen
        """Finished calls, newest first. Raises Refused."""
        return read_queue(self.desk, wanted, limit)

    def look(self, call_id: str) -> Review:
        """How a review stands: a trainee their own, once it was shared; a reviewer any of their team's. Raises Refused."""
        found, owner = self.desk.attempt(call_id, "attempt.read.own", "attempt.read.any")
        engine = self.desk.attempts.card(found)
        with self.desk.database.reading() as connection:
            review = fold(found, owner, engine, read(connection, found, KINDS))
        if owner == self.desk.actor.id and not self.desk.may("review.read") and review.state in ("", *UNSHARED):
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
        scenario = self.desk.attempts.listed(found).scenario

        def tell(connection: Connection, review: Review) -> None:
            made = review.decisions[-1]
            queue(connection, found, [overruling_statement(made.author, found, scenario, made.seq, made.at, body)])

        return self._step(found, kind, body, also=tell)

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
        found, owner = self.desk.attempt(call_id, "scorecard.answer.own", "review.share")
        if owner != self.desk.actor.id:
            raise RightpartyError("Only the person who made the call can answer its review.")
        review = self.look(found)
        if review.respond_by is not None and self.desk.stamp > review.respond_by:
            raise RightpartyError(
                f"The time to answer ended on {review.respond_by[:10]}.",
                "Speak to your supervisor; they can share it again.",
            )
        return self._step(found, kind, {"words": words}, {"shared"})

    def _step(
        self, found: str, kind: str, body: dict[str, Any], states: set[str] | None = None,
        also: Callable[[Connection, Review], None] | None = None,
    ) -> Review:  # fmt: skip
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
            if also is not None:
                also(connection, review)
        return review


def _said(words: str, what: str) -> None:
    if not words.strip():
        raise RightpartyError(f"{what} is needed: it is kept, and somebody will want to know.")
