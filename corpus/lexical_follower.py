"""The lexical index following the archive; see `corpus.following` for how."""

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from corpus import lexical, queries
from corpus.embedders.listening import Listener
from corpus.following import Mark, counted, fresh, sweep
from corpus.lexical import LexicalIndex


class LexicalFollower:
    """Keeps the lexical index of one library."""

    def __init__(self, folder: Path, library: str) -> None:
        """Nothing is opened yet."""
        self._folder, self._mark = folder, folder / "lexical.json"
        self._of = f"{library} {lexical.FORMAT}"
        self._opened = Mark(self._of)
        self.index: LexicalIndex | None = None

    @property
    def seq(self) -> int:
        """The change up to which the index has come, by whoever brought it there."""
        return Mark.load(self._mark, self._of).seq

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False, listener: Listener | None = None) -> None:
        """Bring the index to change `head`, from the beginning when asked, missing or damaged. The caller holds the lock."""
        mark = Mark(self._of) if afresh else Mark.load(self._mark, self._of, head)
        hear = listener or Listener()
        if not (mark.folder and self._advance(connection, mark, hear)):
            mark = replace(mark, folder=fresh("lexical"))
            self.index = LexicalIndex(self._folder / mark.folder)
            self.index.apply([], counted(queries.entries(connection), queries.count_passages(connection), hear.indexing))
        self._opened = Mark(self._of, mark.folder, head, queries.count_passages(connection))
        self._opened.save(self._mark)
        sweep(self._folder, "lexical", mark.folder)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        mark = Mark.load(self._mark, self._of)
        if self.index is None or mark != self._opened:
            self.close()
            self.index = LexicalIndex(self._folder / mark.folder) if mark.folder else None
            self._opened = mark

    def close(self) -> None:
        """Let go of the index."""
        self.index = None

    def _advance(self, connection: sa.Connection, mark: Mark, hear: Listener) -> bool:
        """Apply the changes after `mark`; False when the index turns out to be damaged."""
        try:
            self.index = LexicalIndex(self._folder / mark.folder)
            if docs := queries.changed_since(connection, mark.seq):
                total = queries.count_passages(connection, docs)
                self.index.apply(docs, counted(queries.entries(connection, docs), total, hear.indexing))
            return self.index.count() == queries.count_passages(connection)
        except (ValueError, OSError):
            return False
