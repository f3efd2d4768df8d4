"""Batch search: every row answered in its place, the bad ones too."""

import json
from collections.abc import Callable
from pathlib import Path

from corpus.library import Library
from tests.corpus.shelf import paper

ROWS = [
    '{"id": "a", "query": "防汛\u2028沙袋"}',
    "{坏行",
    "",
    '{"id": 7}',
    '{"query": "防汛"}',
    '{"id": "e", "query": null}',
    '{"id": "f", "query": "\\ud800"}',
    '{"id": 9, "query": "沙袋"}',
]


def test_a_bad_row_is_named_in_its_place(biganzi: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    with Library.open(tmp_path / "home") as library:
        library.add_documents([paper("d", text="防汛沙袋已备齐。")])
    batch = tmp_path / "q.jsonl"
    batch.write_text("\r\n".join(ROWS), encoding="utf-8")
    code, out, err = biganzi("--home", tmp_path / "home", "corpus", "search", "--batch", batch)
    answers = [json.loads(line) for line in out.split("\n") if line]
    assert code == 4 and "有 5 行不能用" in err
    assert [answer["id"] for answer in answers] == ["a", 2, 7, 5, "e", 7, 9]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False]
    assert [[hit["doc_id"] for hit in answer["hits"]] for answer in answers if "hits" in answer] == [["d"], ["d"]]


def test_half_a_character_in_a_query_breaks_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents([paper("d", text="防汛沙袋已备齐。")])
        assert [hit.document.id for hit in library.search("沙袋\ud800")] == ["d"]
