"""Which characters are taken for one another, by sound and by shape, and which words sound alike; arrays, written by a script."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.language.alphabet import UNKNOWN, Alphabet, Ids
from corpus.language.model import packaged

FILE = Path(__file__).parents[2] / "data" / "typo_confusions.npz"
KINDS = ("same_sound", "other_tone", "near_sound", "shape")  # of likeness, by number
NUMERALS = "〇零一二三四五六七八九十百千万亿两廿卅"  # which number is meant no neighbour tells
_POINTS = 0x10000
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def sound_key(first: int, second: int) -> int:
    """The number of the sound of a word of two characters."""
    return first << 10 | second


class Confusions(NamedTuple):
    """What may have been meant, in numbers of the model's alphabet; what it does not know is left out."""

    row: Ints  # of every code point; the last row is empty
    starts: Ints
    meant: Ids
    kinds: Ints
    sounds: Ints  # of every row, two syllables; 0 for none
    word_sounds: Ints  # in order
    words: Ids  # of two characters

    def of(self, points: Ints) -> tuple[Ints, Ids, Ints]:
        """For each of `points` all that may have been meant: which of them it is, what, and the kind of likeness."""
        rows = self.row[points]
        which, at = spread(self.starts[rows], self.starts[rows + 1])
        return which, self.meant[at], self.kinds[at]

    def words_of(self, points: Ints) -> tuple[Ints, Ids]:
        """For each pair of neighbours in `points`, by the place of the first, the words that sound like it and share no character."""
        sounds = self.sounds[self.row[points]]
        pairs = [(a, b) for a in range(sounds.shape[1]) for b in range(sounds.shape[1])]
        found = [self._sounding(sounds[:-1, a], sounds[1:, b]) for a, b in pairs]
        which = np.concatenate([w for w, _ in found])
        return which, self.words[np.concatenate([at for _, at in found])]

    def _sounding(self, first: Ints, second: Ints) -> tuple[Ints, Ints]:
        wanted = np.where((first > 0) & (second > 0), first << 10 | second, -1)
        return spread(np.searchsorted(self.word_sounds, wanted), np.searchsorted(self.word_sounds, wanted, side="right"))


@cache
def confusions() -> Confusions:
    """The packaged tables."""
    with np.load(FILE) as file:
        return _numbered(packaged().alphabet, {name: file[name] for name in file.files})


def _numbered(alphabet: Alphabet, file: dict[str, npt.NDArray[np.uint16]]) -> Confusions:
    row = np.full(_POINTS, len(file["written"]), dtype=np.int64)
    row[file["written"]] = np.arange(len(file["written"]))
    meant = alphabet.numbers(file["meant"])
    known = (meant != UNKNOWN) & ~np.isin(meant, alphabet.ids(NUMERALS))
    kept = np.concatenate(([0], np.cumsum(known)))[file["starts"]]
    words = alphabet.numbers(file["words"])
    sound = (words != UNKNOWN).all(axis=1)
    sounds = np.concatenate([file["sounds"], np.zeros((1, 2), dtype=np.uint16)]).astype(np.int64)
    return Confusions(
        row, np.append(kept, kept[-1]), meant[known], file["kinds"][known].astype(np.int64),
        sounds, file["word_sounds"][sound].astype(np.int64), words[sound],
    )  # fmt: skip


def spread(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The ranges from `starts` to `ends` side by side: which range each place is of, and the place."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(starts)), lengths)
    return which, np.arange(len(which)) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
