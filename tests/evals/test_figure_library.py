"""同口径 against a real library: the office's own documents hold another value."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.library import Library
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run
from tests.timing import assert_done_within
from wiring import library_lookup

PLACE = {"place": "青禾县", "date": "2026-11-20"}


def paper(id: str, text: str, **fields: object) -> Document:
    given = {"issuer": "青禾县人民政府", "region": "青禾县", "date": dt.date(2026, 10, 30)} | fields
    return Document(id, f"青禾县工作汇报{id}", text, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    papers = [
        paper("a", "2025年，全县规模以上工业增加值86.4亿元，增长7.3%。全县粮食播种面积46.2万亩。今年1—10月，全县新建农村公路128.5公里。"),
        paper("b", "2026年，全县规模以上工业增加值目标95亿元。2025年，城乡低保标准提高8.5%。"),
        paper("other", "2025年，全市粮食总产量86.4万吨。", issuer="澜江市人民政府", region="澜江市"),
        paper("secret", "2025年，全县国防动员经费312万元。", secrecy="秘密"),
        paper("town", "2025年，全镇规模以上工业增加值9.1亿元。", region="东河镇", issuer="青禾县东河镇人民政府"),
    ]
    with Library.open(folder) as library:
        library.add_documents(papers)
    return folder


def check(home: Path, text: str, exclude: frozenset[str] = frozenset(), **context: str) -> Outcome:
    with library_lookup(home) as lookup:
        assert lookup is not None
        return run(Case(text, context=Context.lenient(PLACE | context)[0], lookup=lookup.without(exclude)), ["figure"])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025年，全县规模以上工业增加值84.6亿元。", "84.6亿元"),
        ("去年，全县规模以上工业增加值84.6亿元。", "84.6亿元"),
        ("2026年1—10月，全县新建农村公路182.5公里。", "182.5公里"),
    ],
)
def test_another_value_than_our_own_documents_give(home: Path, text: str, span: str) -> None:
    (finding,) = check(home, text).findings
    assert (finding.name, finding.severity, finding.text) == ("figures-conflict", "warning", span)
    (evidence,) = finding.evidence
    assert evidence.kind == "passage" and evidence.ref.startswith("a#")
    assert "《青禾县工作汇报a》" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "2025年，全县规模以上工业增加值86.4亿元，增长7.3%。",
        "2025年，全县规模以上工业增加值864000万元。",
        "2025年，全县规模以上工业增加值86亿元。",
        "2024年，全县规模以上工业增加值80.5亿元。",
        "2026年，全县规模以上工业增加值力争达到96亿元。",
        "2025年，全镇规模以上工业增加值8.2亿元。",
        "2026年1—9月，全县新建农村公路120公里。",
        "2025年，全县粮食总产量21.5万吨。",
        "2025年，全县国防动员经费321万元。",
        "规模以上工业增加值84.6亿元。",
    ],
)
def test_what_agrees_or_speaks_of_something_else(home: Path, text: str) -> None:
    assert check(home, text).findings == ()


def test_a_document_left_out_is_not_asked(home: Path) -> None:
    text = "2025年，全县规模以上工业增加值84.6亿元。"
    assert check(home, text, frozenset({"a"})).findings == ()


def test_without_a_place_nothing_is_ours(home: Path) -> None:
    assert check(home, "2025年，全县规模以上工业增加值84.6亿元。", place="").findings == ()


def test_a_long_draft_is_held_against_a_large_library_quickly(tmp_path: Path) -> None:
    text = "".join(f"2025年，全县第{i}产业园区工业总产值{i}.5亿元，用工{i}00人。" for i in range(100, 400))
    with Library.open(tmp_path) as library:
        library.add_documents(paper(str(n), f"{n}\n{text}") for n in range(8))
    draft = Case(text.replace("2025年，全县第250产业园区工业总产值250.5亿元", "2025年，全县第250产业园区工业总产值205.5亿元")[:5000],
                 context=Context.lenient(PLACE)[0])  # fmt: skip
    with library_lookup(tmp_path) as lookup:
        assert_done_within(5, lambda: run(Case(draft.text, context=draft.context, lookup=lookup), ["figure"]))
