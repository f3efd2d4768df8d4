"""How probable Chinese text is: character n-grams up to four, and the words of a dictionary."""

from functools import cache
from pathlib import Path

import numpy as np

from corpus.language.alphabet import Alphabet, Ids
from corpus.language.grams import LONGEST, TOTALS, WORD, Keys, key
from corpus.language.table import Counts, CountTable

FOLDER = Path(__file__).parent / "data"
BEFORE = LONGEST - 1  # characters that a character's probability rests on
_TRUST = (0.5, 10.0, 20.0, 20.0)
_CHARACTERS = 6000  # that share what is left for those never seen
_NEVER = np.float32(-16.0)  # the log probability of a single character that is no word
_IMPOSSIBLE = np.float32(-99.0)


class LanguageModel:
    """Answers for arrays of character numbers, one row a question."""

    def __init__(self, alphabet: Alphabet, table: CountTable, own: CountTable | None = None) -> None:
        """Over a table of counts, the totals among them, and one of the n-grams of one's own library that is added to it."""
        self.alphabet, self._table, self._own = alphabet, table, own
        self._total, self._words_total = map(float, self.count_keys(TOTALS))

    def enriched(self, own: CountTable) -> "LanguageModel":
        """The same that has also read what is counted in `own`; see `corpus.language.own`."""
        return LanguageModel(self.alphabet, self._table, own)

    def count(self, rows: Ids, kind: int) -> Counts:
        """How often the n-grams in `rows` were seen; `kind` is their length, for words, which no library adds, with WORD added."""
        keys = key(rows, kind)
        return self.count_keys(keys) if kind < WORD else self._table.get(keys)

    def count_keys(self, keys: Keys) -> Counts:
        """The same of keys of n-grams."""
        return self._table.get(keys) + self._own.get(keys) if self._own else self._table.get(keys)

    def log_probability(self, rows: Ids) -> Counts:
        """The log probability of what stands in the columns from BEFORE on, each character seen from the BEFORE ones before it."""
        windows = np.lib.stride_tricks.sliding_window_view(rows, LONGEST, axis=1)
        probability = (self.count(windows[..., -1:], 1) + _TRUST[0]) / (self._total + _TRUST[0] * _CHARACTERS)
        for length in range(2, LONGEST + 1):
            seen = self.count(windows[..., LONGEST - length :], length)
            context = np.maximum(seen, self.count(windows[..., LONGEST - length : -1], length - 1))
            probability = (seen + _TRUST[length - 1] * probability) / (context + _TRUST[length - 1])
        total: Counts = np.log(probability).sum(axis=1).astype(np.float32)
        return total

    def as_words(self, rows: Ids) -> Counts:
        """The log probability of each row cut into words of the dictionary in the best way."""
        words = [self._words(rows, length) for length in range(1, LONGEST + 1)]
        best = [np.zeros(len(rows), dtype=np.float32)]
        for end in range(1, rows.shape[1] + 1):
            ways = [best[end - length] + words[length - 1][:, end - length] for length in range(1, min(LONGEST, end) + 1)]
            best.append(np.max(ways, axis=0))
        return best[-1]

    def _words(self, rows: Ids, length: int) -> Counts:
        """The log probability of the word of this length at each place."""
        counts = self.count(np.lib.stride_tricks.sliding_window_view(rows, length, axis=1), WORD + length)
        unknown = _NEVER if length == 1 else _IMPOSSIBLE
        return np.where(counts > 0, np.log(np.maximum(counts, 1) / self._words_total), unknown).astype(np.float32)


@cache
def packaged() -> LanguageModel:
    """The model that comes with the program; see data/SOURCES.md in evals for what it was fitted on."""
    return LanguageModel(Alphabet((FOLDER / "characters.txt").read_text(encoding="utf-8")), CountTable.load(FOLDER / "grams.npy"))
