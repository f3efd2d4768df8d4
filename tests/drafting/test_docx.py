"""The docx: the text is the draft's to the letter, the layout is that of GB/T 9704."""

import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from base.errors import InputError
from corpus.documents import APPENDIX_TITLE
from drafting.assemble import assemble
from drafting.brief import Brief
from drafting.docx import render
from drafting.docx.indents import attachment_indents, closing_indents, ems
from drafting.docx.layouts import FOLDER, layout, layout_names, load_layout
from drafting.docx.oxml import clean
from drafting.docx.plan import plan
from drafting.docx.review import excerpt, mark_rows, source_rows
from drafting.docx.titles import breaks, title_indent
from drafting.draft import Block, Citation, Draft, Mark, Role, Source
from drafting.guard import open_marks
from prompts.genres import genre
from tests.drafting.samples import BRIEF, write_all

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEDGER = Source(kind="fact", ref="0", label="数据台账“危化品企业”、2026年10月", text="2026年10月全县危化品企业11家")
BUDGET = Source(kind="passage", ref="p#1", label="青禾县财政局《预算安排情况》", text="前面的话。" * 20 + "安排安全生产专项资金1260万元。")
SPEECH: list[tuple[Role, str]] = [
    ("title", "在全县安全生产工作会议上的讲话"),
    ("byline", "（2026年11月20日）"),
    ("byline", "县长　周明远"),
    ("salutation", "同志们："),
    ("body", "今天的会议，主要是把汛期以后反弹的隐患压下去。“人在岗、心不在岗”的问题——查出来不少。"),
    ("heading1", "一、看清形势"),
    ("heading2", "（一）夜间值守松。全县危化品企业11家，〔待核：县城东片区已改造9座〕，请县商务局核实。"),
    ("heading2", "（二）底子不清"),
    ("body", "县财政安排安全生产专项资金1260万元。危化品企业11家都要查到。"),
    ("reference", "参考：澜江市应急管理局的提示：对重大隐患挂牌督办。"),
    ("heading1", "二、压实责任"),
    ("todo", "〔待写：请补充本县的典型案例〕"),
    ("body", "谢谢大家！"),
]
REQUEST: list[tuple[Role, str]] = [
    ("number", "青政〔2026〕38号"),
    ("title", "青禾县人民政府关于解决农村自建房经营场所安全隐患整治补助资金的请示"),
    ("recipient", "澜江市人民政府："),
    ("body", "今年以来，我县对农村自建房经营场所逐处排查。"),
    ("closing", "妥否，请批示。"),
    ("attachment", "附件：1.整治任务清单"),
    ("attachment", "2.资金测算报告"),
    ("signature", "青禾县人民政府"),
    ("date", "2026年11月20日"),
    ("contact", "（联系人：何立新，电话：0000-1234567）"),
]


def draft_of(rows: list[tuple[Role, str]], cited: tuple[tuple[str, Source], ...] = ()) -> Draft:
    text = "\n".join(words for _, words in rows)
    starts = [sum(len(words) + 1 for _, words in rows[:i]) for i in range(len(rows))]
    blocks = tuple(Block(role=role, start=at, end=at + len(words)) for at, (role, words) in zip(starts, rows))
    found = [(m.start(), m.end(), source) for words, source in cited for m in re.finditer(words, text)]
    citations = tuple(Citation(start=s, end=e, source=source) for s, e, source in sorted(found, key=lambda x: x[:2]))
    title = next((words for role, words in rows if role == "title"), "无题")
    marks = open_marks(text, {"县城东片区已改造9座": "库内资料没有提到"})
    return Draft(title=title, genre="speech", text=text, blocks=blocks, citations=citations, marks=marks, generator="材料稿（未用模型）")


def brief(**fields: Any) -> Brief:
    return Brief.model_validate({"title": "安全生产讲话", "genre": "speech", "issuer": "青禾县人民政府", "date": "2026-11-20"} | fields)


SPEECH_DRAFT = draft_of(SPEECH, (("危化品企业11家", LEDGER), ("1260万元", BUDGET)))
REQUEST_DRAFT = draft_of(REQUEST)


def speech(**options: Any) -> bytes:
    return render(SPEECH_DRAFT, brief(), genre("speech"), **options)


def request() -> bytes:
    return render(REQUEST_DRAFT, brief(genre="request"), genre("request"))


def body_of(data: bytes) -> list[Any]:
    """The paragraphs before the appendix."""
    paragraphs = Document(io.BytesIO(data)).paragraphs
    ids = [p._p.style for p in paragraphs]
    return paragraphs[: ids.index("AppendixTitle")] if "AppendixTitle" in ids else paragraphs


def text_of(data: bytes) -> str:
    return "\n".join(p.text for p in body_of(data))


def part(data: bytes, name: str) -> Any:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as docx:
        return etree.fromstring(docx.read(name))


def values(root: Any, path: str, name: str = "val") -> list[str]:
    return [found.get(qn(f"w:{name}")) for found in root.iterfind(path, {"w": W})]


def style(data: bytes, identity: str) -> Any:
    return next(s for s in part(data, "word/styles.xml").iterfind("w:style", {"w": W}) if s.get(qn("w:styleId")) == identity)


def paragraph(data: bytes, beginning: str) -> Any:
    return next(p._p for p in Document(io.BytesIO(data)).paragraphs if p.text.startswith(beginning))


# the text


@pytest.mark.parametrize("name", layout_names())
@pytest.mark.parametrize("sources", [True, False])
def test_text_is_the_drafts(name: str, sources: bool) -> None:
    for draft in (SPEECH_DRAFT, REQUEST_DRAFT):
        data = render(draft, brief(layout=name), genre("speech"), sources=sources)
        assert text_of(data) == draft.text


def test_what_the_pipeline_assembles_comes_out_whole() -> None:
    outline, sections = write_all()
    draft = assemble(BRIEF, genre("speech"), outline, sections, "材料稿")
    assert text_of(render(draft, BRIEF, genre("speech"))) == draft.text


LINES = st.lists(
    st.tuples(st.sampled_from(get_args(Role)), st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=30)), max_size=6
)
CUTS = st.lists(st.integers(0, 120), min_size=2, max_size=6, unique=True)


@given(LINES, CUTS, st.sampled_from(layout_names()))
@settings(max_examples=60, deadline=None)
def test_any_text_with_any_marks_comes_out_whole(rows: list[tuple[Role, str]], cuts: list[int], name: str) -> None:
    plain = draft_of(rows)
    spans = list(pairwise(sorted(min(c, len(plain.text)) for c in cuts)))[::2]
    marks = tuple(Mark(kind="待核", start=s, end=e, text="") for s, e in spans if s < e)
    draft = plain.model_copy(update={"marks": marks})
    data = render(draft, brief(layout=name), genre("speech"))
    found = text_of(data)
    assert len(found) == len(draft.text)
    for was, now in zip(draft.text, found):
        assert was == now or (now == "\ufffd" and (unicodedata.category(was) == "Cc" or was in "\ufffe\uffff"))
    shown = "".join(r.text for p in body_of(data) for r in p.runs if r.font.highlight_color is not None)
    todo = {i for b in draft.blocks if b.role == "todo" for i in range(b.start, b.end)}
    wanted = todo | {i for m in marks for i in range(m.start, m.end)}
    assert shown == clean("".join(c for i, c in enumerate(draft.text) if i in wanted and c != "\n"))


def test_characters_xml_cannot_hold_are_replaced_and_counted() -> None:
    draft = draft_of([("title", "题"), ("body", "甲\x00乙\x0b丙\r丁\t戊😀己\u2028庚")])
    data = render(draft, brief(title="题\x01"), genre("speech"))
    assert text_of(data) == "题\n甲\ufffd乙\ufffd丙\ufffd丁\t戊😀己\u2028庚"
    assert any("有3个字符" in p.text for p in Document(io.BytesIO(data)).paragraphs)


def test_equal_input_gives_equal_bytes() -> None:
    assert speech() == speech()
    undated = brief(date=None)
    assert render(SPEECH_DRAFT, undated, genre("speech")) == render(SPEECH_DRAFT, undated, genre("speech"))


def test_importing_the_package_does_not_load_python_docx() -> None:
    code = "import sys, drafting.docx; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2]).returncode == 0


# fonts and language


@pytest.mark.parametrize("name", layout_names())
def test_every_run_names_a_chinese_font_for_every_script(name: str) -> None:
    data = render(SPEECH_DRAFT, brief(layout=name), genre("speech"))
    for file in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        runs = list(part(data, file).iter(qn("w:r")))
        assert runs
        for run in runs:
            fonts = run.find(f"{{{W}}}rPr/{{{W}}}rFonts")
            names = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
            assert len(names) == 1 and names <= {font.name for font in layout(name).fonts.values()}
            assert fonts.get(qn("w:hint")) == "eastAsia"


def test_no_theme_font_is_left_anywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(speech())) as docx:
        parts = [docx.read(n).decode() for n in docx.namelist() if n.startswith("word/") and "theme" not in n and n.endswith(".xml")]
    assert not any(re.search(r"w:(ascii|hAnsi|eastAsia|cs)(t|T)heme", xml) for xml in parts)


def test_stand_ins_for_fonts_are_named() -> None:
    fonts = part(speech(), "word/fontTable.xml")
    known = {f.get(qn("w:name")): f.find(qn("w:altName")).get(qn("w:val")) for f in fonts}
    assert known["仿宋_GB2312"].split(",")[:2] == ["仿宋", "FangSong"]
    assert set(known) == {font.name for font in layout("gbt9704").fonts.values()}


def test_language_and_properties() -> None:
    data = speech()
    assert values(part(data, "word/styles.xml"), ".//w:lang", "eastAsia") == ["zh-CN"]
    known = Document(io.BytesIO(data)).core_properties
    assert (known.title, known.author, known.category) == (SPEECH_DRAFT.title, "青禾县人民政府", "讲话稿")
    assert str(known.created)[:10] == str(known.modified)[:10] == "2026-11-20"
    assert known.comments == ""


def test_only_our_styles_are_in_the_document() -> None:
    kinds = values(part(speech(), "word/styles.xml"), "w:style", "styleId")
    assert len(kinds) < 30 and {"Normal", "Title", "Heading1", "Body"} <= set(kinds)


# GB/T 9704


def test_page_is_that_of_the_standard() -> None:
    section = part(speech(), "word/document.xml").find(f".//{{{W}}}sectPr")
    assert (values(section, "w:pgSz", "w"), values(section, "w:pgSz", "h")) == (["11906"], ["16838"])
    margins = {side: int(values(section, "w:pgMar", side)[0]) / 1440 * 25.4 for side in ("top", "bottom", "left", "right")}
    assert margins == pytest.approx({"top": 37, "bottom": 35, "left": 28, "right": 26}, abs=0.2)
    assert layout("gbt9704").page.text_width >= 28 * layout("gbt9704").styles["body"].em
    assert (values(section, "w:docGrid", "type"), values(section, "w:docGrid", "linePitch")) == (["lines"], ["560"])


def test_body_is_size_three_on_exact_lines_indented_two_characters() -> None:
    body = style(speech(), "Body")
    assert values(body, "w:rPr/w:sz") == ["32"]
    assert (values(body, "w:pPr/w:spacing", "line"), values(body, "w:pPr/w:spacing", "lineRule")) == (["560"], ["exact"])
    assert values(body, "w:pPr/w:ind", "firstLineChars") == ["200"]
    assert (values(body, "w:pPr/w:widowControl"), values(body, "w:pPr/w:jc")) == (["1"], ["both"])
    assert values(body, "w:rPr/w:rFonts", "eastAsia") == ["仿宋_GB2312"]


LEVELS = [
    ("Title", "方正小标宋简体", "44"),
    ("Heading1", "黑体", "32"),
    ("Heading2", "楷体_GB2312", "32"),
    ("Heading3", "仿宋_GB2312", "32"),
    ("Heading4", "仿宋_GB2312", "32"),
    ("Reference", "楷体_GB2312", "28"),
]


@pytest.mark.parametrize(("identity", "font", "size"), LEVELS)
def test_fonts_of_the_levels(identity: str, font: str, size: str) -> None:
    found = style(speech(), identity)
    assert (values(found, "w:rPr/w:rFonts", "eastAsia"), values(found, "w:rPr/w:sz")) == ([font], [size])
    assert values(found, "w:rPr/w:b") == ["0"]
    assert values(found, "w:pPr/w:keepNext") == ["0" if identity == "Reference" else "1"]


def test_page_numbers_stand_outside() -> None:
    data = speech()
    assert len(list(part(data, "word/settings.xml").iter(qn("w:evenAndOddHeaders")))) == 1
    section = Document(io.BytesIO(data)).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        number = footer.paragraphs[0]
        assert number.text == "— 1 —"
        assert values(number._p, "w:pPr/w:jc") == [side]
        assert [e.text for e in number._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert values(number._p, ".//w:fldChar", "fldCharType") == ["begin", "separate", "end"]
    found = style(data, "PageNumber")
    assert (values(found, "w:rPr/w:rFonts", "eastAsia"), values(found, "w:rPr/w:sz")) == (["宋体"], ["28"])
    assert values(found, "w:pPr/w:ind", "right") == ["280"]


def test_only_the_heading_sentence_of_a_run_in_heading_is_set_as_heading() -> None:
    runs = next(p for p in body_of(speech()) if p.text.startswith("（一）")).runs
    fonts = [(r.text, r._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))) for r in runs]
    assert fonts[0] == ("（一）夜间值守松。", "楷体_GB2312")
    assert {font for _, font in fonts[1:]} == {"仿宋_GB2312"}
    assert paragraph(speech(), "（一）").style == "Body"
    assert paragraph(speech(), "（二）").style == "Heading2"


def test_elements_of_a_request_stand_where_the_standard_puts_them() -> None:
    data = request()
    assert paragraph(data, "青政").style == "NumberUp"
    assert values(style(data, "Recipient"), "w:pPr/w:ind", "firstLineChars") == ["0"]
    assert values(paragraph(data, "附件："), "w:pPr/w:spacing", "beforeLines") == ["100"]
    assert values(paragraph(data, "2.资金"), "w:pPr/w:spacing", "beforeLines") == []
    assert values(paragraph(data, "2026年"), "w:pPr/w:ind", "right") == [str(round(4 * 15.8 * 20))]
    assert values(style(data, "Date"), "w:pPr/w:jc") == ["right"]


def test_a_number_is_centred_where_the_document_does_not_go_up() -> None:
    data = render(REQUEST_DRAFT, brief(genre="notice"), genre("notice"))
    assert paragraph(data, "青政").style == "Number"


@pytest.mark.parametrize("name", ["青禾县人民政府", "青禾县应急局", "青禾县安全生产委员会办公室和青禾县消防救援大队"])
def test_signature_is_centred_over_the_date(name: str) -> None:
    date = "2026年11月20日"
    found = closing_indents({0: name}, {1: date}, 4.0)
    assert found[1].right >= 4
    assert found[0].right >= 0
    assert found[0].right + ems(name) / 2 == pytest.approx(found[1].right + ems(date) / 2)


def test_names_of_attachments_hang_under_the_first() -> None:
    one, two = attachment_indents(["附件：1.清单", "2.报告"], 2.0)
    assert (one.left + one.first, two.left + two.first) == (2, 5)
    assert one.left == two.left == 6
    assert attachment_indents(["附件：清单"], 2.0)[0].left == 5


def test_long_titles_break_between_words() -> None:
    title = REQUEST_DRAFT.title
    indent = title_indent(title, 20.1)
    assert indent is not None and indent.left == indent.right
    at = breaks(title, int(20.1 - 2 * indent.left))
    assert [title[s:e] for s, e in pairwise([0, *at, len(title)])] == [
        "青禾县人民政府关于解决农村自建房经营场所",
        "安全隐患整治补助资金的请示",
    ]
    assert title_indent("在全县安全生产工作会议上的讲话", 20.1) is None


# what is to be seen at a glance


def test_marks_are_highlighted_exactly() -> None:
    shown = [r.text for p in body_of(speech()) for r in p.runs if r.font.highlight_color is not None]
    assert shown == ["〔待核：县城东片区已改造9座〕", "〔待写：请补充本县的典型案例〕"]


def test_references_are_set_off() -> None:
    found = style(speech(), "Reference")
    assert values(found, "w:pPr/w:pBdr/w:left") == ["single"]
    assert values(found, "w:pPr/w:shd", "fill") == ["F2F2F2"]


# the appendix


def test_appendix_stands_on_a_page_of_its_own_and_can_be_left_out() -> None:
    title = paragraph(speech(), APPENDIX_TITLE)
    assert title.find(f"{{{W}}}pPr/{{{W}}}pageBreakBefore") is not None
    without = Document(io.BytesIO(speech(sources=False)))
    assert APPENDIX_TITLE not in [p.text for p in without.paragraphs] and not without.tables


def test_appendix_lists_marks_and_sources() -> None:
    document = Document(io.BytesIO(speech(speaking_minutes=(6.2, 8.4))))
    said = "\n".join(p.text for p in document.paragraphs)
    assert "成稿方式：材料稿（未用模型）。" in said and "朗读用时：约6—8分钟" in said
    marks, sources = ([[c.text for c in row.cells] for row in table.rows] for table in document.tables)
    assert marks[1:] == [
        ["1", "“（一）夜间值守松”第1段", "待核：县城东片区已改造9座", "库内资料没有提到"],
        ["2", "“二、压实责任”第1段", "待写：请补充本县的典型案例", "需要人来写"],
    ]
    assert [row[0] for row in sources] == ["编号", "1", "2"]
    assert sources[1][1].startswith(LEDGER.label) and sources[1][2].count("\n") >= 1
    assert "1260万元" in sources[2][1] and sources[2][2] == "“（二）底子不清”第1段：县财政安排安全生产专项资金1260万元"
    for table in document.tables:
        assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
        assert len(list(table._tbl.iter(qn("w:tblBorders")))) == 1


def test_appendix_says_so_when_there_is_nothing() -> None:
    said = [p.text for p in Document(io.BytesIO(request())).paragraphs]
    assert "没有待核、待写事项。" in said and "正文没有引用资料。" in said


def test_sources_are_numbered_by_first_citation_and_each_clause_shown_once() -> None:
    rows = source_rows(draft_of([("body", "甲有1家，又有1家。乙有2家。甲再有1家。")], (("1家", LEDGER), ("2家", BUDGET))))
    assert [(number, said) for number, _, said in rows] == [
        ("1", "开头第1段：甲有1家\n开头第1段：又有1家\n开头第1段：甲再有1家"),
        ("2", "开头第1段：乙有2家"),
    ]


def test_place_of_a_mark_outside_the_sections() -> None:
    rows = mark_rows(draft_of([("title", "〔待写：标题〕"), ("body", "甲。"), ("body", "〔待核：乙〕")]))
    assert [row[1] for row in rows] == ["标题", "开头第2段"]


def test_excerpt_shows_the_words_cited() -> None:
    text = "前" * 100 + "要找的话" + "后" * 100
    assert "要找的话" in excerpt(text, "要找的话") and len(excerpt(text, "要找的话")) <= 61
    assert excerpt(text, "没有的话").startswith("前前") and excerpt("短", "长") == "短"


# layouts as data


@pytest.mark.parametrize("name", layout_names())
def test_every_value_of_a_layout_has_a_source_with_its_standing(name: str) -> None:
    look = layout(name)
    for sourced in (look.page, look.page_number, *look.styles.values()):
        assert sourced.model_fields_set - {"source"} <= set(sourced.source)


def test_an_unknown_layout_names_the_choices() -> None:
    with pytest.raises(InputError, match=r"没有版式“红头”.*gbt9704、reading"):
        render(SPEECH_DRAFT, brief(layout="红头"), genre("speech"))
    with pytest.raises(InputError, match="没有版式"):
        render(SPEECH_DRAFT, brief(layout="../layouts/reading"), genre("speech"))


FAULTS = [
    ("    bold: true\n", "    bold: true\n    colour: red\n", "colour"),
    ('    "*": 惯例：页码居中', "    other: 惯例：页码居中", "place 没有注明出处"),
    ("size: 一号", "size: 七号", "可选"),
    ('{"*": 惯例：称谓', '{"*": 规定：称谓', "source"),
    ("    font: 楷体", "    font: 隶书", "隶书"),
    ("  body:", "  closing:", "缺少 body"),
    ("  salutation:\n    first_line: 0\n    before: 1\n    source:", "  salutation: 1\n  closing:\n    source:", "salutation"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_faulty_layout_is_told(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (FOLDER / "reading.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "own.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_layout(path)


# the reading layout


def test_reading_keeps_short_paragraphs_on_one_page_and_sets_them_larger() -> None:
    long = draft_of([("body", "短话。"), ("body", "长话。" * 60)])
    data = render(long, brief(layout="reading"), genre("speech"))
    kept = [p._p.find(f"{{{W}}}pPr/{{{W}}}keepLines") is not None for p in body_of(data)]
    assert kept == [True, False]
    assert values(style(data, "Body"), "w:rPr/w:sz") == ["44"] and values(style(data, "Body"), "w:pPr/w:jc") == ["left"]
    section = Document(io.BytesIO(data)).sections[0]
    assert values(section.footer.paragraphs[0]._p, "w:pPr/w:jc") == ["center"]


def test_lines_of_the_plan_are_the_text() -> None:
    assert "\n".join(line.text for line in plan(SPEECH_DRAFT, layout("gbt9704"), upward=False)) == SPEECH_DRAFT.text
