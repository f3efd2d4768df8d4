"""What a section rests on: nothing refused, nothing later than the brief, basis and local practice beside the topic."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from drafting.brief import Brief, load_brief
from drafting.draft import SectionPlan
from drafting.outline import skeleton
from drafting.retrieval import FOUND, Retrieval
from prompts.genres import genre
from tests import ready
from tests.conftest import SAMPLES
from tests.corpus.shelf import paper
from tests.ready import filled

BRIEF = Brief(title="在全县防汛工作会议上的讲话", genre="speech", intent="防汛沙袋 夜间值守")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    best = paper("甲#1", "青禾县防汛预案", "防汛沙袋夜间值守。\n" * 300, number="青政发〔2026〕3号")
    others = [paper(f"乙{i}", f"第{i}号防汛通报", f"第{i}个乡镇的防汛沙袋和夜间值守都已落实。") for i in range(9)]
    with Library.open(tmp_path) as library:
        library.add_documents([best, *others])
        yield library


@pytest.mark.parametrize("ref", ["甲#1", "《青禾县防汛预案》", "青政发[2026]3号"])
def test_a_refused_document_leaves_its_places_to_others(library: Library, ref: str) -> None:
    assert "甲#1" in {hit.document.id for hit in Retrieval(library, BRIEF).for_outline()}
    found = Retrieval(library, BRIEF.model_copy(update={"refuse": (ref,)})).for_outline()
    assert "甲#1" not in {hit.document.id for hit in found}
    assert len(found) == FOUND


def test_refused_passages_leave_their_places_to_others(library: Library) -> None:
    refused = tuple(hit.passage.id for hit in Retrieval(library, BRIEF).for_outline())
    found = Retrieval(library, BRIEF.model_copy(update={"refuse": refused})).for_outline()
    assert len(found) == FOUND and not {hit.passage.id for hit in found} & set(refused)


def test_what_a_brief_refuses_in_vain_is_said(library: Library) -> None:
    retrieval = Retrieval(library, BRIEF.model_copy(update={"refuse": ("没有这份", "甲#1"), "pin": ("甲#1#0",)}))
    assert len(retrieval.warnings) == 2
    assert "没有这份" in retrieval.warnings[0] and "甲#1#0" in retrieval.warnings[1]
    assert Retrieval(library, BRIEF).warnings == ()


def test_no_document_gives_more_than_two_of_the_first_passages(library: Library) -> None:
    found = Retrieval(library, BRIEF).for_outline()
    assert len(library.passages("甲#1")) > 2
    assert max(Counter(hit.document.id for hit in found).values()) == 2


def test_what_is_dated_after_the_brief_never_comes(tmp_path: Path) -> None:
    days = {"前": dt.date(2026, 3, 1), "当日": dt.date(2026, 5, 1), "后": dt.date(2026, 5, 2), "无": None}
    with Library.open(tmp_path) as library:
        library.add_documents([paper(id, f"{id}期防汛通报", "防汛沙袋夜间值守已落实。", date=day) for id, day in days.items()])
        found = Retrieval(library, BRIEF.model_copy(update={"date": dt.date(2026, 5, 1)})).for_outline()
        assert {hit.document.id for hit in found} == {"前", "当日", "无"}


def test_the_newer_comes_before_the_older(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents(
            [
                paper(str(year), f"{year}年防汛情况", "防汛沙袋夜间值守已落实。", kind="通报", date=dt.date(year, 5, 1))
                for year in (2016, 2025, 2020)
            ]
        )
        found = Retrieval(library, BRIEF.model_copy(update={"date": dt.date(2026, 5, 1)})).for_outline()
        assert [hit.document.id for hit in found] == ["2025", "2020", "2016"]


SECTION = SectionPlan(id="tasks", heading="抓好落实", purpose="部署防汛。", points=("汛期沙袋储备", "夜间值守"), length=(300, 600))


def test_a_section_gets_basis_and_local_practice(tmp_path: Path) -> None:
    talks = [paper(f"谈{i}", f"第{i}次会议讲话", f"第{i}次会议强调汛期沙袋储备和夜间值守要到位。", kind="讲话") for i in range(12)]
    rule = paper("办法", "关于印发《防汛物资管理办法》的通知", "第一条　汛期沙袋按每公里堤防五百条储备，由县水利局保管。", kind="通知")
    own = paper("本地", "青禾县防汛小结", "青禾县汛前在三个镇存放沙袋，夜间安排两人值守。", kind="总结", region="青禾县")
    with Library.open(tmp_path) as library:
        library.add_documents([*talks, rule, own])
        found = Retrieval(library, BRIEF.model_copy(update={"place": "青禾县"})).for_section(SECTION)
        assert {"办法", "本地"} <= {hit.document.id for hit in found}


@pytest.mark.parametrize(
    ("brief", "section", "wanted"),
    [
        ("safety-speech", "tasks", {"20261028", "20261106", "20261016", "20260805"}),
        ("work-report", "done", {"20261028", "20261106", "20251211"}),
        ("training-speech", "tasks", {"20260316", "20260720", "20250612"}),
    ],
)
def test_the_sections_of_the_samples_get_what_they_rest_on(samples: Library, brief: str, section: str, wanted: set[str]) -> None:
    loaded = load_brief(SAMPLES / "briefs" / brief / "brief.yaml")
    (plan,) = [s for s in skeleton(loaded, genre(loaded.genre)).sections if s.id == section]
    found = Retrieval(samples, loaded).for_section(plan)
    names = {Path(hit.document.id).name[:8] for hit in found}
    assert wanted <= names
    assert "20240903" not in names, "the repealed rules"
    assert all(hit.document.date is None or loaded.date is None or hit.document.date <= loaded.date for hit in found)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(filled(tmp_path_factory.mktemp("samples"), ready.samples)) as library:
        yield library
