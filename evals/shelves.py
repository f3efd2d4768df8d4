"""Documents as an `Archive`: who else says a phrase, and what a text may have been taken from."""

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from evals.archive import Kin, Measure, Numbers, Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    import numpy as np

    from corpus.documents import Document
    from corpus.language.model import LanguageModel
    from corpus.library import Library
    from corpus.phrases import Phrases, Said
    from corpus.shingles import Folded
    from evals.measured import Kept

_WINDOW, _FEWEST = 120, 8  # so many characters of a text hold so many rare phrases of one document where it may have been taken from it
_MOST = 40  # documents that are looked at more closely


class Shelf(Protocol):
    """Documents and who says what in them."""

    @property
    def phrases(self) -> "Phrases": ...

    @property
    def language(self) -> "LanguageModel": ...

    @property
    def listed(self) -> "Sequence[Document]": ...

    @property
    def kept(self) -> "Kept": ...

    def document(self, id: str) -> "Document | None": ...


class LibraryShelf:
    """The documents of a library, read once for all checks of a run."""

    def __init__(self, opened: "Callable[[], Library]", cache: "Path | None" = None) -> None:
        """Nothing is opened yet. What is measured of the documents is kept in the folder `cache`, if given."""
        self._opened, self._cache = opened, cache
        self._read = lru_cache(maxsize=2 * _MOST)(lambda id: opened().document(id))

    @cached_property
    def phrases(self) -> "Phrases":
        """As the library was when it was first asked."""
        return self._opened().phrases()

    @cached_property
    def language(self) -> "LanguageModel":
        """Fitted on the library too."""
        return self._opened().language()

    @cached_property
    def listed(self) -> "Sequence[Document]":
        """Every document without its text."""
        return self._opened().documents()

    @cached_property
    def kept(self) -> "Kept":
        """What was measured while the library was as it is."""
        from evals.measured import Kept

        return Kept(self._cache, self._opened().fingerprint())

    def document(self, id: str) -> "Document | None":
        """With its text."""
        return self._read(id)


class PaperShelf:
    """Papers that stand in no library: drafts that are checked together."""

    def __init__(self, papers: "Callable[[], Iterable[Document]]") -> None:
        """Nothing is read yet."""
        self._given = papers

    @cached_property
    def _papers(self) -> "dict[str, Document]":
        return {paper.id: paper for paper in self._given()}

    @cached_property
    def phrases(self) -> "Phrases":
        """Who says what among them."""
        from corpus.phrases import Origin, Phrases
        from corpus.shingle_index import Segment

        papers = list(self._papers.values())
        origins = [Origin(serial, paper.id, paper.region or paper.issuer or paper.id) for serial, paper in enumerate(papers)]
        return Phrases(Segment.of([(serial, paper.text) for serial, paper in enumerate(papers)]), origins)

    @property
    def language(self) -> "LanguageModel":
        """The packaged one: so few papers show no way of writing."""
        from corpus.language.model import packaged

        return packaged()

    @property
    def listed(self) -> "Sequence[Document]":
        """Every paper."""
        return list(self._papers.values())

    @cached_property
    def kept(self) -> "Kept":
        """What was measured of them."""
        from evals.measured import Kept

        return Kept()

    def document(self, id: str) -> "Document | None":
        """With its text."""
        return self._papers.get(id)


class ShelfArchive:
    """An `Archive` over the documents of a shelf, but for those `excluded`."""

    def __init__(self, shelf: Shelf, excluded: frozenset[str] = frozenset()) -> None:
        """Nothing is read yet."""
        self._shelf, self._excluded = shelf, excluded
        self._last: tuple[str, Folded, Said] | None = None  # padding and copy ask about the same text

    @property
    def size(self) -> int:
        """How many documents it holds."""
        return self._shelf.phrases.size(self._excluded)

    @property
    def language(self) -> "LanguageModel":
        """How probable a text is to whoever has read the documents, those excluded among them: one alone changes nothing in it."""
        return self._shelf.language

    @property
    def papers(self) -> "Sequence[Document]":
        """Every document without its text."""
        return [document for document in self._shelf.listed if document.id not in self._excluded]

    def spread(self, text: str) -> Spread:
        """How many units say each phrase of `text`."""
        from corpus.shingles import SIZE

        folded, said = self._said(text)
        return Spread(folded.starts[: len(said.units)], folded.ends[SIZE - 1 :], said.units)

    def kin(self, text: str) -> "Sequence[Kin]":
        """The documents that share many rare phrases with one stretch of `text`, those that share most first."""
        folded, said = self._said(text)
        shared = _densest(folded.starts[said.rare.which], said.rare.serials)
        chosen = sorted(((count, serial) for serial, count in shared.items() if count >= _FEWEST), key=lambda x: (-x[0], x[1]))
        found = [(self._shelf.document(self._shelf.phrases.id_of(serial)), count) for count, serial in chosen[:_MOST]]
        return [_kin(document, count) for document, count in found if document]

    def measured(self, kinds: "Collection[str]", measure: Measure) -> "Sequence[Numbers]":
        """What `measure` says of the documents of these 文种."""
        from evals.measured import measured

        return measured(self._shelf, self._excluded, kinds, measure)

    def _said(self, text: str) -> "tuple[Folded, Said]":
        from corpus.shingles import fold

        if self._last is None or self._last[0] != text:
            folded = fold(text)
            self._last = text, folded, self._shelf.phrases.say(folded, self._excluded)
        return self._last[1:]


def _densest(at: "np.ndarray[tuple[int], np.dtype[np.int64]]", serials: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> dict[int, int]:
    """For every document, how many of its phrases stand in the window of the text that holds most of them; `at` is where each stands."""
    import numpy as np

    order = np.lexsort((at, serials))
    at, serials = at[order], serials[order]
    line = at + serials * (int(at.max(initial=0)) + 2 * _WINDOW)  # documents side by side, further apart than a window is wide
    counts = np.arange(1, len(line) + 1) - np.searchsorted(line, line - _WINDOW)
    most: dict[int, int] = {}
    for serial, count in zip(serials.tolist(), counts.tolist()):
        most[serial] = max(count, most.get(serial, 0))
    return most


def _kin(document: "Document", shared: int) -> Kin:
    d = document
    return Kin(d.id, d.label, d.region, d.date, d.text, shared, d.title, d.number)
