import pytest

from corpus.zh import count_zi
from drafting.extractive import best_quote, fact_clause, inner_quotes
from drafting.ledger import Fact
from prompts.genres import genre_names
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
    assert "甲乙隐患\n年底前清零。" in text
