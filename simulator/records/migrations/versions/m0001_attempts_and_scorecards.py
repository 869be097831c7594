"""Attempts and their scorecards."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("scenario", sa.String(120), nullable=False),
        sa.Column("trainee", sa.String(120), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("started_at", sa.String(40), nullable=False),
        sa.Column("finished_at", sa.String(40)),
        sa.Column("turns", sa.Integer, nullable=False),
    )
    op.create_index("attempts_by_scenario", "attempts", ["scenario", "started_at"])
    op.create_index("attempts_by_start", "attempts", ["started_at"])
    op.create_table(
        "scorecards",
        sa.Column("attempt", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
        sa.Column("overall", sa.Float),
        sa.Column("empathy", sa.Float),
        sa.Column("negotiation", sa.Float),
        sa.Column("compliance", sa.Float),
        sa.Column("documentation", sa.Float),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("rules", sa.String(200), nullable=False),
        sa.Column("card", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("scorecards")
    op.drop_table("attempts")
