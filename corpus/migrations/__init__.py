"""The archive's schema history."""

from pathlib import Path

from corpus.db import HEAD, metadata
from corpus.schema import Schema

ARCHIVE = Schema(HEAD, "alembic_version", Path(__file__).parent, metadata)
