"""Entries, contents, heads."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "history_entries",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.UniqueConstraint("draft", "position"),
        sa.UniqueConstraint("draft", "revision"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "history_contents",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "history_heads",
        sa.Column("draft", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("history_heads", "history_contents", "history_entries"):
        op.drop_table(name)
