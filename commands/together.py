"""Files checked in one call: each may be held against the others."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from base.errors import FileError
from corpus.documents import Document, own_text
from corpus.readers import canonical_text
from evals.archive import Archive
from evals.shelves import PaperShelf, ShelfArchive


class Together:
    """Drafts handed in together. They are read again only where a check asks what they have in common."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Nothing is read yet."""
        self._paths = tuple(dict.fromkeys(paths))
        self._shelf = PaperShelf(self._papers)

    def beside(self, path: Path) -> Archive | None:
        """The others than `path`; None where there are none."""
        return ShelfArchive(self._shelf, frozenset([str(path)])) if len(self._paths) > 1 else None

    def _papers(self) -> Iterator[Document]:
        for path in self._paths:
            try:
                yield Document(str(path), path.name, own_text(canonical_text(path)))
            except FileError:
                continue  # whoever checks it says so
