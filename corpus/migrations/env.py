"""Alembic's entry point; what to work on is handed over by `corpus.schema`."""

from alembic import context

given = context.config.attributes
context.configure(connection=given["connection"], target_metadata=given["metadata"], version_table=given["table"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
