"""A text beside the library's documents of its genre: which are measured, how often, and what is said of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.library import Library
from evals.archive import Archive, Measure, Numbers
from evals.case import Case
from evals.checks.padding import check
from evals.context import Context
from evals.measured import FEWEST
from evals.render.metrics import said_metrics
from evals.shelves import LibraryShelf, ShelfArchive

SPEECH = Context(genre="speech")
EMPTY = "各级各部门要进一步提高思想认识，切实增强责任感和紧迫感，以更高的标准、更实的作风，扎扎实实把各项工作抓好抓实。"
FULL = "县水利局每天上午8点前把第{}号水库的水位报到县防办，超过汛限的立即电话报告。"


def speech(number: int, empty: int = 0, kind: str = "讲话") -> Document:
    text = "\n".join([EMPTY] * empty + [FULL.format(number)] * 4)
    return Document(f"讲话{number}", f"讲话{number}", text, kind=kind, region=f"县{number}", date=dt.date(2026, 1, number + 1))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.add_documents([*(speech(n, empty=n % 3) for n in range(6)), *(speech(n, kind="通知") for n in range(10, 13))])
        yield opened


class Counting:
    """Measures the length of a text and counts how often it does."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.sizes: list[int] = []

    def __call__(self, text: str, archive: Archive) -> Numbers:
        self.texts.append(text)
        self.sizes.append(archive.size)
        return {"zi": len(text)}


def archive(library: Library, cache: Path | None = None, *excluded: str) -> ShelfArchive:
    return ShelfArchive(LibraryShelf(lambda: library, cache), frozenset(excluded))


def test_each_is_measured_as_if_the_library_did_not_hold_it_the_newest_first(library: Library) -> None:
    count = Counting()
    assert len(archive(library).measured(["讲话"], Measure("length", count))) == 6
    assert [text.count("第5号") > 0 for text in count.texts[:2]] == [True, False]
    assert count.sizes == [8] * 6


def test_what_was_measured_is_kept_until_the_library_changes(library: Library, tmp_path: Path) -> None:
    count, cache = Counting(), tmp_path / "cache"
    first = archive(library, cache).measured(["讲话"], Measure("length", count))
    again = archive(library, cache).measured(["讲话"], Measure("length", count))
    assert (again, len(count.texts)) == (first, 6)
    archive(library, cache).measured(["讲话"], Measure("another", count))
    assert len(count.texts) == 12
    library.add_documents([speech(20)])
    assert len(archive(library, cache).measured(["讲话"], Measure("length", count))) == 7
    assert len(count.texts) == 19


@pytest.mark.parametrize("damage", ["", "[1]", "{"])
def test_a_damaged_cache_is_made_anew(library: Library, tmp_path: Path, damage: str) -> None:
    measure = Measure("length", Counting())
    first = archive(library, tmp_path / "cache").measured(["讲话"], measure)
    for path in (tmp_path / "cache").iterdir():
        path.write_text(damage, encoding="utf-8")
    assert archive(library, tmp_path / "cache").measured(["讲话"], measure) == first


def test_few_documents_say_nothing_and_are_not_read(library: Library) -> None:
    count = Counting()
    assert archive(library).measured(["通知"], Measure("length", count)) == []
    assert archive(library, None, "讲话1", "讲话2").measured(["讲话"], Measure("length", count)) == []
    assert count.texts == []


def test_a_speech_has_its_place_among_the_speeches(library: Library) -> None:
    metrics = check(Case("\n".join([EMPTY] * 8 + [FULL.format(1)]), context=SPEECH, archive=archive(library))).metrics
    peers = metrics["padding_peers"]
    assert (peers["genre"], peers["count"]) == ("讲话稿", 6)
    assert peers["padding_share"]["below"] == 1
    assert peers["padding_share"]["quartiles"] == sorted(peers["padding_share"]["quartiles"])
    assert ("空话与同类比", "文库里 6 份讲话稿的中位数 27%，本稿多于其中 100%") in said_metrics(metrics)


@pytest.mark.parametrize("case", [Case(EMPTY), Case(EMPTY, context=Context(genre="notice"))])
def test_no_comparison_where_the_genre_is_unknown_or_too_few_are_there(library: Library, case: Case) -> None:
    assert "padding_peers" not in check(Case(case.text, context=case.context, archive=archive(library))).metrics


def test_of_long_documents_fewer_are_read_but_enough(tmp_path: Path) -> None:
    count = Counting()
    with Library.open(tmp_path) as library:
        library.add_documents(Document(f"长{n}", f"长{n}", f"{n}{FULL * 900}", kind="讲话") for n in range(9))
        assert len(archive(library).measured(["讲话"], Measure("length", count))) == FEWEST
