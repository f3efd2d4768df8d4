"""Outlines to choose from: whatever the genre, nothing of the brief is lost or said twice."""

import pytest

from drafting.planning import unplaced, variants
from drafting.planning.changes import added, changed, moved
from prompts.frames import frames_for
from prompts.genres import genre, genre_names
from tests.drafting.samples import BRIEF

POINTS = ("危化品企业夜间值守：12月20日前落实", "农村自建房经营场所：11月底前整改", "护栏1月15日前装完")


@pytest.mark.parametrize("name", genre_names())
def test_every_point_and_fact_stands_in_exactly_one_section(name: str) -> None:
    brief = BRIEF.model_copy(update={"genre": name, "must_cover": POINTS, "length": None})
    found = variants(brief, genre(name))
    assert 2 <= len(found) <= 3 and found[0].id == "own"
    for variant in found:
        sections = variant.outline.sections
        assert sorted(p for s in sections for p in s.points) == sorted(POINTS), variant.id
        assert sorted(f for s in sections for f in s.facts) == sorted(f.name for f in brief.facts), variant.id
        assert len({s.id for s in sections}) == len(sections) and not unplaced(variant.outline, brief)


def test_deadlines_come_in_order_and_a_month_that_is_over_is_of_next_year() -> None:
    brief = BRIEF.model_copy(update={"must_cover": (*POINTS, "常抓不懈")})
    (split,) = [v for v in variants(brief, genre("speech")) if v.id == "deadlines"]
    assert [s.heading for s in split.outline.sections if s.points] == [
        "11月底前完成的工作", "12月20日前完成的工作", "1月15日前完成的工作", "长期坚持的工作",
    ]  # fmt: skip


def test_nothing_to_split_is_not_offered() -> None:
    brief = BRIEF.model_copy(update={"must_cover": ("夜间值守",)})
    assert [v.id for v in variants(brief, genre("speech"))] == ["own", "problems"]


def test_every_frame_names_real_genres() -> None:
    assert all(frames_for(name) for name in genre_names())


def test_changes_of_an_outline() -> None:
    outline = variants(BRIEF, genre("speech"))[0].outline
    ids = [s.id for s in outline.sections]
    assert [s.id for s in moved(outline, 0, 1).sections] == [ids[1], ids[0], *ids[2:]]
    assert moved(outline, 0, -1) == outline
    assert [s.id for s in added(added(outline, 0), 0).sections] == [ids[0], "added-2", "added-1", *ids[1:]]
    fact = BRIEF.facts[0].name
    taken = changed(outline, 0, outline.sections[0].model_copy(update={"facts": (fact,)}))
    assert [s.id for s in taken.sections if fact in s.facts] == [ids[0]]
