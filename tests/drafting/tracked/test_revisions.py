"""Revisions that others made: listed as a person counts them, accepted or rejected one by one, everything else left as it is."""

import io
import zipfile

import pytest

from corpus.readers.raw import Raw
from drafting.tracked import RevisedDocument, Revision
from tests.docx_maker import make_docx
from tests.drafting.tracked.views import opened, text

BY = 'w:author="{}" w:date="2026-11-0{}T08:00:00Z"'
A, B = BY.format("王敏", 1), BY.format("李强", 2)
TEXT = f"""<w:p><w:r><w:t>全县企业</w:t></w:r><w:del w:id="1" {A}><w:r><w:delText>11家</w:delText></w:r></w:del><w:ins w:id="2" {A}><w:r>
<w:t>12家</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:ins w:id="3" {B}/></w:rPr></w:pPr><w:ins w:id="4" {B}><w:r><w:t>请予</w:t></w:r><w:del w:id="5" {A}><w:r>
<w:delText>大力</w:delText></w:r></w:del><w:r><w:t>支持。</w:t></w:r></w:ins></w:p>
<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="6" {B}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>办公室</w:t></w:r></w:p>"""
MOVED = f"""<w:p><w:moveFromRangeStart w:id="20" w:name="move1" {A}/><w:pPr><w:rPr><w:moveFrom w:id="21" {A}/></w:rPr></w:pPr>
<w:moveFrom w:id="22" {A}><w:r><w:t>会议强调，抓好落实。</w:t></w:r></w:moveFrom></w:p><w:moveFromRangeEnd w:id="20"/>
<w:p><w:r><w:t>各乡镇要压实责任。</w:t></w:r></w:p>
<w:p><w:moveToRangeStart w:id="23" w:name="move1" {A}/><w:pPr><w:rPr><w:moveTo w:id="24" {A}/></w:rPr></w:pPr>
<w:moveTo w:id="25" {A}><w:r><w:t>会议强调，抓好落实。</w:t></w:r></w:moveTo></w:p><w:moveToRangeEnd w:id="23"/>
<w:p><w:r><w:t>完</w:t></w:r></w:p>"""
ROWS = f"""<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:ins w:id="30" {A}/></w:trPr><w:tc><w:p>
<w:ins w:id="31" {A}><w:r><w:t>云岭镇</w:t></w:r></w:ins></w:p></w:tc></w:tr><w:tr><w:trPr><w:del w:id="32" {B}/></w:trPr><w:tc><w:p>
<w:del w:id="33" {B}><w:r><w:delText>石桥镇</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>完</w:t></w:r></w:p>"""
PROPERTIES = f"""<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange w:id="40" {A}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange></w:pPr><w:r>
<w:t>标题</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/><w:sectPrChange w:id="41" {A}><w:sectPr><w:pgSz w:w="2"/></w:sectPr>
</w:sectPrChange></w:sectPr></w:pPr></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>"""
INSIDE = f"""<w:p><w:hyperlink w:anchor="a"><w:ins w:id="50" {A}><w:r><w:t>链接</w:t></w:r></w:ins></w:hyperlink><w:r>
<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:del w:id="51" {B}><w:r><w:delText>域</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""
BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">{0}'
    '</mc:Choice><mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>'
)  # fmt: skip
BOXED = BOX.format(f'<w:txbxContent><w:p><w:ins w:id="60" {A}><w:r><w:t>框内</w:t></w:r></w:ins></w:p></w:txbxContent>')


def document(body: str) -> RevisedDocument:
    return RevisedDocument(Raw("稿.docx", make_docx(body)))


def told(revisions: tuple[Revision, ...]) -> list[tuple[str, str, str, str]]:
    return [(r.author, r.kind, r.was, r.now) for r in revisions]


def after(body: str, accept: bool, *numbers: int) -> bytes:
    opened_ = document(body)
    opened_.decide([r for r in opened_.revisions if not numbers or r.number in numbers], accept=accept)
    return opened_.pack()


def test_they_are_listed_as_a_person_counts_them() -> None:
    found = document(TEXT).revisions
    assert told(found) == [
        ("王敏", "replace", "11家", "12家"),
        ("李强", "insert", "", "请予大力支持。\n"),
        ("王敏", "delete", "大力", ""),
        ("李强", "format", "办公室", "办公室"),
    ]
    assert [(r.number, r.date[:10], r.paragraph, r.category) for r in found] == [
        (1, "2026-11-01", 1, "figure"),
        (2, "2026-11-02", 2, "policy"),
        (3, "2026-11-01", 2, "wording"),
        (4, "2026-11-02", 3, "format"),
    ]


@pytest.mark.parametrize(
    ("numbers", "accepting", "left"),
    [
        ((1,), True, "全县企业12家。\n请予支持。\n办公室"),
        ((1,), False, "全县企业11家。\n请予支持。\n办公室"),
        ((2,), False, "全县企业12家。\n办公室"),
        ((3,), False, "全县企业12家。\n请予大力支持。\n办公室"),
        ((), True, "全县企业12家。\n请予支持。\n办公室"),
        ((), False, "全县企业11家。\n办公室"),
    ],
)
def test_one_by_one(numbers: tuple[int, ...], accepting: bool, left: str) -> None:
    made = after(TEXT, accepting, *numbers)
    assert text(made) == left
    assert len(RevisedDocument(Raw("稿.docx", made)).revisions) == (4 - len(numbers) - (numbers == (2,)) if numbers else 0)


def test_a_changed_look_goes_back() -> None:
    for accepting, kind in ((True, "b"), (False, "i")):
        (run,) = [r for r in opened(after(TEXT, accepting)).iter("{*}r") if "办公室" in (r.findtext("{*}t") or "")]
        assert [e.tag.rpartition("}")[2] for e in run.find("{*}rPr")] == [kind]


def test_a_move_is_one_revision_and_is_decided_on_both_sides() -> None:
    (move,) = document(MOVED).revisions
    assert (move.kind, move.was, move.now, move.category) == ("move", "会议强调，抓好落实。\n", "会议强调，抓好落实。\n", "structure")
    assert text(after(MOVED, True)) == "各乡镇要压实责任。\n会议强调，抓好落实。\n完"
    assert text(after(MOVED, False)) == "会议强调，抓好落实。\n各乡镇要压实责任。\n完"
    assert b"move" not in zipfile.ZipFile(io.BytesIO(after(MOVED, True))).read("word/document.xml")


def test_rows_of_tables() -> None:
    assert told(document(ROWS).revisions) == [("王敏", "insert", "", "云岭镇\n"), ("李强", "delete", "石桥镇\n", "")]
    assert [r.in_table for r in document(ROWS).revisions] == [True, True]
    assert text(after(ROWS, True)) == "单位\n云岭镇\n完"
    assert text(after(ROWS, False)) == "单位\n石桥镇\n完"
    assert text(after(ROWS, False, 1)) == "单位\n完"


def test_properties_of_paragraphs_and_sections() -> None:
    for accepting, values in ((True, ("center", "1")), (False, ("left", "2"))):
        root = opened(after(PROPERTIES, accepting))
        found = [v for e in root.iter("{*}jc", "{*}pgSz") for v in e.attrib.values()]
        assert found == list(values)


def test_in_links_and_fields() -> None:
    assert told(document(INSIDE).revisions) == [("王敏", "insert", "", "链接"), ("李强", "delete", "域", "")]
    assert text(after(INSIDE, False)) == "域"
    assert text(after(INSIDE, True, 1)) == "链接"


def test_text_boxes_are_listed_once_and_decided_in_both_of_their_forms() -> None:
    (one,) = document(BOXED).revisions
    assert (one.where, one.paragraph, one.now) == ("文本框", 0, "框内")
    root = opened(after(BOXED, False))
    assert [e.text for e in root.iter("{*}t")] == ["正文"]


def test_headers_and_notes_are_decided_too_and_nothing_else_changes() -> None:
    data = _with_header(f'<w:p><w:ins w:id="70" {A}><w:r><w:t>内部资料</w:t></w:r></w:ins></w:p>')
    opened_ = RevisedDocument(Raw("稿.docx", data))
    assert [(r.where, r.now) for r in opened_.revisions] == [("页眉", "内部资料")]
    opened_.decide(opened_.revisions, accept=True)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(opened_.pack())) as new:
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] in (
            ["word/header1.xml"],
            ["word/document.xml", "word/header1.xml"],
        )
        assert "内部资料" in new.read("word/header1.xml").decode() and b"w:ins" not in new.read("word/header1.xml")


def _with_header(header: str) -> bytes:
    from docx import Document

    made, packed = Document(), io.BytesIO()
    made.sections[0].header.paragraphs[0].text = "占位"
    made.add_paragraph("正文")
    made.save(packed)
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            start, end = data.find(b"<w:p>"), data.rfind(b"</w:p>")
            new.writestr(name, data[:start] + header.encode() + data[end + 6 :] if name == "word/header1.xml" else data)
    return out.getvalue()


def test_comments_are_notes() -> None:
    from docx import Document

    made, packed = Document(), io.BytesIO()
    made.add_paragraph("第一段")
    paragraph = made.add_paragraph("全县企业11家。")
    made.add_comment(paragraph.runs, text="请科长定", author="王敏", initials="王")
    made.save(packed)
    (note,) = RevisedDocument(Raw("稿.docx", packed.getvalue())).notes
    assert (note.author, note.words, note.quote, note.paragraph) == ("王敏", "请科长定", "全县企业11家。", 2)


MARK = f'<w:pPr><w:rPr><w:del w:id="1" {A}/></w:rPr></w:pPr>'
GONE = f'<w:del w:id="2" {A}><w:r><w:delText>甲</w:delText></w:r></w:del>'
CELL = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
CELLS = (
    CELL.format(f'<w:tcPr><w:cellDel w:id="1" {A}/></w:tcPr>', "甲") + CELL.format(f'<w:tcPr><w:cellIns w:id="2" {B}/></w:tcPr>', "乙")
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "yes", "no"),
    [
        (f"<w:p>{MARK}{GONE}</w:p><w:tbl><w:tr>{CELL.format('', '乙')}</w:tr></w:tbl>", "乙", "甲\n乙"),
        (f"<w:tbl><w:tr><w:tc><w:p>{MARK}{GONE}</w:p></w:tc>{CELL.format('', '乙')}</w:tr></w:tbl>", "\n乙", "甲\n乙"),
        (f"<w:p><w:r><w:t>乙</w:t></w:r></w:p><w:p>{MARK}{GONE}</w:p>", "乙", "乙\n甲"),
        (f"<w:tbl><w:tr>{CELLS}</w:tr></w:tbl><w:p><w:r><w:t>丙</w:t></w:r></w:p>", "乙\n丙", "甲\n丙"),
    ],
)
def test_marks_at_ends_and_cells(body: str, yes: str, no: str) -> None:
    assert text(after(body, True)) == yes
    assert text(after(body, False)) == no
