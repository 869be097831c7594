"""People, reviews, assignments, calibration, learning records, and the ledger that binds them.

Attempts that were kept before are adopted: each gets a person of the account's name and an entry in the ledger.
"""

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID, STAMP, WORD, HASH = sa.String(40), sa.String(40), sa.String(120), sa.String(64)
ATTEMPT = sa.String(80)


def upgrade() -> None:
    _people()
    _wider()
    _desk()
    _ledger()
    _adopt()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", WORD, nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("team", sa.String(60), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("made_at", STAMP, nullable=False),
        sa.Column("closed_at", STAMP),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", STAMP),
    )
    op.create_table(
        "sessions",
        sa.Column("token", HASH, primary_key=True),
        sa.Column("person", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("made_at", STAMP, nullable=False),
        sa.Column("expires_at", STAMP, nullable=False),
    )


def _wider() -> None:
    op.add_column("attempts", sa.Column("digest", HASH, nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("team", sa.String(60), nullable=False, server_default=""))
    op.create_index("attempts_by_end", "attempts", ["finished_at"])
    op.create_index("attempts_by_trainee", "attempts", ["trainee", "finished_at"])
    op.add_column("scorecards", sa.Column("gates", sa.Integer, nullable=False, server_default="0"))
    op.add_column("scorecards", sa.Column("confidence", sa.Float))
    if op.get_bind().dialect.name != "sqlite":  # there, a length is only a remark
        op.alter_column("attempts", "id", type_=ATTEMPT)
        op.alter_column("scorecards", "attempt", type_=ATTEMPT)


def _desk() -> None:
    op.create_table(
        "calls",
        sa.Column("attempt", ATTEMPT, sa.ForeignKey("attempts.id"), primary_key=True),
        sa.Column("log", sa.Text, nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("attempt", ATTEMPT, sa.ForeignKey("attempts.id"), primary_key=True),
        sa.Column("criterion", sa.String(60), primary_key=True),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("earned", sa.Float, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
    )
    op.create_table(
        "reviews",
        sa.Column("attempt", ATTEMPT, sa.ForeignKey("attempts.id"), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reviewer", ID, nullable=False),
        sa.Column("changed_at", STAMP, nullable=False),
        sa.Column("respond_by", STAMP),
        sa.Column("overall", sa.Float),
        sa.Column("compliance", sa.Float),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("gates", sa.Integer, nullable=False),
        sa.Column("overruled", sa.Integer, nullable=False),
    )
    op.create_index("reviews_by_state", "reviews", ["state"])
    op.create_table(
        "assignments",
        sa.Column("id", ID, primary_key=True),
        sa.Column("scenario", WORD, nullable=False),
        sa.Column("person", ID),
        sa.Column("team", sa.String(60)),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("due_at", STAMP),
        sa.Column("least", sa.Integer, nullable=False),
        sa.Column("most", sa.Integer),
        sa.Column("pass_mark", sa.Float),
        sa.Column("digest", HASH, nullable=False),
        sa.Column("rubric", sa.String(80), nullable=False),
        sa.Column("rules", sa.String(200), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", STAMP, nullable=False),
        sa.Column("withdrawn_at", STAMP),
    )
    op.create_index("assignments_by_person", "assignments", ["person"])
    op.create_index("assignments_by_team", "assignments", ["team"])
    op.create_table(
        "calibrations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("title", WORD, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", STAMP, nullable=False),
        sa.Column("revealed_at", STAMP),
    )
    op.create_table(
        "calibration_calls",
        sa.Column("calibration", ID, sa.ForeignKey("calibrations.id"), primary_key=True),
        sa.Column("attempt", ATTEMPT, sa.ForeignKey("attempts.id"), primary_key=True),
    )
    op.create_table(
        "calibration_marks",
        sa.Column("calibration", ID, sa.ForeignKey("calibrations.id"), primary_key=True),
        sa.Column("attempt", ATTEMPT, primary_key=True),
        sa.Column("person", ID, primary_key=True),
        sa.Column("item", WORD, primary_key=True),
        sa.Column("value", sa.String(40), nullable=False),
    )
    op.create_table(
        "golden",
        sa.Column("id", ATTEMPT, primary_key=True),
        sa.Column("attempt", ATTEMPT, nullable=False),
        sa.Column("item", WORD, nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("log", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("made_at", STAMP, nullable=False),
        sa.UniqueConstraint("attempt", "item", name="golden_once"),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("attempt", ATTEMPT, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("sent_at", STAMP),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("refused", sa.Text),
    )
    op.create_index("statements_by_sending", "statements", ["sent_at", "place"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", STAMP, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("salt", sa.String(32)),
        sa.Column("body", sa.Text),
        sa.Column("digest", HASH, nullable=False),
        sa.Column("previous", HASH, nullable=False),
        sa.Column("hash", HASH, nullable=False),
    )
    op.create_index("ledger_by_subject", "ledger", ["subject", "seq"])
    op.create_index("ledger_by_kind", "ledger", ["kind", "seq"])
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", HASH, nullable=False),
    )


def _adopt() -> None:
    """What stood here is written out again and not imported: a migration must go on doing what it did when it was released."""
    database = op.get_bind()
    names = [row[0] for row in database.execute(sa.text("select distinct trainee from attempts order by trainee"))]
    for name in names:
        person = f"p-{secrets.token_hex(6)}"
        first = database.scalar(sa.text("select min(started_at) from attempts where trainee = :name"), {"name": name})
        database.execute(
            sa.text(
                "insert into people (id, name, role, team, made_at, failures) values (:id, :name, 'alone', '', :at, 0)"
            ),
            {"id": person, "name": name, "at": first},
        )
        database.execute(
            sa.text("update attempts set trainee = :id where trainee = :name"), {"id": person, "name": name}
        )
    seq, previous = 0, "0" * 64
    kept = database.execute(
        sa.text(
            "select s.attempt, s.card, a.finished_at, a.started_at from scorecards s join attempts a on a.id = s.attempt order by a.started_at, a.id"
        )
    ).all()
    for attempt, card, finished, started in kept:
        loaded = json.loads(card)
        for each in loaded.get("criteria", ()):
            database.execute(
                sa.text("insert into marks values (:attempt, :criterion, :result, :earned, :points)"),
                {"attempt": attempt, "criterion": each["criterion"], "result": each["result"],
                 "earned": each["points"][0], "points": each["points"][1]},
            )  # fmt: skip
        database.execute(
            sa.text("update scorecards set gates = :gates where attempt = :attempt"),
            {"gates": len(loaded.get("gates", ())), "attempt": attempt},
        )
        seq += 1
        salt = secrets.token_hex(16)
        body = json.dumps({"card": hashlib.sha256(card.encode()).hexdigest()}, sort_keys=True)
        digest = hashlib.sha256(f"{salt}{body}".encode()).hexdigest()
        at = finished or started
        parts = [seq, at, "engine", "call-scored", attempt, digest, previous]
        hash_ = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        database.execute(
            sa.text("insert into ledger values (:seq, :at, 'engine', 'call-scored', :attempt, :salt, :body, :digest, :previous, :hash)"),
            {"seq": seq, "at": at, "attempt": attempt, "salt": salt, "body": body, "digest": digest, "previous": previous, "hash": hash_},
        )  # fmt: skip
        previous = hash_
    database.execute(sa.text("insert into ledger_head values (1, :seq, :hash)"), {"seq": seq, "hash": previous})


def downgrade() -> None:
    raise NotImplementedError("The ledger cannot be taken away; go back with `rightparty records restore`.")
