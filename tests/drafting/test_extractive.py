import pytest

from corpus.zh import count_zi
from drafting.extractive import ExtractiveWriter, best_quote, fact_clause, inner_quotes
from drafting.ledger import Fact
from drafting.outline import skeleton
from drafting.writer import Task
from prompts.genres import genre, genre_names
from tests.drafting.samples import BRIEF, HIT, TEXT, write_all


def test_every_fact_is_a_cited_sentence() -> None:
    _, sections = write_all()
    cited = {s.text[c.start : c.end]: c.source.ref for s in sections for c in s.citations if c.source.kind == "fact"}
    assert cited == {"危化品企业11家": "0", "隐患整改率为96.5%": "1"}
    assert "2026年10月，全县危化品企业11家。" in "".join(s.text for s in sections)


def test_a_reference_is_attributed_and_stands_once_in_the_draft() -> None:
    _, sections = write_all()
    blocks = [p.text for s in sections for p in s.paragraphs if p.role == "reference"]
    assert blocks == [
        "参考：《关于加强危化品企业夜间值守的通知》（青应急〔2025〕8号）：“去年夜间抽查12家次，发现值班人员脱岗3起。"
        "危化品企业夜间值守要有‘双人双岗’，每两小时巡检一次并留下记录。”"
    ]


def test_body_says_only_what_the_brief_and_the_ledger_say() -> None:
    _, sections = write_all()
    own = BRIEF.own_text + "".join(f"{f.period}，{f.scope}{fact_clause(f)}" for f in BRIEF.facts)
    for section in sections:
        for paragraph in section.paragraphs:
            if paragraph.role in ("body", "heading2"):
                assert all(part.rstrip("。") in own for part in paragraph.text.split("。") if part)


def test_every_point_gets_a_heading_and_a_task() -> None:
    _, sections = write_all()
    headings = [p.text for s in sections for p in s.paragraphs if p.role == "heading2"]
    assert sorted(headings) == sorted(BRIEF.must_cover)
    assert all(m.kind == "待写" for s in sections for m in s.marks)


@pytest.mark.parametrize("name", genre_names())
def test_every_genre_gives_a_skeleton_without_a_library(name: str) -> None:
    outline, sections = write_all(BRIEF.model_copy(update={"genre": name}), ())
    assert [s.id for s in sections] == [p.id for p in outline.sections]
    assert all(s.paragraphs for s in sections)


def test_quotes_are_whole_sentences_of_one_paragraph_within_the_range() -> None:
    quote = best_quote(TEXT, "危化品企业夜间值守")
    assert quote is not None
    assert quote.of(TEXT).endswith("记录。")
    assert "\n" not in quote.of(TEXT)
    assert best_quote("太短。", "太短") is None
    long = "这一句话很长" * 60 + "。"
    assert best_quote(long, "长") is None
    assert count_zi(quote.of(TEXT)) <= 220


def test_inner_quotes_change_level() -> None:
    assert inner_quotes("“一”和‘二’") == "‘一’和“二”"


def test_facts_as_clauses() -> None:
    assert fact_clause(Fact(name="整改率", value="96.5%")) == "整改率为96.5%"
    assert fact_clause(Fact(name="事故同比下降", value="11.1", unit="%")) == "事故同比下降11.1%"
    assert fact_clause(Fact(name="企业", value="11", unit="家")) == "企业11家"


def test_a_passage_used_before_is_not_used_again() -> None:
    _, sections = write_all(hits=(HIT, HIT))
    assert sum(p.role == "reference" for s in sections for p in s.paragraphs) == 1  # its inner quotes changed level, and it is still known


def test_rows_of_one_period_share_a_sentence_and_the_brief_speaks_once() -> None:
    rows = [{"name": n, "value": "3", "unit": "处", "period": "2026年10月末", "scope": "全县"} for n in ("甲隐患", "乙隐患")]
    brief = BRIEF.model_copy(update={"facts": tuple(Fact.model_validate(r) for r in rows), "must_cover": ("甲乙隐患：年底前清零",)})
    _, sections = write_all(brief)
    text = "\n".join(s.text for s in sections)
    assert "2026年10月末，全县甲隐患3处，乙隐患3处。" in text
    assert text.count("自建房经营场所640处") == 1
    assert "甲乙隐患：年底前清零。" in text


@pytest.mark.parametrize("name", ["speech", "bulletin"])
def test_a_point_that_has_no_neighbour_gets_no_number_of_its_own(name: str) -> None:
    points = ("秸秆禁烧巡查：每日两次", "露天烧烤整治：入夜清查")
    for given, headings in ((points[:1], []), (points, ["秸秆禁烧巡查", "露天烧烤整治"])):
        _, sections = write_all(BRIEF.model_copy(update={"genre": name, "must_cover": given}), ())
        assert [p.text for s in sections for p in s.paragraphs if p.role == "heading2"] == headings


def test_a_section_named_after_its_only_point_does_not_say_it_again() -> None:
    brief = BRIEF.model_copy(update={"must_cover": ("秸秆禁烧：每日巡查两次",)})
    frame = genre("speech")
    outline = skeleton(brief, frame)
    plan = next(s for s in outline.sections if s.points)
    for heading, said in (("秸秆禁烧", "每日巡查两次。"), ("把火点管住", "秸秆禁烧：每日巡查两次。")):
        named = plan.model_copy(update={"heading": heading})
        sections = tuple(named if s is plan else s for s in outline.sections)
        task = Task(brief, frame, outline.model_copy(update={"sections": sections}), named, (), (), ())
        assert said in [p.text for p in ExtractiveWriter().section(task).paragraphs]


def test_the_same_period_last_year_is_told_once() -> None:
    rows = [
        ("火点数", "3", "个", "2026年1—10月"),
        ("上年同期火点数", "11", "个", "2025年1—10月"),
        ("上年同期过火面积", "42.5", "亩", "2025年1—10月"),
    ]
    facts = tuple(Fact(name=n, value=v, unit=u, period=p, scope="全县") for n, v, u, p in rows)
    _, sections = write_all(BRIEF.model_copy(update={"facts": facts, "date": None}))
    text = "\n".join(s.text for s in sections)
    assert "2026年1—10月，全县火点数3个。上年同期（2025年1—10月）全县火点数11个，过火面积42.5亩。" in text
    cited = {s.text[c.start : c.end]: c.source.ref for s in sections for c in s.citations if c.source.kind == "fact"}
    assert cited == {"火点数3个": "0", "火点数11个": "1", "过火面积42.5亩": "2"}


def test_last_year_is_said_of_a_row_whose_own_period_is_this_year() -> None:
    row = Fact(name="上年同期火点数", value="11", unit="个", period="2026年1—10月")
    _, sections = write_all(BRIEF.model_copy(update={"facts": (row,)}))
    assert "2026年1—10月，上年同期火点数11个。" in "\n".join(s.text for s in sections)


def test_no_reference_begins_or_ends_inside_a_bracket_or_a_quotation() -> None:
    text = "快报要先报已经核实的情况，其余续报（值班室接报后20分钟内电话报告。40分钟内书面报告，先报核实的，其余随后续报。）"
    quote = best_quote(text, "40分钟内书面报告")
    assert quote is None or quote.of(text).count("（") == quote.of(text).count("）")
    assert best_quote("值班室接报后20分钟内电话报告，40分钟内书面报告，先报已经核实的，其余续报。）", "40分钟内书面报告") is None
