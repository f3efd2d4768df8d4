"""Who says a phrase: the index of phrases together with what is known of the documents, as they were at one moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from corpus.shingle_index import Postings
from corpus.shingles import Folded, Hashes, Ints, hashes

RARE_UNITS, RARE_DOCS = 3, 6  # a phrase that more say is no sign of where a text comes from


class Index(Protocol):
    """Anything that knows which documents, by serial, hold a phrase."""

    def find(self, wanted: Hashes) -> Postings: ...


class Origin(NamedTuple):
    """Where a document of the archive comes from; `unit` is its region, else its issuer, else itself."""

    serial: int
    id: str
    unit: str


@dataclass(frozen=True)
class Said:
    """The phrases of a text, in order of place: how many units say each, and who says the rare ones."""

    units: Ints
    rare: Postings  # place in the text, document


class Phrases:
    """Answers for a whole run of checks; those of a library are made by `Library.phrases`."""

    def __init__(self, index: Index, origins: Sequence[Origin]) -> None:
        """Over an index, and all documents of the archive as they are now."""
        self._index = index
        self._serials = {origin.id: origin.serial for origin in origins}
        self._ids = {origin.serial: origin.id for origin in origins}
        numbers = {unit: number for number, unit in enumerate(sorted({origin.unit for origin in origins}))}
        self._unit_count = len(numbers)
        self._units = np.full(max(self._ids, default=0) + 2, -1, dtype=np.int64)
        for origin in origins:
            self._units[origin.serial] = numbers[origin.unit]

    def size(self, excluded: Collection[str] = ()) -> int:
        """How many documents there are but for those excluded."""
        return len(self._ids) - len(self._serials.keys() & set(excluded))

    def id_of(self, serial: int) -> str:
        """The id of a document that an answer names."""
        return self._ids[serial]

    def say(self, folded: Folded, excluded: Collection[str] = ()) -> Said:
        """Who says the phrases of a text, but for the documents with the ids `excluded`."""
        phrases, places = np.unique(hashes(folded), return_inverse=True)
        which, serials = self._known(self._index.find(phrases), excluded)
        docs = np.bincount(which, minlength=len(phrases))
        pairs = np.unique(which * self._unit_count + self._units[serials])
        units = np.bincount(pairs // max(1, self._unit_count), minlength=len(phrases))
        rare = ((docs <= RARE_DOCS) & (units <= RARE_UNITS))[which]
        return Said(units[places], _placed(Postings(which[rare], serials[rare]), places))

    def _known(self, found: Postings, excluded: Collection[str]) -> Postings:
        """What was found in documents that are there and not excluded."""
        allowed = self._units >= 0
        allowed[[self._serials[id] for id in excluded if id in self._serials]] = False
        kept = allowed[np.minimum(found.serials, len(allowed) - 1)]
        return Postings(found.which[kept], found.serials[kept])


def _placed(found: Postings, places: Ints) -> Postings:
    """Pairs of distinct phrase and document as pairs of place in the text and document; `places` holds the phrase of every place."""
    order = np.argsort(found.which, kind="stable")
    which, serials = found.which[order], found.serials[order]
    starts = np.searchsorted(which, places)
    lengths = np.searchsorted(which, places, side="right") - starts
    rows = np.arange(int(lengths.sum())) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return Postings(np.repeat(np.arange(len(places)), lengths), serials[rows])
