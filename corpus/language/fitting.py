"""Counting n-grams of texts."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corpus.language.alphabet import EDGE, Alphabet, Ids
from corpus.language.grams import LONGEST, TOTALS, WORD, Keys, grams, key
from corpus.language.table import Counts, CountTable

Counted = tuple[Keys, Counts]


def counted(alphabet: Alphabet, texts: Sequence[str], fewest: Sequence[int]) -> list[Counted]:
    """Of every length from 1 on the n-grams of `texts` that occur at least `fewest[length - 1]` times.

    A line's end, and that of a text, is a character of its own.
    """
    ids = np.concatenate([np.append(alphabet.ids(text), np.uint64(EDGE)) for text in texts])
    found = []
    for length, least in zip(range(1, LONGEST + 1), fewest, strict=True):
        keys, counts = np.unique(grams(ids, length), return_counts=True)
        found.append((keys[counts >= least], counts[counts >= least].astype(np.float32)))
    return found


def word_keys(alphabet: Alphabet, words: Sequence[str]) -> Keys:
    """The keys of `words`, all of one length, as words."""
    return key(_rows(alphabet, words), WORD + len(words[0]))


def inner_grams(alphabet: Alphabet, words: Mapping[str, float]) -> Iterator[Counted]:
    """The n-grams of two and more characters inside `words`, all of one length, each word counting as given."""
    rows = _rows(alphabet, list(words))
    counts = np.array(list(words.values()), dtype=np.float32)
    for length in range(2, min(LONGEST, rows.shape[1]) + 1):
        for start in range(rows.shape[1] - length + 1):
            yield key(rows[:, start : start + length], length), counts


def _rows(alphabet: Alphabet, words: Sequence[str]) -> Ids:
    return alphabet.ids("".join(words)).reshape(len(words), -1)


def summed(parts: Sequence[Counted]) -> Counted:
    """All of `parts` in one, each key once with the sum of its counts."""
    keys, place = np.unique(np.concatenate([k for k, _ in parts]), return_inverse=True)
    return keys, np.bincount(place, np.concatenate([c for _, c in parts])).astype(np.float32)


def table_of(parts: Sequence[Counted], characters: float, words: float = 0.0) -> CountTable:
    """A table of what was counted, with how many `characters` (and occurrences of `words`) that was in all."""
    return CountTable.of(*summed([*parts, (TOTALS, np.array([characters, words], dtype=np.float32))]))
