"""A large table of small counts in one array that is mapped, not loaded: a slot holds 24 bits of a key's hash and 8 bits of its count.

Slots stand in rows; a key is in the row that its hash names or, where that is full, in the first one after it with room.
Counts are kept to about 9 %. A key that is not in the table is taken for one that is once in a million questions.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.language.grams import Keys

Slots = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.float32]
_ROW = 8
_FILLED = 0.68  # of the slots
_STEPS = 8  # of the count's logarithm, for each doubling
_MIX = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_COUNT_OF = np.concatenate(([0.0], 2 ** (np.arange(255) / _STEPS))).astype(np.float32)


class CountTable:
    """Counts of keys; 0 for a key that is not there."""

    def __init__(self, slots: Slots) -> None:
        """Over an array as `of` makes it."""
        self.slots = slots

    @classmethod
    def load(cls, path: Path) -> "CountTable":
        """The table at `path`; OSError or ValueError when it is not there or no such table."""
        slots = np.load(path, mmap_mode="r", allow_pickle=False)
        if slots.dtype != np.uint32 or slots.ndim != 2 or slots.shape[1] != _ROW:
            raise ValueError(path)
        return cls(np.asarray(slots))

    @classmethod
    def of(cls, keys: Keys, counts: Counts) -> "CountTable":
        """A table of distinct `keys`; counts below 1 are not kept."""
        keys, counts = keys[counts >= 1], counts[counts >= 1]
        slots = np.zeros((int(len(keys) / _FILLED / _ROW) + 2, _ROW), dtype=np.uint32)
        row, print_ = _hashed(keys, len(slots))
        steps = np.rint(np.log2(counts) * _STEPS).clip(0, 254).astype(np.uint32) + np.uint32(1)
        filled, full = (print_ << np.uint32(8)) | steps, np.zeros(len(slots), dtype=np.int64)
        while len(row):
            order = np.argsort(row, kind="stable")
            row, filled = row[order], filled[order]
            place = full[row] + np.arange(len(row)) - np.searchsorted(row, row)
            fits = place < _ROW
            slots[row[fits], place[fits]] = filled[fits]
            full = np.minimum(full + np.bincount(row, minlength=len(slots)), _ROW)
            row, filled = (row[~fits] + 1) % len(slots), filled[~fits]
        return cls(slots)

    def get(self, keys: Keys) -> Counts:
        """The counts of `keys`, in their shape."""
        row, print_ = _hashed(keys.ravel(), len(self.slots))
        found = np.zeros(len(row), dtype=np.float32)
        left = np.arange(len(row))
        while len(left):
            slots = self.slots.take(row, axis=0)
            hits = slots >> np.uint32(8) == print_[:, None]
            at = np.flatnonzero(hits)
            found[left[at // _ROW]] = _COUNT_OF[slots.ravel()[at] & np.uint32(255)]
            missed = hits.view(np.uint64)[:, 0] == 0  # eight flags, one of each slot, as one number
            onward = np.flatnonzero(missed & (slots[:, -1] != 0))
            left, print_, row = left[onward], print_[onward], (row[onward] + 1) % len(self.slots)
        return found.reshape(keys.shape)


def _hashed(keys: Keys, size: int) -> tuple[npt.NDArray[np.int64], Slots]:
    """For every key its row of `size`, and 24 bits that know it again; no print is 0, which an empty slot holds."""
    mixed = keys.copy()
    for factor in _MIX:
        mixed ^= mixed >> np.uint64(33)
        mixed *= factor
    mixed ^= mixed >> np.uint64(33)
    row = ((mixed >> np.uint64(32)) * np.uint64(size)) >> np.uint64(32)
    return row.astype(np.int64), np.maximum(mixed & np.uint64(0xFFFFFF), 1).astype(np.uint32)
