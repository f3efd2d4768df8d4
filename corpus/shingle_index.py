"""Which documents hold which phrases: sorted arrays in files that are mapped, not loaded. Derived from SQL; may be thrown away.

A segment is one file, never changed once it is named: 64-bit integers, first how many documents it holds, then their serials, then
its postings in order, each a phrase's hash above the document's place among the serials. What changed later is listed as gone and
stands in a younger segment. (SQLite rows took 40 times as long to write and twice the room.)
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.shingles import HASH_BITS, Hashes, Ints, fold, hashes

PLACE_BITS = 64 - HASH_BITS
FULL = 4_000_000  # postings of a segment that is not merged any more: 32 MB in a file, four times that in memory while it is made
_MOST = (1 << PLACE_BITS) - 1  # documents in one segment


class Postings(NamedTuple):
    """Pairs: the phrase asked for in place `which` stands in the document `serials`."""

    which: Ints
    serials: Ints


@dataclass(frozen=True)
class Segment:
    """What one file holds; `postings` stay on the disk."""

    serials: Ints
    postings: Hashes

    @classmethod
    def load(cls, path: Path) -> "Segment":
        """The segment at `path`; ValueError or OSError when it is not there or damaged."""
        numbers = np.lib.format.open_memmap(path, mode="r")
        if numbers.dtype != np.uint64 or numbers.ndim != 1 or not len(numbers) or len(numbers) <= int(numbers[0]):
            raise ValueError(path)
        start = int(numbers[0]) + 1
        return cls(np.array(numbers[1:start], dtype=np.int64), numbers[start:])

    @classmethod
    def of(cls, texts: Sequence[tuple[int, str]]) -> "Segment":
        """Made of documents by serial."""
        serials = np.array([serial for serial, _ in texts], dtype=np.int64)
        parts = [_placed(hashes(fold(text)), place) for place, (_, text) in enumerate(texts)]
        return cls(serials, _distinct(np.concatenate([*parts, np.zeros(0, dtype=np.uint64)])))

    def save(self, path: Path) -> None:
        """Write it, down to the disk."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            head = np.array([len(self.serials), *self.serials], dtype=np.uint64)  # mixed with signed ones they would become floats
            np.save(file, np.concatenate([head, self.postings]))
            file.flush()
            os.fsync(file.fileno())

    def without(self, gone: Collection[int]) -> "Segment":
        """The same but for the documents `gone`."""
        keep = ~np.isin(self.serials, np.array(sorted(gone), dtype=np.int64))
        places = np.cumsum(keep) - 1
        old = self._places(self.postings)
        kept = keep[old]
        return Segment(self.serials[keep], _placed(self.postings[kept] >> np.uint64(PLACE_BITS), places[old[kept]]))

    def with_all_of(self, other: "Segment") -> "Segment":
        """Both in one; they share no document."""
        moved = _placed(other.postings >> np.uint64(PLACE_BITS), self._places(other.postings) + len(self.serials))
        return Segment(np.concatenate([self.serials, other.serials]), _distinct(np.concatenate([self.postings, moved])))

    def find(self, wanted: Hashes) -> Postings:
        """The documents of every phrase of `wanted`."""
        low = np.searchsorted(self.postings, wanted << np.uint64(PLACE_BITS))
        high = np.searchsorted(self.postings, (wanted << np.uint64(PLACE_BITS)) | np.uint64(_MOST), side="right")
        counts = np.maximum(high - low, 0)  # where the order is broken the ends may cross
        which = np.repeat(np.arange(len(wanted)), counts)
        rows = np.arange(len(which)) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        places = self._places(self.postings[rows])
        sound = places < len(self.serials)  # a rotten block of the file must cost its own phrases, not the run
        return Postings(which[sound], self.serials[places[sound]])

    @staticmethod
    def _places(postings: Hashes) -> Ints:
        return (postings & np.uint64(_MOST)).astype(np.int64)


def segments_of(texts: Iterable[tuple[int, str]]) -> Iterator[Segment]:
    """Documents, by serial, in as many segments as keep each of them small enough to be sorted in memory."""
    batch: list[tuple[int, str]] = []
    size = 0
    for serial, text in texts:
        if batch and (size + len(text) > FULL or len(batch) == _MOST):
            yield Segment.of(batch)
            batch, size = [], 0
        batch.append((serial, text))
        size += len(text)
    if batch:
        yield Segment.of(batch)


def find(segments: Iterable[tuple[Segment, Collection[int]]], wanted: Hashes) -> Postings:
    """The documents of every phrase of `wanted` in segments, each with the documents that are gone from it."""
    found = [_sifted(segment.find(wanted), gone) for segment, gone in segments]
    empty = np.zeros(0, dtype=np.int64)
    return Postings(np.concatenate([empty, *(f.which for f in found)]), np.concatenate([empty, *(f.serials for f in found)]))


def _sifted(found: Postings, gone: Collection[int]) -> Postings:
    if not gone:
        return found
    kept = ~np.isin(found.serials, np.array(sorted(gone), dtype=np.int64))
    return Postings(found.which[kept], found.serials[kept])


def _placed(phrases: Hashes, places: "int | Ints") -> Hashes:
    return (phrases << np.uint64(PLACE_BITS)) | np.asarray(places).astype(np.uint64)


def _distinct(postings: Hashes) -> Hashes:
    """`postings` sorted, in place, each once."""
    postings.sort()
    return postings[np.concatenate(([True], postings[1:] != postings[:-1]))] if len(postings) else postings
