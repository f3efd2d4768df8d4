"""Alembic's entry point; the connection is handed over by `corpus.migrations.upgrade`."""

from alembic import context

from corpus.db import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
