"""The derived indexes of a library together: brought up to date, mended, made anew."""

from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from base.errors import InputError
from corpus import queries
from corpus.lexical_follower import LexicalFollower
from corpus.lock import PATIENCE, writing
from corpus.vector_follower import VectorFollower


class Indexes:
    """The lexical index and the vectors of the library in `home`."""

    def __init__(self, home: Path, engine: sa.Engine, library: str) -> None:
        """Nothing is opened before the first `refresh` or `catch_up`."""
        self._home, self._engine, self._folder = home, engine, home / "index"
        self._seen = -1  # the newest change when they were last refreshed
        self.lexical = LexicalFollower(self._folder, library)
        self.vectors = VectorFollower(self._folder, library)

    def refresh(self) -> None:
        """Make searches see the library as it is now, mending what is missing or behind.

        While another process writes, what it has finished is used.
        """
        with self._engine.connect() as connection:
            head = queries.last_change(connection)
        if head == self._seen:
            return
        with suppress(InputError):
            self.catch_up(patience=0)
            return
        self.lexical.reopen()
        self.vectors.reopen()

    def catch_up(self, patience: float = PATIENCE, afresh: bool = False) -> None:
        """Bring both up to the newest change, or make them anew; InputError when another process keeps the lock."""
        with writing(self._home, patience), self._engine.connect() as connection:
            head = queries.last_change(connection)
            self.lexical.follow(connection, head, afresh)
            self.vectors.follow(connection, head, afresh)
            self._seen = head

    def close(self) -> None:
        """Let go of their files."""
        self.vectors.close()
        self.lexical.close()
        self._seen = -1
