"""How sure metadata is, what the library's copy mends, and which document takes the place of which."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the table of links."""
    for table, column in _new_columns():
        op.add_column(table, column)
    op.create_table(
        "links",
        sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
        sa.Column("by", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("links")
    for table, column in _new_columns():
        op.drop_column(table, column.name)


def _new_columns() -> list[tuple[str, sa.Column[object]]]:
    return [
        ("documents", sa.Column("level", sa.Text, nullable=False, server_default="")),
        ("documents", sa.Column("sure", sa.JSON, nullable=False, server_default="{}")),
        ("documents", sa.Column("mends", sa.JSON, nullable=False, server_default="[]")),
        ("documents", sa.Column("standing", sa.Text, nullable=False, server_default="")),
    ]
