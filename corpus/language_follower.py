"""The library's own way of writing, as a table of n-grams, following the archive: fitted anew when a tenth of the documents changed."""

import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from corpus import queries
from corpus.following import Mark, fresh, sweep
from corpus.language.model import LanguageModel, packaged
from corpus.language.own import shared_table
from corpus.language.table import CountTable

FORMAT = "language-1"  # raised when the keys, the file or the choice of n-grams change
_KIND, _FILE = "language", "grams.npy"
_CHARACTERS = 6_000_000  # of a larger library a part, spread evenly, tells enough: this many take 6 s and 300 MB
_OLD = 0.1  # changes since, as a share of the documents it was fitted on


class LanguageFollower:
    """Keeps the table of one library; `model` is the packaged one without it."""

    def __init__(self, folder: Path, library: str) -> None:
        """Nothing is opened yet."""
        self._folder, self._mark = folder, folder / f"{_KIND}.json"
        self._of = f"{library} {FORMAT} {zlib.crc32(packaged().alphabet.characters.encode()):08x}"
        self._opened = Mark(self._of)
        self.model: LanguageModel = packaged()

    @property
    def seq(self) -> int:
        """The change up to which the table has been looked after, by whoever did it."""
        return Mark.load(self._mark, self._of).seq

    @property
    def opened(self) -> int:
        """The change up to which what is asked has come."""
        return self._opened.seq

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False) -> None:
        """Bring the table to change `head`, anew when asked, missing, damaged or old. The caller holds the lock."""
        mark = Mark(self._of) if afresh else Mark.load(self._mark, self._of, head)
        if not self._open(mark) or self._is_old(connection, mark):
            mark = self._fitted(connection, head)
        mark = replace(mark, seq=head)
        mark.save(self._mark)
        self._open(mark)
        sweep(self._folder, _KIND, mark.folder)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        mark = Mark.load(self._mark, self._of)
        if mark != self._opened and not self._open(mark):
            self.close()

    def close(self) -> None:
        """Let go of the table."""
        self._opened, self.model = Mark(self._of), packaged()

    def _is_old(self, connection: sa.Connection, mark: Mark) -> bool:
        return not mark.folder or len(queries.changed_since(connection, mark.fitted)) > _OLD * mark.count

    def _fitted(self, connection: sa.Connection, head: int) -> Mark:
        units = {serial: unit for serial, _, unit in queries.units(connection)}
        if not units:
            return Mark(self._of)
        chosen = sorted(units)[:: _every(queries.stats(connection)["characters"])]
        table = shared_table(packaged().alphabet, ((units[serial], text) for serial, text in queries.texts_of(connection, chosen)))
        mark = Mark(self._of, fresh(_KIND), head, len(units), fitted=head)
        (self._folder / mark.folder).mkdir(parents=True)
        np.save(self._folder / mark.folder / _FILE, table.slots)
        return mark

    def _open(self, mark: Mark) -> bool:
        """Make the table that `mark` names the one that is asked; False when it is missing or damaged."""
        try:
            own = CountTable.load(self._folder / mark.folder / _FILE) if mark.folder else None
        except (OSError, ValueError):
            return False
        self._opened, self.model = mark, packaged().enriched(own) if own else packaged()
        return True


def _every(characters: int) -> int:
    """Every which document is read."""
    return -(-max(1, characters) // _CHARACTERS)
