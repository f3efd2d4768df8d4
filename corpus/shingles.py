"""A text as its runs of `SIZE` characters, hashed: what the index of phrases is made of.

Only Han, letters and digits count, full width as half, and a run of digits is one: 增长5.2% and 增长 13％ are the same phrase.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

SIZE = 6
HASH_BITS = 44  # leaves room for the number of a document in one integer with it

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x40000))
_FULL_WIDTH = 0xFEE0  # from an ASCII character to its full-width form
_DIGIT = ord("0")
_BASE = 0x9E3779B97F4A7C15  # odd, so that no power of it loses bits


@dataclass(frozen=True)
class Folded:
    """The characters of a text that count: `codes[i]` stands at `[starts[i], ends[i])` of it, in code points."""

    codes: npt.NDArray[np.uint32]
    starts: Ints
    ends: Ints


def fold(text: str) -> Folded:
    """`text` as the index sees it."""
    codes = _table()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]
    places = np.flatnonzero(codes)
    codes = codes[places]
    digits = codes == _DIGIT
    goes_on = digits[1:] & digits[:-1]
    first, last = np.concatenate(([True], ~goes_on)), np.concatenate((~goes_on, [True]))
    if not len(codes):
        first = last = np.zeros(0, dtype=bool)
    return Folded(codes[first], places[first], places[last] + 1)


def hashes(folded: Folded, size: int = SIZE) -> Hashes:
    """One number below 2**HASH_BITS for every run of `size` characters, in order of place; equal runs have equal ones."""
    count = len(folded.codes) - size + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    codes = folded.codes.astype(np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(size):
        mixed += codes[at : at + count] * np.uint64(pow(_BASE, at + 1, 1 << 64))
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)  # of splitmix64: without it runs that differ little have hashes that differ little
    return mixed >> np.uint64(64 - HASH_BITS)


@cache
def _table() -> npt.NDArray[np.uint32]:
    """What each code point counts as; 0 for nothing."""
    table = np.zeros(0x110000, dtype=np.uint32)
    for start, end in _HAN:
        table[start:end] = np.arange(start, end)
    for shift in (0, _FULL_WIDTH):
        table[_DIGIT + shift : _DIGIT + 10 + shift] = _DIGIT
        for first in "aA":
            table[ord(first) + shift : ord(first) + 26 + shift] = np.arange(ord("a"), ord("a") + 26)
    return table
