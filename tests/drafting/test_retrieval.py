"""What a brief refuses never comes, and takes nobody's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from drafting.brief import Brief
from drafting.retrieval import FOUND, Retrieval
from tests.corpus.shelf import paper

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
