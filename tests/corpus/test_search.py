"""Search over the indexes: what is found, what is filtered, what mends itself."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from base import strict_yaml
from corpus import query_text
from corpus.library import Library
from corpus.query_text import asked
from tests.corpus.shelf import paper, shelf


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shelf")
    with Library.open(home) as library:
        library.add_documents(shelf())
    return home


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home) as library:
        yield library


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    """A workspace a test may damage."""
    return Path(shutil.copytree(home, tmp_path / "copy"))


def _ids(library: Library, query: str, **how: object) -> list[str]:
    return [hit.document.id for hit in library.search(query, **how)]  # type: ignore[arg-type]


def test_idle_words_are_left_out_and_official_names_added() -> None:
    assert asked("请问房东不退押金怎么办").whole.split() == ["房东不退押金", "出租人", "保证金"]
    assert asked("就业的目的").whole == "就业的目的"
    assert asked("如何规定").said == "如何规定"


def test_the_word_lists_are_text_without_doubles() -> None:
    words = strict_yaml.parse(Path(query_text.__file__).with_name("query_words.yaml").read_text(encoding="utf-8"), "query_words.yaml")[0]
    assert set(words) == {"idle", "everyday"}
    assert len(set(words["idle"])) == len(words["idle"])
    assert all(isinstance(word, str) and isinstance(names, str) for word, names in words["everyday"].items())


def test_the_passage_that_says_it_comes_first(library: Library) -> None:
    hit = library.search("石桥镇 农村公路硬化", k=3)[0]
    assert hit.document.id == "交通-石桥镇"
    assert "公路硬化" in hit.passage.text and hit.document.text == ""


def test_a_paraphrase_is_found_by_what_stands_beside_it(library: Library) -> None:
    assert all(id.startswith("医疗") for id in _ids(library, "卫生院随访", k=5))


def test_at_most_k_in_order_of_score(library: Library) -> None:
    hits = library.search("工作汇报", k=7)
    assert len(hits) == 7
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert library.search("", k=5) == [] and library.search("？！", k=5) == []


def test_by_document_each_stands_once(tmp_path: Path) -> None:
    text = "一、修路\n" + "今年修通了一条村路。" * 60 + "\n二、架桥\n" + "村路上的桥架好了。" * 60
    with Library.open(tmp_path) as library:
        library.add_documents([paper("long", text=text), paper("short", text="村路通了。")])
        assert len(library.search("村路", by="passage")) > 2
        assert sorted(_ids(library, "村路", by="document")) == ["long", "short"]


@pytest.mark.parametrize(
    ("how", "accepts"),
    [
        ({"kind": "通知"}, lambda d: d.kind == "通知"),
        ({"issuer": "石桥镇"}, lambda d: "石桥镇" in d.issuer),
        ({"since": dt.date(2023, 1, 1)}, lambda d: d.date >= dt.date(2023, 1, 1)),
        ({"until": dt.date(2021, 12, 31)}, lambda d: d.date <= dt.date(2021, 12, 31)),
        ({"kind": ("通知", "讲话")}, lambda d: d.kind == "通知"),
        ({"region": "石桥"}, lambda d: d.region == "石桥镇"),
        ({"not_after": dt.date(2021, 12, 31)}, lambda d: d.date <= dt.date(2021, 12, 31)),
        ({"exclude": ["交通-石桥镇"]}, lambda d: d.id != "交通-石桥镇"),
        (
            {"kind": "汇报", "since": dt.date(2022, 1, 1), "until": dt.date(2022, 12, 31)},
            lambda d: d.kind == "汇报" and d.date.year == 2022,
        ),
    ],
)
def test_filters(library: Library, how: dict[str, object], accepts: object) -> None:
    expected = {document.id for document in shelf() if accepts(document)}  # type: ignore[operator]
    assert set(_ids(library, "工作汇报 今年安排", k=60, **how)) == expected


def test_a_filter_nothing_passes(library: Library) -> None:
    assert _ids(library, "工作汇报", kind="命令") == []
    assert _ids(library, "工作汇报", issuer="100%") == []


def test_an_undated_document_is_after_no_day(tmp_path: Path) -> None:
    papers = [
        paper("undated", text="沙袋。"),
        paper("old", text="沙袋。", date=dt.date(2020, 1, 1)),
        paper("new", text="沙袋。", date=dt.date(2026, 1, 1)),
    ]
    with Library.open(tmp_path) as library:
        library.add_documents(papers)
        assert sorted(_ids(library, "沙袋", not_after=dt.date(2023, 1, 1))) == ["old", "undated"]
        assert _ids(library, "沙袋", until=dt.date(2023, 1, 1)) == ["old"]


def test_a_narrow_filter_in_a_large_library(tmp_path: Path) -> None:
    papers = [paper(str(i), text=f"青禾县第{i}号通报，防汛沙袋已备齐。", kind="通报" if i % 100 else "命令") for i in range(1200)]
    with Library.open(tmp_path) as library:
        library.add_documents(papers)
        assert set(_ids(library, "防汛沙袋", k=50, kind="命令")) == {str(i) for i in range(0, 1200, 100)}


def test_many_queries_at_once_answer_like_one_by_one(library: Library) -> None:
    queries = ["公路桥梁", "", "污水 监测断面"]
    one_by_one = [library.search(query, k=4, by="document") for query in queries]
    assert [[h.passage.id for h in hits] for hits in library.search_many(queries, k=4, by="document")] == [
        [h.passage.id for h in hits] for hits in one_by_one
    ]


def test_a_small_library_is_searched_by_words_alone(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents([paper("a", text="秸秆禁烧。"), paper("b", text="桥梁加固。")])
        assert _ids(library, "秸秆") == ["a"]
    assert list(tmp_path.glob("index/vectors*")) == []


def test_another_opened_library_sees_what_was_added(copy: Path) -> None:
    with Library.open(copy) as reader, Library.open(copy) as writer:
        assert _ids(reader, "珊瑚礁养护", k=1) != ["new"]
        writer.add_documents([paper("new", text="珊瑚礁养护项目启动。")])
        assert _ids(reader, "珊瑚礁养护", k=1) == ["new"]
        writer.remove(["new"])
        assert "new" not in _ids(reader, "珊瑚礁养护", k=60)


@pytest.mark.parametrize(
    "lost", ["index", "index/lexical-*", "index/lexical.json", "index/vectors-*", "index/vectors.json", "index/vectors-*/embedder.npz"]
)
def test_what_is_missing_is_made_again(copy: Path, lost: str) -> None:
    with Library.open(copy) as library:
        before = _ids(library, "寄宿学生的营养餐", k=5)
    (path,) = copy.glob(lost)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with Library.open(copy) as library:
        assert _ids(library, "寄宿学生的营养餐", k=5) == before


@pytest.mark.parametrize("pattern", ["lexical-*/*", "lexical.json", "*/chroma.sqlite3", "vectors.json", "*/embedder.npz", "**/*"])
def test_what_is_damaged_is_made_again(copy: Path, pattern: str) -> None:
    with Library.open(copy) as library:
        before = _ids(library, "寄宿学生的营养餐", k=5)
    for path in (copy / "index").glob(pattern):
        if path.is_file():
            path.write_bytes(b"\x00damaged" * 7)
    with Library.open(copy) as library:
        assert _ids(library, "寄宿学生的营养餐", k=5) == before


def test_the_index_of_another_library_is_not_believed(copy: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other") as library:
        library.add_documents([paper(str(i), text=f"珊瑚礁{i}号养护点。") for i in range(60)])
    shutil.rmtree(copy / "index")
    shutil.copytree(tmp_path / "other" / "index", copy / "index")
    with Library.open(copy) as library:
        assert _ids(library, "农村公路", k=1)[0].startswith("交通")


def test_the_embedder_is_frozen_until_the_library_doubles(copy: Path) -> None:
    def fitted() -> list[str]:
        return [path.parent.name for path in copy.glob("index/*/embedder.npz")]

    before = fitted()
    with Library.open(copy) as library:
        library.add_documents([paper(f"n{i}", text=f"青禾县第{i}号林地承包合同。") for i in range(30)])
        assert fitted() == before
        library.add_documents([paper(f"m{i}", text=f"青禾县第{i}号水库巡查记录。") for i in range(40)])
        assert len(fitted()) == 1 and fitted() != before
        assert _ids(library, "水库巡查", k=1)[0].startswith("m")
