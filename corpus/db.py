"""The archive's tables. SQL is the source of truth; the indexes follow the `changes` table."""

import sqlalchemy as sa

HEAD = "0005"  # the newest revision in `corpus/migrations/versions`

metadata = sa.MetaData()

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("serial", sa.Integer, primary_key=True),  # never reused, so an index cannot mistake a new document for a removed one
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("hash", sa.Text, nullable=False),  # of what was read, before edits: equal means "unchanged"
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("issuer", sa.Text, nullable=False, index=True),
    sa.Column("level", sa.Text, nullable=False, server_default=""),
    sa.Column("date", sa.Date, index=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("secrecy", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("meta", sa.JSON, nullable=False),
    sa.Column("edits", sa.JSON, nullable=False),  # what a person corrected; survives reading the document again
    sa.Column("as_read", sa.JSON, nullable=False, server_default="{}"),  # the fields before `edits`, where there are any
    sa.Column("sure", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("mends", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("standing", sa.Text, nullable=False, server_default=""),  # derived from `links`
    sa.Column("text_hash", sa.Text, nullable=False, server_default="", index=True),  # equal texts have equal ones
    sqlite_autoincrement=True,
)

passages = sa.Table(
    "passages",
    metadata,
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

names = sa.Table(
    "names",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True, index=True),  # normalised title or 发文字号
    sa.Column("rank", sa.Integer, nullable=False),  # 0 for the title or number itself, 1 for a title inside the title
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column("by", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # superseded, repealed
    sa.Column("quote", sa.Text, nullable=False),  # the words of `by` that say so; '' for a newer text of the same title
)

repeals = sa.Table(
    "repeals",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "title", sa.Text, primary_key=True, index=True
    ),  # normalised, of what `doc` says is no longer in force; '' when it names none
    sa.Column("number", sa.Text, primary_key=True, index=True),  # its 发文字号, likewise
    sa.Column("quote", sa.Text, nullable=False),
)

files = sa.Table(
    "files",
    metadata,
    sa.Column("path", sa.Text, primary_key=True),  # of a file that `corpus.sync` took in; its documents have it as their source
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime", sa.BigInteger, nullable=False),  # nanoseconds; 0 when the file was so new that it must be read again
    sa.Column("hash", sa.Text, nullable=False),  # of its bytes
    sa.Column("fault", sa.Text, nullable=False, server_default=""),  # what could not be read of it, as a person was told; '' for nothing
)

taken_out = sa.Table(
    "taken_out",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # of a document that a person took out: it stays out until it changes
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),  # as `documents.hash`
)

former_ids = sa.Table(
    "former_ids",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # what a document was called before its file was renamed; briefs may still name it
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), nullable=False, index=True),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("doc", sa.Integer, nullable=False),  # a serial, possibly of a document that is gone
    sqlite_autoincrement=True,
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
