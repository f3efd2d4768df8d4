"""What a person took out, what was read before a correction, which files could not be read, and 同文 without regard to blank space."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table and the columns, and make the hashes of equal texts anew."""
    op.create_table(
        "taken_out",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.add_column("documents", sa.Column("as_read", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("files", sa.Column("fault", sa.Text, nullable=False, server_default=""))
    _hash_again()


def downgrade() -> None:
    """Take them away."""
    op.drop_column("files", "fault")
    op.drop_column("documents", "as_read")
    op.drop_table("taken_out")


def _hash_again() -> None:
    documents = sa.table("documents", sa.column("serial", sa.Integer), sa.column("text", sa.Text), sa.column("text_hash", sa.Text))
    connection = op.get_bind()
    for serial in list(connection.scalars(sa.select(documents.c.serial))):
        text = str(connection.scalar(sa.select(documents.c.text).where(documents.c.serial == serial)))
        bare = "\n".join(line for whole in text.split("\n") if (line := whole.strip()))
        values = {"text_hash": hashlib.sha256(bare.encode()).hexdigest()}
        connection.execute(documents.update().where(documents.c.serial == serial), values)
