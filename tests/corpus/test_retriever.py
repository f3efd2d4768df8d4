"""The library behind LangChain's interface."""

from pathlib import Path

from corpus.library import Library
from corpus.retriever import LibraryRetriever
from tests.corpus.shelf import paper


def test_passages_come_as_langchain_documents(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents(
            [paper("a", text="秸秆禁烧实行网格化巡查。", number="青政发〔2024〕3号"), paper("b", text="桥梁加固工程完工。")]
        )
        (found,) = LibraryRetriever(library=library, k=1).invoke("秸秆禁烧")
        assert (found.id, found.page_content) == ("a#0", "秸秆禁烧实行网格化巡查。")
        assert found.metadata["doc_id"] == "a"
        assert found.metadata["label"] == "《青禾县文件a》（青政发〔2024〕3号）"


def test_filters_are_passed_on(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents([paper("a"), paper("b")])
        found = LibraryRetriever(library=library, filters={"exclude": ["a"]}).invoke("正文")
        assert [document.metadata["doc_id"] for document in found] == ["b"]
