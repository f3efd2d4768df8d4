"""Tokens and the lexical index."""

from pathlib import Path

import pytest

from corpus.lexical import Entry, LexicalIndex
from corpus.query_text import Asked
from corpus.ranking import Lexical
from corpus.tokens import tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安全生产", ["安", "全", "生", "产", "安全", "全生", "生产"]),
        ("达5.2%，ABC项", ["达", "5.2", "abc", "项"]),
        ("２０２４年 Ａ级", ["2024", "年", "a", "级"]),
        ("。，！", []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


def test_words_are_a_dictionarys() -> None:
    assert list(words("安全生产，Ａ级5.2%")) == ["安全", "生产", "a", "级", "5.2%"]


def _index(folder: Path) -> LexicalIndex:
    index = LexicalIndex(folder)
    index.apply([], [Entry(1, 10, "危化品企业夜间值守"), Entry(2, 10, "农村公路硬化"), Entry(3, 11, "公路桥梁加固与夜间施工")])
    return index


def test_the_best_comes_first_and_strangers_do_not_come(tmp_path: Path) -> None:
    found = _index(tmp_path).search(Asked("农村公路"), 10)
    assert [serial for serial, _ in found] == [2, 3]
    assert found[0][1] > found[1][1] > 0
    assert _index(tmp_path / "x").search(Asked("珊瑚"), 10) == []
    assert _index(tmp_path / "y").search(Asked("？"), 10) == []


def test_only_within_the_given_documents(tmp_path: Path) -> None:
    index = _index(tmp_path)
    assert [serial for serial, _ in index.search(Asked("夜间公路"), 10, [11])] == [3]
    assert index.search(Asked("夜间公路"), 10, []) == []


def test_a_document_is_replaced_and_removed(tmp_path: Path) -> None:
    index = _index(tmp_path)
    index.apply([10], [Entry(4, 10, "秸秆禁烧")])
    assert {serial for serial, _ in index.search(Asked("公路 秸秆"), 10)} == {3, 4}
    index.apply([11], [])
    assert index.count() == 1


def test_another_reader_sees_a_commit_after_reload(tmp_path: Path) -> None:
    writer, reader = _index(tmp_path), LexicalIndex(tmp_path)
    writer.apply([], [Entry(9, 12, "珊瑚礁")])
    reader.reload()
    assert [serial for serial, _ in reader.search(Asked("珊瑚"), 5)] == [9]


def test_a_repeated_word_counts_a_little_more(tmp_path: Path) -> None:
    index = _index(tmp_path)
    once, twice = index.search(Asked("夜间"), 1)[0][1], index.search(Asked("夜间，夜间"), 1)[0][1]
    assert once < twice < 2 * once


def test_an_official_name_counts_less_than_what_is_said(tmp_path: Path) -> None:
    index = _index(tmp_path)
    said, official = index.search(Asked("公路"), 1)[0][1], index.search(Asked("", "公路"), 1)[0][1]
    assert 0 < official < said
    assert index.search(Asked("", "公路"), 1, weights=Lexical(official_weight=0)) == []


def test_dictionary_words_can_be_left_out(tmp_path: Path) -> None:
    index = _index(tmp_path)
    both, alone = index.search(Asked("公路"), 1)[0][1], index.search(Asked("公路"), 1, weights=Lexical(words_weight=0))[0][1]
    assert alone < both
