"""Exact look-ups: numbers, titles, indicators, several words; and what is no longer in force."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.lookup import longest_run, names_in, without_names
from tests.corpus.shelf import paper, shelf

_RULES = "第一条　防汛物资由县应急管理局统一储备。\n第二条　沙袋每年轮换一次。"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("named")
    old = paper("旧", "青禾县防汛物资管理办法", _RULES, number="青政办规〔2020〕3号")
    new = paper(
        "新",
        "青禾县防汛物资储备管理办法",
        f"{_RULES}\n第三条　本办法自印发之日起施行，《青禾县防汛物资管理办法》（青政办规〔2020〕3号）同时废止。",
        number="青政办规〔2026〕12号",
    )
    money = paper("财政", "青禾县财政情况", "全年一般公共预算收入8.93亿元，比上年增长4.1%。")
    other = paper("杂", "青禾县预算公开", "公共预算和一般性支出的收入来源应当公开，预算收入按公共用途列示，一般项目另列。")
    with Library.open(home) as library:
        library.add_documents([*shelf(), old, new, money, other])
    return home


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home) as library:
        yield library


def _first(library: Library, query: str) -> str:
    return library.search(query, k=5)[0].document.id


@pytest.mark.parametrize(
    "query",
    [
        "青政办规〔2026〕12号",
        "青政办规[2026]12号",
        "请找青政办规【２０２６】１２号",
        "青政办规2026年第12号",
        "《青禾县防汛物资储备管理办法》怎么规定沙袋",
        "青禾县防汛物资储备管理办法",
    ],
)
def test_a_document_is_found_by_number_and_title_however_written(library: Library, query: str) -> None:
    assert _first(library, query) == "新"
    assert library.search(query, k=3, by="document")[0].document.id == "新"


def test_a_repealed_document_sinks_unless_it_is_asked_for(library: Library) -> None:
    found = [hit.document for hit in library.search("防汛物资沙袋轮换", k=5, by="document")]
    assert [d.id for d in found[:2]] == ["新", "旧"] and found[1].standing == "repealed"
    assert _first(library, "青政办规〔2020〕3号") == "旧"


def test_the_passage_that_says_an_indicator_exactly_comes_first(library: Library) -> None:
    assert _first(library, "一般公共预算收入") == "财政"
    assert _first(library, "2025年 一般公共预算收入 完成情况") == "财政"


def test_what_is_excluded_is_not_found_by_name_either(library: Library) -> None:
    assert all(hit.document.id != "新" for hit in library.search("青政办规〔2026〕12号", exclude=["新"]))
    assert all(hit.document.id != "新" for hit in library.search("青政办规〔2026〕12号", kind="汇报"))


def test_several_words_are_one_query(biganzi: Callable[..., tuple[int, str, str]], home: Path) -> None:
    code, out, _ = biganzi("--home", home, "corpus", "search", "防汛物资", "沙袋", "-k", 8)
    assert code == 0 and out.startswith("《青禾县防汛物资储备管理办法》")
    assert "〔已废止〕" in out
    assert biganzi("--home", home, "corpus", "search", " ")[0] == 2


def test_region_is_a_filter(biganzi: Callable[..., tuple[int, str, str]], home: Path) -> None:
    _, out, _ = biganzi("--home", home, "corpus", "search", "公路", "--region", "石桥镇", "-k", 50, "--format", "json")
    assert '"doc_id": "交通-石桥镇"' in out and "双井镇" not in out and '"standing": ""' in out


def test_names_in_a_query() -> None:
    assert "青政办发(2026)3号" in names_in("请找 青政办发〔２０２６〕03号")
    assert names_in("值班") == []
    assert without_names("《防汛预案》（青政〔2026〕1号）中的沙袋").replace(" ", "") == "（）中的沙袋"


def test_the_longest_run_in_common() -> None:
    assert longest_run("一般公共预算收入", "全年公共预算收支", 4) == 5
    assert longest_run("一般公共预算收入", "全年公共预算收支", 6) == 0
    assert longest_run("", "甲", 1) == 0
