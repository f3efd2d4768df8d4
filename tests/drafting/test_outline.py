import pytest

from drafting.brief import Brief
from drafting.outline import nearest, overlap, skeleton
from prompts.genres import genre, genre_names

BRIEF = Brief.model_validate(
    {
        "title": "在全县安全生产工作会议上的讲话",
        "genre": "speech",
        "occasion": "全县安全生产工作会议",
        "must_cover": ["危化品企业夜间值守", "农村自建房经营场所"],
        "facts": [
            {"name": "危化品企业", "value": "11", "unit": "家"},
            {"name": "自建房经营场所", "value": "640", "unit": "处"},
            {"name": "一般公共预算收入", "value": "9.3", "unit": "亿元"},
        ],
    }
)


@pytest.mark.parametrize("name", genre_names())
def test_every_point_and_fact_stands_in_exactly_one_section(name: str) -> None:
    outline = skeleton(BRIEF.model_copy(update={"genre": name}), genre(name))
    assert sorted(p for s in outline.sections for p in s.points) == sorted(BRIEF.must_cover)
    assert sorted(f for s in outline.sections for f in s.facts) == sorted(f.name for f in BRIEF.facts)
    assert len({s.id for s in outline.sections}) == len(outline.sections)


def test_a_fact_stands_with_the_point_it_speaks_of() -> None:
    outline = skeleton(BRIEF, genre("speech"))
    home = {f: s.id for s in outline.sections for f in s.facts}
    points = {p: s.id for s in outline.sections for p in s.points}
    assert home["危化品企业"] == points["危化品企业夜间值守"]
    assert home["自建房经营场所"] == points["农村自建房经营场所"]


def test_lengths_add_up_to_the_brief() -> None:
    outline = skeleton(BRIEF.model_copy(update={"length": (2400, 3000)}), genre("speech"))
    assert abs(sum(s.length[1] for s in outline.sections) - 3000) <= len(outline.sections)


def test_queries_are_filled() -> None:
    assert all("{" not in q for s in skeleton(BRIEF, genre("speech")).sections for q in s.queries)


def test_nearness() -> None:
    assert overlap("危化品企业", "危化品企业夜间值守") == 1
    assert overlap("", "危化品") == 0
    assert nearest("防汛", ["危化品", "自建房"]) is None
    assert nearest("防汛", []) is None
