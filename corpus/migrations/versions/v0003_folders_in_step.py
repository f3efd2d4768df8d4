"""Which files were synced, what a renamed document was called before, and a hash by which equal texts are found."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add both tables and the column, filled for what is there."""
    op.create_table(
        "files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("mtime", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "former_ids",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), nullable=False, index=True),
    )
    op.add_column("documents", sa.Column("text_hash", sa.Text, nullable=False, server_default=""))
    _fill()
    op.create_index("ix_documents_text_hash", "documents", ["text_hash"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_documents_text_hash", "documents")
    op.drop_column("documents", "text_hash")
    op.drop_table("former_ids")
    op.drop_table("files")


def _fill() -> None:
    documents = sa.table("documents", sa.column("serial", sa.Integer), sa.column("text", sa.Text), sa.column("text_hash", sa.Text))
    connection = op.get_bind()
    for serial in list(connection.scalars(sa.select(documents.c.serial))):
        text = connection.scalar(sa.select(documents.c.text).where(documents.c.serial == serial))
        values = {"text_hash": hashlib.sha256(str(text).encode()).hexdigest()}
        connection.execute(documents.update().where(documents.c.serial == serial), values)
