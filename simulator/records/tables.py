"""The tables of the records database.

Owns their columns. Changes need a migration under `migrations/versions`; a test compares both. Never queries.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("scenario", String(120), nullable=False),
    Column("trainee", String(120), nullable=False),
    Column("mode", String(12), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("finished_at", String(40)),
    Column("turns", Integer, nullable=False, default=0),
    Index("attempts_by_scenario", "scenario", "started_at"),
    Index("attempts_by_start", "started_at"),
)
scorecards = Table(
    "scorecards",
    metadata,
    Column("attempt", String(40), ForeignKey("attempts.id"), primary_key=True),
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
)
