"""The tables of the records database.

Owns their columns. Changes need a migration under `migrations/versions`; a test compares both. Never queries.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("team", String(60), nullable=False, default=""),
    Column("password", String(200)),
    Column("made_at", String(40), nullable=False),
    Column("closed_at", String(40)),
)
"""Who may do what. `team` is empty for those who belong to none, or see all; `password` is a hash, or nothing."""
guesses = Table(
    "guesses",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last_at", String(40), nullable=False),
    Column("rests_until", String(40)),
)
"""Wrong passwords in a row, by the hash of the name that was given, whether somebody has that name or not."""
sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person", String(40), ForeignKey("people.id"), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("expires_at", String(40), nullable=False),
)
"""Who is signed in; `token` is the hash of what their machine keeps."""
attempts = Table(
    "attempts",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("scenario", String(120), nullable=False),
    Column("trainee", String(120), nullable=False),
    Column("mode", String(12), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("finished_at", String(40)),
    Column("turns", Integer, nullable=False, default=0),
    Column("digest", String(64), nullable=False, default=""),
    Column("team", String(60), nullable=False, default=""),
    Index("attempts_by_scenario", "scenario", "started_at"),
    Index("attempts_by_start", "started_at"),
    Index("attempts_by_end", "finished_at"),
    Index("attempts_by_trainee", "trainee", "finished_at"),
)
"""`trainee` is a person's id; `team` the one they belonged to then; `digest` the version of the scenario's files."""
scorecards = Table(
    "scorecards",
    metadata,
    Column("attempt", String(80), ForeignKey("attempts.id"), primary_key=True),
    Column("overall", Float),
    Column("empathy", Float),
    Column("negotiation", Float),
    Column("compliance", Float),
    Column("documentation", Float),
    Column("passed", Boolean, nullable=False),
    Column("engine", String(40), nullable=False),
    Column("rubric", String(80), nullable=False),
    Column("rules", String(200), nullable=False),
    Column("card", Text, nullable=False),
    Column("gates", Integer, nullable=False, default=0),
    Column("confidence", Float),
)
"""What the engine said, for ever as it said it. `confidence` is that of the least certain hearing a finding rests on."""
calls = Table(
    "calls",
    metadata,
    Column("attempt", String(80), ForeignKey("attempts.id"), primary_key=True),
    Column("log", Text, nullable=False),
)
"""The words: the log of the call, so that it can be read and judged again on any machine."""
marks = Table(
    "marks",
    metadata,
    Column("attempt", String(80), ForeignKey("attempts.id"), primary_key=True),
    Column("criterion", String(60), primary_key=True),
    Column("result", String(16), nullable=False),
    Column("earned", Float, nullable=False),
    Column("points", Float, nullable=False),
)
"""One line a criterion, as it stands after review; for the figures of people and scenarios."""
reviews = Table(
    "reviews",
    metadata,
    Column("attempt", String(80), ForeignKey("attempts.id"), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("reviewer", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    Column("respond_by", String(40)),
    Column("overall", Float),
    Column("negotiation", Float),
    Column("compliance", Float),
    Column("passed", Boolean, nullable=False),
    Column("gates", Integer, nullable=False),
    Column("overruled", Integer, nullable=False),
    Index("reviews_by_state", "state"),
)
"""Where the review of an attempt stands and what the scores are now; derived from the ledger."""
ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("salt", String(32)),
    Column("body", Text),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ledger_by_subject", "subject", "seq"),
    Index("ledger_by_kind", "kind", "seq"),
)
"""Everything that was done, each entry bound to the one before it; `salt` and `body` go when a person is erased."""
ledger_head = Table(
    "ledger_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row: the newest entry. Whoever writes locks it first."""
assignments = Table(
    "assignments",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("scenario", String(120), nullable=False),
    Column("person", String(40)),
    Column("team", String(60)),
    Column("mode", String(12), nullable=False),
    Column("due_at", String(40)),
    Column("least", Integer, nullable=False),
    Column("most", Integer),
    Column("pass_mark", Float),
    Column("digest", String(64), nullable=False),
    Column("rubric", String(80), nullable=False),
    Column("rules", String(200), nullable=False),
    Column("made_by", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("withdrawn_at", String(40)),
    Index("assignments_by_person", "person"),
    Index("assignments_by_team", "team"),
)
"""What somebody is to practise, with the versions it was given out under."""
calibrations = Table(
    "calibrations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("made_by", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("revealed_at", String(40)),
)
calibration_calls = Table(
    "calibration_calls",
    metadata,
    Column("calibration", String(40), ForeignKey("calibrations.id"), primary_key=True),
    Column("attempt", String(80), ForeignKey("attempts.id"), primary_key=True),
)
calibration_marks = Table(
    "calibration_marks",
    metadata,
    Column("calibration", String(40), ForeignKey("calibrations.id"), primary_key=True),
    Column("attempt", String(80), primary_key=True),
    Column("person", String(40), primary_key=True),
    Column("item", String(120), primary_key=True),
    Column("value", String(40), nullable=False),
)
"""What one reviewer says of one item of one call: a criterion's result, or whether a rule was broken."""
golden = Table(
    "golden",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("attempt", String(80), nullable=False),
    Column("item", String(120), nullable=False),
    Column("value", String(40), nullable=False),
    Column("log", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    UniqueConstraint("attempt", "item", name="golden_once"),
)
"""Calls on which people have decided what is right; the engine is held to them."""
statements = Table(
    "statements",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("attempt", String(80), nullable=False),
    Column("place", Integer, nullable=False),
    Column("statement", Text, nullable=False),
    Column("sent_at", String(40)),
    Column("tries", Integer, nullable=False, default=0),
    Column("refused", Text),
    Index("statements_by_sending", "sent_at", "place"),
)
"""Learning records on their way to a record store."""
