"""How the documents of a library write: the n-grams that several of them share, so that no slip of one vouches for itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.language.alphabet import EDGE, Alphabet
from corpus.language.fitting import Counted, table_of
from corpus.language.grams import LONGEST, grams
from corpus.language.table import CountTable

_UNITS, _DOCUMENTS = 2, 3  # what two units write alike, or one of them three times, is its way of writing; less may be a slip
Numbers = npt.NDArray[np.uint16]  # the characters of a document: a quarter of the room that keys take


def shared_table(alphabet: Alphabet, documents: Iterable[tuple[str, str]]) -> CountTable:
    """How many documents hold each of the n-grams that are shared.

    `documents`, at least one, are pairs of unit and text; a text counts once.
    """
    units: defaultdict[str, list[Numbers]] = defaultdict(list)
    for text, unit in {text: unit for unit, text in documents}.items():
        units[unit].append(np.append(alphabet.ids(text), EDGE).astype(np.uint16))
    parts = [_shared(units.values(), length) for length in range(1, LONGEST + 1)]
    return table_of(parts, float(parts[0][1].sum()))


def _shared(units: Iterable[Sequence[Numbers]], length: int) -> Counted:
    """The n-grams of this length that enough documents or units hold, with how many documents."""
    every = [_held(documents, length) for documents in units]
    keys, which = np.unique(np.concatenate([k for k, _ in every]), return_inverse=True)
    holders = np.bincount(which, np.concatenate([c for _, c in every]))
    shared = (np.bincount(which) >= _UNITS) | (holders >= _DOCUMENTS)
    return keys[shared], holders[shared].astype(np.float32)


def _held(documents: Sequence[Numbers], length: int) -> Counted:
    """The n-grams that the documents of one unit hold, with how many of them each."""
    keys, counts = np.unique(np.concatenate([np.unique(grams(d.astype(np.uint64), length)) for d in documents]), return_counts=True)
    return keys, counts.astype(np.float32)
