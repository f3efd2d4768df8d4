"""The tables of the history. Rows are only ever added; `heads` alone moves on."""

import sqlalchemy as sa

HEAD = "0001"  # the newest revision in `drafting/history/migrations/versions`

metadata = sa.MetaData()

entries = sa.Table(
    "history_entries",
    metadata,
    sa.Column("serial", sa.Integer, primary_key=True),
    sa.Column("draft", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),  # in the chain of the draft, from 1
    sa.Column("revision", sa.Integer),  # the number of the revision; null for what is said of one
    sa.Column("said", sa.Text, nullable=False),  # all that the entry says, as JSON: exactly what was hashed
    sa.Column("previous", sa.Text, nullable=False),  # the hash of the entry before; '' for the first
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.UniqueConstraint("draft", "position"),
    sa.UniqueConstraint("draft", "revision"),
    sqlite_autoincrement=True,
)

contents = sa.Table(
    "history_contents",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),  # sha256 of `data`
    sa.Column("data", sa.LargeBinary, nullable=False),
)

heads = sa.Table(
    "history_heads",
    metadata,
    sa.Column("draft", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),  # of the newest entry: that the last ones were taken away is seen from it
    sa.Column("hash", sa.Text, nullable=False),
)
