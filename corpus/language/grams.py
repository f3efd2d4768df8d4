"""Keys of n-grams: the numbers of the characters side by side, above them what kind of entry it is."""

import numpy as np
import numpy.typing as npt

from corpus.language.alphabet import BITS, Ids

Keys = npt.NDArray[np.uint64]
LONGEST = 4
WORD = 8  # added to the length of an entry that is a word of the dictionary
_KIND = np.uint64(BITS * LONGEST)
_SHIFT = np.uint64(BITS)
TOTALS: Keys = np.array([0, WORD], dtype=np.uint64) << _KIND  # the entries that hold how many characters and words were counted in all


def key(columns: Ids, kind: int) -> Keys:
    """The keys of rows of at most LONGEST characters; `columns` is (…, length), `kind` the length, for words with WORD added."""
    packed = columns[..., 0]
    for place in range(1, columns.shape[-1]):
        packed = (packed << _SHIFT) | columns[..., place]
    return packed | (np.uint64(kind) << _KIND)


def grams(ids: Ids, length: int) -> Keys:
    """The keys of all n-grams of this length, in order of place."""
    if len(ids) < length:
        return np.zeros(0, dtype=np.uint64)
    return key(np.lib.stride_tricks.sliding_window_view(ids, length), length)
