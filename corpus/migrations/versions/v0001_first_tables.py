"""Documents, passages, names, changes, settings."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    _documents()
    _passages()
    op.create_table(
        "names",
        sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True, index=True),
        sa.Column("rank", sa.Integer, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("doc", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    settings = op.create_table("settings", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    # Tells an index whether it belongs to this library
    op.bulk_insert(settings, [{"name": "library", "value": uuid.uuid4().hex}])


def downgrade() -> None:
    """Drop the tables."""
    for name in ("settings", "changes", "names", "passages", "documents"):
        op.drop_table(name)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False, index=True),
        sa.Column("issuer", sa.Text, nullable=False, index=True),
        sa.Column("date", sa.Date, index=True),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("secrecy", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False, index=True),
        sa.Column("meta", sa.JSON, nullable=False),
        sa.Column("edits", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
