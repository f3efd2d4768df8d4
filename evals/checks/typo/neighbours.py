"""Which characters stand side by side: where one is missing it is sought among those that do with both neighbours. Written by a script."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.language.alphabet import UNKNOWN, Ids
from corpus.language.model import packaged
from evals.checks.typo.confusions import Ints

FILE = Path(__file__).parents[2] / "data" / "typo_neighbours.npz"
Bits = npt.NDArray[np.uint8]


class Neighbours(NamedTuple):
    """For every number of the model's alphabet which numbers stand behind it and which before it, eight to a byte."""

    behind: Bits
    before: Bits

    def between(self, left: Ids, right: Ids) -> tuple[Ints, Ids]:
        """For each pair of a left and a right character all that stand behind the one and before the other: which pair, and what."""
        which, put = np.nonzero(np.unpackbits(self.behind[left] & self.before[right], axis=1))
        return which, put.astype(np.uint64)


@cache
def neighbours() -> Neighbours:
    """The packaged table."""
    with np.load(FILE) as file:
        return of_pairs(packaged().alphabet.numbers(file["first"]), packaged().alphabet.numbers(file["second"]))


def of_pairs(first: Ids, second: Ids) -> Neighbours:
    """The table of these pairs of neighbours; those of characters that the model does not know are left out."""
    size = len(packaged().alphabet.characters) + 2
    stand = np.zeros((size, size), dtype=np.bool_)
    stand[first, second] = True
    stand[UNKNOWN], stand[:, UNKNOWN] = False, False
    return Neighbours(np.packbits(stand, axis=1), np.packbits(stand.T, axis=1))
