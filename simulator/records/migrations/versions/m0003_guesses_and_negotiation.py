"""Wrong passwords counted by the name that was given; the negotiation score that stands after a review.

Five wrong passwords tell nobody any more who has an account. What was counted before is forgotten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guesses",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("last_at", sa.String(40), nullable=False),
        sa.Column("rests_until", sa.String(40)),
    )
    op.drop_column("people", "failures")
    op.drop_column("people", "locked_until")
    op.add_column("reviews", sa.Column("negotiation", sa.Float))
    op.execute(
        "update reviews set negotiation = (select s.negotiation from scorecards s where s.attempt = reviews.attempt)"
    )
