"""The schema history of the history."""

from pathlib import Path

from corpus.schema import Schema
from drafting.history.tables import HEAD, metadata

HISTORY = Schema(HEAD, "history_version", Path(__file__).parent, metadata)
