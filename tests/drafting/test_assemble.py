import pytest

from drafting.assemble import assemble
from drafting.draft import Citation, Mark, Outline, Paragraph, Section, SectionPlan, Source
from prompts.genres import genre, genre_names
from tests.drafting.samples import BRIEF, write_all

SOURCE = Source(kind="brief", ref="brief", label="任务书", text="x")


def plan(name: str, heading: str) -> SectionPlan:
    return SectionPlan(id=name, heading=heading, purpose="p", length=(1, 2))


def test_headings_are_numbered_and_lower_levels_start_again() -> None:
    lines = [("heading2", "甲"), ("heading3", "子"), ("heading3", "丑"), ("heading2", "乙"), ("heading3", "寅"), ("body", "文。")]
    section = Section(id="a", paragraphs=tuple(Paragraph.model_validate({"role": r, "text": t}) for r, t in lines))
    outline = Outline(title="讲话", genre="speech", sections=(plan("o", ""), plan("a", "形势"), plan("b", "任务")))
    empty = Section(id="o", paragraphs=(Paragraph(role="body", text="开头。"),))
    draft = assemble(BRIEF, genre("speech"), outline, [empty, section, empty], "手写")
    text = draft.text.split("\n")
    assert [t for t in text if t[:2] in ("一、", "二、")] == ["一、形势", "二、任务"]
    assert [t for t in text if t[0] in "（123" and "月" not in t] == ["（一）甲", "1.子", "2.丑", "（二）乙", "1.寅"]


def test_citations_move_with_their_words() -> None:
    section = Section(
        id="a",
        paragraphs=(Paragraph(role="heading2", text="值守"), Paragraph(role="body", text="企业11家。隐患3处。")),
        citations=(Citation(start=3, end=9, source=SOURCE), Citation(start=0, end=2, source=SOURCE)),  # not in order
    )
    draft = assemble(BRIEF, genre("speech"), Outline(title="讲话", genre="speech", sections=(plan("a", "形势"),)), [section], "手写")
    assert [draft.text[c.start : c.end] for c in draft.citations] == ["值守", "企业11家。"]


@pytest.mark.parametrize("name", genre_names())
def test_blocks_cover_the_text_line_by_line(name: str) -> None:
    brief = BRIEF.model_copy(update={"genre": name})
    outline, sections = write_all(brief)
    draft = assemble(brief, genre(name), outline, sections, "材料稿")
    assert [draft.text[b.start : b.end] for b in draft.blocks] == draft.text.split("\n")
    assert [draft.text[m.start : m.end] for m in draft.marks] == [f"〔{m.kind}：{m.text}〕" for m in draft.marks]
    for section in sections:
        for citation in section.citations:
            words = section.text[citation.start : citation.end]
            assert any(draft.text[c.start : c.end] == words and c.source == citation.source for c in draft.citations)


def test_a_request_has_its_elements_and_asks_for_what_is_missing() -> None:
    brief = BRIEF.model_copy(
        update={
            "genre": "request",
            "title": "关于申请补助资金的请示",
            "audience": (),
            "attachments": ("明细表", "平面图"),
            "number": "青政〔2026〕9号",
            "signer": "周明远",
        }
    )
    outline, sections = write_all(brief)
    draft = assemble(brief, genre("request"), outline, sections, "材料稿")
    roles = {b.role: draft.text[b.start : b.end] for b in draft.blocks}
    assert roles["recipient"] == "〔待写：主送机关〕："
    assert roles["number"] == "青政〔2026〕9号　　签发人：周明远"
    assert roles["signature"] == "青禾县人民政府"
    assert roles["date"] == "2026年11月20日"
    assert roles["closing"] == genre("request").closing
    assert roles["contact"] == "（联系人：〔待写：姓名、电话〕）"
    assert [draft.text[b.start : b.end] for b in draft.blocks if b.role == "attachment"] == ["附件：1.明细表", "2.平面图"]


def test_a_speech_names_day_and_speaker() -> None:
    outline, sections = write_all()
    draft = assemble(BRIEF, genre("speech"), outline, sections, "材料稿")
    assert [draft.text[b.start : b.end] for b in draft.blocks if b.role == "byline"] == ["（2026年11月20日）", "县长　周明远"]


def test_without_section_headings_the_points_are_the_first_level() -> None:
    section = Section(id="a", paragraphs=(Paragraph(role="heading2", text="甲"), Paragraph(role="heading3", text="乙")))
    other = Section(id="b", paragraphs=(Paragraph(role="heading2", text="丙"),))
    outline = Outline(title="请示", genre="request", sections=(plan("a", ""), plan("b", "")))
    text = assemble(BRIEF, genre("speech"), outline, [section, other], "手写").text.split("\n")
    assert [t for t in text if t[-1] in "甲乙丙"] == ["一、甲", "（一）乙", "二、丙"]


def test_equal_marks_in_two_sections_keep_their_own_reasons() -> None:
    marks = [Mark(kind="待核", start=0, end=8, text="12处", why=why) for why in ("甲", "乙")]
    sections = [
        Section(id=i, paragraphs=(Paragraph(role="body", text="〔待核：12处〕"),), marks=(m,)) for i, m in zip("ab", marks, strict=True)
    ]
    outline = Outline(title="讲话", genre="speech", sections=(plan("a", "一节"), plan("b", "又一节")))
    draft = assemble(BRIEF, genre("speech"), outline, sections, "手写")
    assert [m.why for m in draft.marks] == ["甲", "乙"]
    assert all(draft.text[m.start : m.end].startswith("〔待核") for m in draft.marks)
