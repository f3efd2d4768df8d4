"""The language model: keys, tables, probabilities."""

from pathlib import Path

import numpy as np
import pytest

from corpus.language.alphabet import EDGE, UNKNOWN, Alphabet
from corpus.language.fitting import counted, inner_grams, table_of, word_keys
from corpus.language.grams import WORD, grams, key
from corpus.language.model import BEFORE, LanguageModel, packaged
from corpus.language.table import CountTable

LETTERS = Alphabet("0，县乡农村公路建设管护安全")
TEXTS = ["农村公路管护", "农村公路建设", "县乡公路管护", "安全建设"]


def small() -> LanguageModel:
    words = ["农村", "公路", "管护"]
    parts = [*counted(LETTERS, TEXTS, (1, 1, 1, 1)), (word_keys(LETTERS, words), np.array([9, 9, 9], dtype=np.float32))]
    return LanguageModel(LETTERS, table_of(parts, sum(map(len, TEXTS)), 27))


def rows(*texts: str) -> np.ndarray:
    return np.stack([LETTERS.ids(text) for text in texts])


def test_every_code_point_has_a_number_and_digits_are_one() -> None:
    assert LETTERS.ids("1９𠀀\n农").tolist() == [2, 2, UNKNOWN, EDGE, LETTERS.ids("农")[0]]
    assert LETTERS.text(LETTERS.ids("农村")) == "农村"


def test_keys_tell_kinds_and_orders_apart() -> None:
    pair = LETTERS.ids("农村")
    assert len({int(key(pair, 2)), int(key(pair[::-1], 2)), int(key(pair, WORD + 2)), int(key(pair[:1], 1))}) == 4
    assert len(grams(pair, 3)) == 0


def test_a_table_gives_back_what_it_holds_and_nothing_else(tmp_path: Path) -> None:
    keys = np.arange(1, 20_001, dtype=np.uint64) * np.uint64(977)
    counts = np.linspace(1, 50_000, len(keys)).astype(np.float32)
    np.save(tmp_path / "t.npy", CountTable.of(keys, counts).slots)
    table = CountTable.load(tmp_path / "t.npy")
    assert np.abs(table.get(keys) / counts - 1).max() < 0.1
    assert (table.get(keys + np.uint64(1)) > 0).mean() < 0.001
    assert table.get(keys.reshape(100, 200)).shape == (100, 200)


def test_counts_below_one_are_left_out() -> None:
    table = CountTable.of(np.array([5, 6], dtype=np.uint64), np.array([0.4, 1.0], dtype=np.float32))
    assert table.get(np.array([5, 6], dtype=np.uint64)).tolist() == [0, 1]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "t.npy", np.zeros(4))
    with pytest.raises(ValueError, match=r"t\.npy"):
        CountTable.load(tmp_path / "t.npy")


def test_what_was_read_is_more_probable_than_what_was_not() -> None:
    read, unread = small().log_probability(rows("农村公路管护", "农村公路全护")).tolist()
    assert read > unread


def test_words_of_the_dictionary_make_a_text_more_probable() -> None:
    known, unknown = small().as_words(rows("农村公路", "村农路公")).tolist()
    assert known > unknown


def test_rare_ones_are_left_out_and_a_line_s_end_is_between_lines() -> None:
    _, pairs, *_ = counted(LETTERS, ["农村\n公路", "农村"], (1, 2, 1, 1))
    assert set(pairs[0].tolist()) == set(grams(np.append(LETTERS.ids("农村"), np.uint64(EDGE)), 2).tolist())


def test_the_inside_of_words_is_counted_by_their_frequency() -> None:
    found = {int(k): float(c) for keys, counts in inner_grams(LETTERS, {"农村公路": 7.0}) for k, c in zip(keys, counts, strict=True)}
    assert found[int(grams(LETTERS.ids("村公"), 2)[0])] == 7.0 and len(found) == 6


def test_the_packaged_model_prefers_official_chinese() -> None:
    model = packaged()
    ids = [model.alphabet.ids(text) for text in ("。" * BEFORE + "完善监督机制", "。" * BEFORE + "完善监督机治")]
    right, wrong = model.log_probability(np.stack(ids)).tolist()
    assert right > wrong + 3
