"""The layout of any docx: read as Word resolves it, told in words, repaired without touching what it says."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from corpus.readers.docx import read
from corpus.readers.raw import Raw
from corpus.remarks import remarks_in
from drafting.docx import render
from drafting.docx.layouts import layout, layout_names
from drafting.layout_check.faults import Fault, faults, unjudged
from drafting.layout_check.reading import Line, Piece
from drafting.layout_check.repair import repaired
from drafting.layout_check.roles import roles
from drafting.layout_check.story import layout_of
from prompts.genres import genre
from tests.docx_maker import make_docx
from tests.drafting.test_docx import REQUEST, SPEECH, brief, draft_of

GBT = layout("gbt9704")
TEXT = (
    "青水发〔2026〕3号\n青禾县水利局关于做好渠道管护工作的通知\n各乡镇人民政府，县直各部门：\n为管好渠道，现将有关事项通知如下。\n"
    "一、压实责任\n（一）明确到人。一段渠道一个人，名单报县水利局备案。\n（二）值守在岗\n1.主汛期实行24小时值班。\n"
    "二、备足物资\n编织袋不少于3000条。\n附件：1.责任人名单\n2.物资清点表\n青禾县水利局\n2026年4月8日"
)
PROPERTY = '<w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="{size}"/></w:rPr>'


def packed(document: object) -> Raw:
    saved = io.BytesIO()
    document.save(saved)  # type: ignore[attr-defined]
    return Raw("文稿.docx", saved.getvalue())


def plain(text: str = TEXT) -> Raw:
    """As somebody makes it who only types."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return packed(document)


def told(raw: Raw, name: str = "gbt9704") -> list[str]:
    return [f"{f.where}{f.found}，应为{f.wanted}" for f in faults(layout_of(raw), layout(name))]


def mended(raw: Raw, name: str = "gbt9704") -> Raw:
    return Raw("修好.docx", repaired(raw, layout(name)))


def dressed(text: str = TEXT) -> Raw:
    """A document with nothing wrong in it."""
    return mended(plain(text))


@pytest.mark.parametrize("name", layout_names())
@pytest.mark.parametrize("rows", [SPEECH, REQUEST])
def test_our_own_documents_have_no_faults(name: str, rows: list) -> None:  # type: ignore[type-arg]
    own = [row for row in rows if row[0] != "reference"]
    data = render(draft_of(own), brief(layout=name), genre("speech"), sources=True)
    assert told(Raw("稿.docx", data), name) == []


@pytest.mark.parametrize("name", layout_names())
def test_a_repair_leaves_nothing_to_repair(name: str) -> None:
    raw = plain()
    assert len(told(raw, name)) > 8
    fixed = mended(raw, name)
    assert told(fixed, name) == []
    assert read(fixed).text == read(raw).text
    assert mended(fixed, name).data == fixed.data


def test_one_cause_is_one_fault() -> None:
    found = faults(layout_of(plain()), GBT)
    (size,) = [f for f in found if f.kind == "size" and f.wanted == "三号"]
    assert size.where.startswith("发文字号第1段、主送机关第3段、正文第4、10段、一级标题第5、9段、二级标题第6、7段")
    assert len([f for f in found if f.kind == "page"]) == 3
    start = TEXT.index("青禾县水利局关于")
    assert Fault("align", "标题", "是两端对齐", "居中", start, TEXT.index("\n", start)) in found


def test_a_paragraph_is_named_with_what_it_is_and_should_be() -> None:
    document = Document(io.BytesIO(dressed(f"{TEXT.partition('附件')[0]}抽水泵不少于6台。").data))
    (run,) = document.paragraphs[10].runs
    run.font.size = Pt(14)
    assert told(packed(document)) == ["正文字号是四号，应为三号"]


def test_values_come_from_defaults_styles_and_the_theme() -> None:
    document = Document(io.BytesIO(dressed().data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for tag in ("w:rFonts", "w:sz"):
                for element in run._r.get_or_add_rPr().findall(qn(tag)):
                    run._r.get_or_add_rPr().remove(element)
    based = document.styles.add_style("正文甲", 1)
    based.base_style = document.styles["Normal"]
    document.styles["Normal"].font.size = Pt(16)
    document.paragraphs[3].style = based
    found = layout_of(packed(document))
    assert (found.lines[3].pieces[0].size, found.lines[3].pieces[0].font) == (16.0, "宋体")
    based.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正仿宋_GBK")
    assert layout_of(packed(document)).lines[3].pieces[0].font == "方正仿宋_GBK"


def test_an_indent_that_is_typed_counts_and_is_kept() -> None:
    raw = plain("关于渠道管护的通知\n各乡镇人民政府：\n　　为管好渠道，现通知如下。")
    assert layout_of(raw).lines[2].first == 0
    assert not [words for words in told(raw) if "正文" in words and "缩进" in words]
    assert read(mended(raw)).text.endswith("\n　　为管好渠道，现通知如下。")


def test_a_run_in_heading_is_parted_from_what_follows() -> None:
    document = Document(io.BytesIO(dressed().data))
    fonts = [(run.text, run._r.get_or_add_rPr().get_or_add_rFonts().get(qn("w:eastAsia"))) for run in document.paragraphs[5].runs]
    assert fonts == [("（一）明确到人。", "楷体_GB2312"), ("一段渠道一个人，名单报县水利局备案。", "仿宋_GB2312")]


REVISED = (
    "<w:p><w:r><w:t>关于渠道管护的通知</w:t></w:r></w:p><w:p><w:r><w:t>各乡镇人民政府：</w:t></w:r></w:p>"
    '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>四月底前</w:t></w:r>'
    '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    '<w:del w:id="7" w:author="李" w:date="2026-03-02T00:00:00Z"><w:r><w:delText>报</w:delText></w:r></w:del>'
    '<w:ins w:id="8" w:author="李" w:date="2026-03-02T00:00:00Z"><w:r><w:rPr><w:b/></w:rPr><w:t>上报</w:t></w:r></w:ins>'
    '<w:r><w:t>台账。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    '<w:tr><w:tc><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>物资</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    '<w:p><w:pPr><w:rPr><w:b/></w:rPr><w:pPrChange w:id="9" w:author="李"><w:pPr/></w:pPrChange></w:pPr><w:r><w:drawing/></w:r></w:p>'
)


def bare(data: bytes) -> bytes:
    """The text part without the properties a repair may change."""
    part = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    part = re.sub(rb"<w:(spacing|snapToGrid|ind|jc|rFonts|sz|szCs)( [^>]*)?/>|<w:sectPr.*?</w:sectPr>|<w:sectPr/>", b"", part)
    return re.sub(rb"<w:(pPr|rPr)/>|<w:(pPr|rPr)></w:(pPr|rPr)>|\n", b"", part)


def test_revisions_comments_notes_tables_and_pictures_stay_as_they_are() -> None:
    raw = Raw("审阅.docx", make_docx(REVISED))
    fixed = mended(raw)
    assert read(fixed).text == read(raw).text == "关于渠道管护的通知\n各乡镇人民政府：\n四月底前上报台账。\n物资\n"
    assert remarks_in(fixed) == remarks_in(raw)
    assert bare(fixed.data).partition(b"<w:body>")[2] == bare(raw.data).partition(b"<w:body>")[2]
    assert not [words for words in told(fixed) if "正文" in words]


def test_every_other_part_is_kept_byte_for_byte() -> None:
    raw = plain()
    before, after = (zipfile.ZipFile(io.BytesIO(r.data)) for r in (raw, mended(raw)))
    changed = {"word/document.xml", "word/settings.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert all(before.read(name) == after.read(name) for name in set(before.namelist()) - changed)
    assert set(after.namelist()) - set(before.namelist()) == {"word/footer.xml", "word/footer1.xml"}


def test_a_footer_that_says_more_is_left_alone() -> None:
    document = Document()
    document.add_paragraph("关于渠道管护的通知")
    document.sections[0].footer.paragraphs[0].text = "青禾县水利局内部资料"
    document.sections[0].header.paragraphs[0].text = "征求意见稿"
    fixed = Document(io.BytesIO(mended(packed(document)).data))
    assert fixed.sections[0].footer.paragraphs[0].text == "青禾县水利局内部资料"
    assert any("没有页码" in words for words in told(packed(fixed)))


def test_the_header_stays_on_even_pages_too() -> None:
    document = Document()
    document.add_paragraph("关于渠道管护的通知")
    document.sections[0].header.paragraphs[0].text = "征求意见稿"
    fixed = Document(io.BytesIO(mended(packed(document)).data))
    section = fixed.sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "征求意见稿"
    assert [f.paragraphs[0].text for f in (section.footer, section.even_page_footer)] == ["— 1 —", "— 1 —"]


def test_a_page_that_lies_across_keeps_its_margins() -> None:
    across = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="700"/></w:sectPr></w:pPr></w:p>'
    raw = Raw("横表.docx", make_docx(f"<w:p><w:r><w:t>关于渠道管护的通知</w:t></w:r></w:p>{across}"))
    part = zipfile.ZipFile(io.BytesIO(mended(raw).data)).read("word/document.xml").decode()
    assert 'w:orient="landscape"/><w:pgMar w:top="700"/>' in part
    assert 'w:top="2098"' in part


Typed = list[tuple[str, str, float, dict[str, bool]]]  # words, font, size, and what else of a line

HEAD: Typed = [
    ("000012", "仿宋_GB2312", 16, {}),
    ("机密★5年", "黑体", 16, {}),
    ("特急", "黑体", 16, {}),
    ("青禾县水利局文件", "方正小标宋简体", 48, {"center": True, "red": True}),
    ("　青水〔2026〕8号　　　　签发人：周明远", "仿宋_GB2312", 16, {}),
    ("　　　　　　　　　　　　　　　　李　和", "楷体_GB2312", 16, {}),
]
FOOT: Typed = [
    ("抄送：县委办公室，县财政局。", "仿宋_GB2312", 14, {}),
    ("青禾县水利局　　　　2026年4月8日印发", "仿宋_GB2312", 14, {}),
]


def official(head: Typed, foot: Typed, text: str = TEXT.partition("\n")[2]) -> Raw:
    """A paper with 眉首 and 版记 of the looks given, and a text that is only typed."""
    document = Document()
    for words, font, size, look in [*head, *((line, "宋体", 11, {}) for line in text.split("\n")), *foot]:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.font.size = Pt(size)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if "red" in look:
            run.font.color.rgb = RGBColor(255, 0, 0)
        if "center" in look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Pt(14 if size == 14 else 0)
    return packed(document)


def looks(raw: Raw) -> dict[str, tuple[str, float, bool, str]]:
    """Font, size, colour and alignment of each line by its words."""
    return {line.text.strip(): (line.pieces[0].font, line.size, line.red, line.align) for line in layout_of(raw).lines if line.pieces}


def test_the_head_and_imprint_of_an_official_paper_are_in_order_and_stay_so() -> None:
    raw = official(HEAD, FOOT)
    of_head = [name for name in ("份号", "密级", "紧急程度", "发文机关标志", "抄送", "印发") if any(name in words for words in told(raw))]
    assert of_head == []
    assert "签发人姓名字体是仿宋_GB2312，应为楷体_GB2312" in told(raw)
    fixed = mended(raw)
    assert told(fixed) == []
    before, after = looks(raw), looks(fixed)
    kept = [words.strip() for words, *_ in (*HEAD, *FOOT)]
    assert {words: after[words] for words in kept} == {words: before[words] for words in kept}
    assert read(fixed).text == read(raw).text


def test_each_element_is_mended_by_its_own_clause() -> None:
    plainly: Typed = [(words, "宋体", 12, {}) for words, *_ in HEAD]
    raw = official(plainly, [(words, "宋体", 12, {}) for words, *_ in FOOT])
    assert "发文机关标志颜色不是红色，应为红色" in told(raw)
    fixed = mended(raw)
    assert told(fixed) == []
    assert looks(fixed)["青禾县水利局文件"] == ("方正小标宋简体", 12.0, True, "center")
    assert looks(fixed)["机密★5年"][:2] == ("黑体", 16.0)
    assert looks(fixed)["李　和"][:2] == ("楷体_GB2312", 16.0)
    assert looks(fixed)["抄送：县委办公室，县财政局。"][:2] == ("仿宋_GB2312", 14.0)
    run_fonts = [(r.text, r._r.get_or_add_rPr().get_or_add_rFonts().get(qn("w:eastAsia"))) for r in named_paragraph(fixed).runs]
    assert run_fonts == [("　青水〔2026〕8号　　　　签发人：", "仿宋_GB2312"), ("周明远", "楷体_GB2312")]


def named_paragraph(raw: Raw) -> Paragraph:
    return next(p for p in Document(io.BytesIO(raw.data)).paragraphs if "签发人" in p.text)


def test_a_run_with_a_tab_is_divided_at_the_names() -> None:
    fixed = mended(official([("青水〔2026〕8号\t签发人：周明远", "仿宋_GB2312", 16, {})], []))
    assert [run.text for run in named_paragraph(fixed).runs] == ["青水〔2026〕8号\t签发人：", "周明远"]


def test_the_layout_for_speeches_says_nothing_of_head_and_imprint() -> None:
    words = "".join(told(official(HEAD, FOOT), "reading"))
    assert "密级" not in words and "抄送" not in words and "标志" not in words
    assert looks(mended(official(HEAD, FOOT), "reading"))["特急"] == ("黑体", 16.0, False, "both")


MINUTES: Typed = [
    ("青禾县人民政府常务会议纪要", "宋体", 36, {"center": True, "red": True}),
    ("〔2026〕12号", "仿宋_GB2312", 16, {"center": True}),
    ("青禾县人民政府办公室　　　　2026年11月18日", "仿宋_GB2312", 12, {}),
]
LETTER: Typed = [
    ("青禾县教育局", "华文中宋", 44, {"center": True, "red": True}),
    ("特急", "黑体", 16, {}),
    ("青教函〔2026〕16号", "宋体", 16, {}),
]
REPLY: Typed = [("类别：A", "宋体", 12, {}), ("青禾县民政局文件", "方正小标宋简体", 44, {"red": True}), ("青民〔2026〕8号", "宋体", 16, {})]
ORDER: Typed = [("青禾县人民政府令", "方正小标宋简体", 44, {"center": True, "red": True}), ("第3号", "宋体", 16, {"center": True})]


@pytest.mark.parametrize(
    ("head", "parts", "alone"),
    [
        (MINUTES, ("logo", "unsure", "unsure"), "第2段“〔2026〕12号”、第3段“青禾县人民政府办公室　…”"),
        (LETTER, ("logo", "urgency", "number"), ""),
        (REPLY, ("unsure", "logo", "number"), "第1段“类别：A”"),
        (ORDER, ("logo", "unsure"), "第2段“第3号”"),
    ],
    ids=["minutes", "letter", "reply", "order"],
)
def test_what_is_not_known_of_a_head_is_left_alone_and_told(head: Typed, parts: tuple[str, ...], alone: str) -> None:
    raw = official(head, [])
    assert roles(layout_of(raw).lines)[: len(head)] == parts
    assert unjudged(layout_of(raw)) == alone
    before, after = looks(raw), looks(mended(raw))
    untouched = [words for (words, *_), part in zip(head, parts) if part == "unsure"]
    assert {words: after[words] for words in untouched} == {words: before[words] for words in untouched}


@pytest.mark.parametrize(
    "text",
    [
        "关于做好防汛工作的通知\n青政发〔2026〕3号\n各乡镇人民政府：\n要加强值守。",
        "同志们：\n今天这个会只讲一件事。",
        "紧急集合演练方案\n秘密战线的故事，各乡镇文件要报送县档案馆。",
        "青禾县水利局\n关于做好渠道管护工作的通知\n抄送单位要认真落实。",
        "2026\n特急文件的办理\n印发《办法》的通知",
    ],
)
def test_words_that_only_resemble_a_head_are_none(text: str) -> None:
    parts = roles(layout_of(plain(text)).lines)
    assert not {"copy_number", "secrecy", "urgency", "logo", "signer", "copies", "printed", "unsure"} & set(parts)


@pytest.mark.parametrize("title", ["关于做好防汛工作的通知", "青禾县2026年防汛工作要点"])
def test_a_number_below_the_title_does_not_make_a_head_of_the_title(title: str) -> None:
    lines = layout_of(plain(f"{title}\n青政发〔2026〕3号\n各乡镇人民政府：\n要加强值守。")).lines
    assert roles(lines) == ("title", "number", "recipient", "body")


def test_an_indent_in_points_is_right_after_one_repair() -> None:
    document = Document()
    for words in ("关于渠道管护的通知", "各乡镇人民政府：", "为管好渠道，现通知如下。"):
        paragraph = document.add_paragraph(words)
        paragraph.runs[0].font.size = Pt(12)
        paragraph.paragraph_format.first_line_indent = Pt(24)
    assert told(mended(packed(document))) == []


def test_a_table_too_wide_for_the_page_is_made_narrower() -> None:
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(10)
    document.add_paragraph("关于渠道管护的通知")
    for _ in range(2):
        document.add_table(rows=2, cols=3)
    document.tables[1].autofit = False
    for column in document.tables[1].columns:
        column.width = Mm(40)
    assert "第1个表格宽196毫米，超出版心，应为不超过156毫米" in told(packed(document))
    first, second = (table.columns for table in Document(io.BytesIO(mended(packed(document)).data)).tables)
    assert sum(column.width.mm for column in first) == pytest.approx(156, abs=1)
    assert [round(column.width.mm) for column in second] == [40, 40, 40]


def test_what_keeps_its_look_is_not_stretched_by_the_grid() -> None:
    part = zipfile.ZipFile(io.BytesIO(mended(official(HEAD, FOOT)).data)).read("word/document.xml").decode()
    logo = part[: part.index("青禾县水利局文件")]
    assert '<w:snapToGrid w:val="0"/>' in logo[logo.rindex("<w:pPr>") :]


@pytest.mark.parametrize(("left", "right", "said"), [(27, 25.1, ""), (29, 27, ""), (26.5, 26, "左26.5毫米，应为左28毫米")])
def test_margins_are_told_as_the_standard_has_them(left: float, right: float, said: str) -> None:
    document = Document(io.BytesIO(dressed().data))
    document.sections[0].left_margin, document.sections[0].right_margin = Mm(left), Mm(right)
    margins = [words for words in told(packed(document)) if words.startswith("页边距")]
    assert margins == ([f"页边距是{said}（可差1毫米）"] if said else [])


def test_roles() -> None:
    lines = [Line(0, len(words), words, (Piece(0, len(words), "仿宋", 16.0),)) for words in [*TEXT.split("\n"), "附件1", "责任人名单"]]
    assert roles(lines) == (
        "number", "title", "recipient", "body", "heading1", "heading2", "heading2", "heading3", "heading1", "body", "attachment",
        "attachment", "signature", "date", "reference", "reference",
    )  # fmt: skip
    speech = [
        Line(0, len(words), words, ()) for words in ("在全县防汛会上的讲话", "（2026年4月2日）", "县长　周明远", "同志们：", "只讲一件事。")
    ]
    assert roles(speech) == ("title", "byline", "byline", "salutation", "body")


def test_libreoffice_opens_a_repaired_document(tmp_path: Path) -> None:
    source = tmp_path / "修好.docx"
    source.write_bytes(dressed().data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("没有安装 LibreOffice")
    assert "（一）明确到人。一段渠道一个人，名单报县水利局备案。" in (tmp_path / "修好.txt").read_text(encoding="utf-8-sig")
