"""Which documents a document says are no longer in force."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "repeals",
        sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
        sa.Column("title", sa.Text, primary_key=True, index=True),
        sa.Column("number", sa.Text, primary_key=True, index=True),
        sa.Column("quote", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("repeals")
