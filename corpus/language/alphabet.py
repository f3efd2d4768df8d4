"""Characters as small numbers, so that four of them fit into one key."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.uint64]
BITS = 13
EDGE, UNKNOWN = 0, 1  # a line's end; a character that is in no table
_PLANE = 0x10000
_DIGITS = "0123456789０１２３４５６７８９"
_EDGES = "\n\r\u2028\u2029"


class Alphabet:
    """The characters that a table knows, in the order of their numbers from 2 on. All digits count as one."""

    def __init__(self, characters: str) -> None:
        """At most 2 ** BITS - 2 characters of the basic plane, each once."""
        self.characters = characters

    @cached_property
    def _ids(self) -> Ids:
        ids = np.full(_PLANE, UNKNOWN, dtype=np.uint64)
        ids[[ord(c) for c in self.characters]] = np.arange(2, len(self.characters) + 2, dtype=np.uint64)
        ids[[ord(c) for c in _DIGITS]] = ids[ord("0")]
        ids[[ord(c) for c in _EDGES]] = EDGE
        return ids

    def ids(self, text: str) -> Ids:
        """One number for each code point of `text`."""
        return self.numbers(np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32))

    def numbers(self, points: npt.NDArray[np.integer]) -> Ids:
        """The same for code points."""
        ids: Ids = self._ids[np.minimum(points, _PLANE - 1)]
        return ids

    def text(self, ids: Ids) -> str:
        """The characters of `ids`, which must be known ones."""
        return "".join(self.characters[int(i) - 2] for i in ids)
