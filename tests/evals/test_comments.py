"""Word comments: at the words they are about, and nothing else in the document is changed."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.readers import docx, wordml
from corpus.readers.raw import Raw, read_raw
from drafting.docx.parts import Parts
from drafting.docx.runs import Runs
from evals.comments import commented
from evals.finding import Edit, Evidence, Finding
from tests.conftest import SAMPLES
from tests.docx_maker import bodies, make_docx
from tests.evals.reviewed import FINDINGS, TEXT

WHEN = dt.datetime(2026, 11, 22, 9, 30)
REAL = sorted((SAMPLES / "archive").glob("*.docx"))
OURS = ("commentRangeStart", "commentRangeEnd", "commentReference")
REVISED = """<w:p><w:ins w:id="4" w:author="甲"><w:r><w:t>新增一句。</w:t></w:r></w:ins><w:del w:id="5" w:author="乙"><w:r>
<w:delText>旧句</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r>
<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2026年</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表中的字</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""


def raw(body: str) -> Raw:
    return Raw("稿.docx", make_docx(body))


def text_of(data: bytes) -> str:
    return docx.read(Raw("稿.docx", data)).text


def finding(text: str, start: int, end: int) -> Finding:
    return Finding("FIG002", "x", "figure", "政策", "error", start, end, text[start:end], "不一致。")


def comment_on(given_raw: Raw, *spans: tuple[int, int]) -> bytes:
    text = text_of(given_raw.data)
    return commented(given_raw, text, [finding(text, *span) for span in spans], WHEN)


def ranges(data: bytes) -> dict[str, str]:
    """What each comment is about: the characters between its marks, by its number."""
    root = Parts(Raw("稿.docx", data)).document
    found: dict[str, str] = {}
    giving = {element: said for line in Runs(root).lines for p in line.paragraphs for element, said in wordml.pieces(p)}
    running: list[str] = []
    for element in root.iter():
        number = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        if wordml.name(element) == "commentRangeStart":
            running.append(number)
            found[number] = ""
        elif wordml.name(element) == "commentRangeEnd":
            running.remove(number)
        for open_one in running:
            found[open_one] += giving.get(element, "")
    assert running == []
    assert set(found) == {v for e in root.iter("{*}commentReference") for v in e.attrib.values()}
    return found


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """Author, date and text of every comment."""
    found = Parts(Raw("稿.docx", data)).related("comments")
    assert found is not None
    return [(_attribute(c, "author"), _attribute(c, "date"), _said(c)) for c in found[1]]


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.endswith(name)), "")


def _said(comment: Any) -> str:
    return "\n".join("".join(said for _, said in wordml.pieces(p)) for p in wordml.children(comment, "p"))


def stripped(data: bytes) -> list[Any]:
    """The document without our marks: what stands in it in order, each character with the look of its run."""
    root = Parts(Raw("稿.docx", data)).document
    for mark in [*root.iter(*(f"{{*}}{name}" for name in OURS))]:
        parent = mark.getparent()
        parent.remove(mark)
        if wordml.name(parent) == "r":
            parent.getparent().remove(parent)
    return list(_flat(root))


def _flat(element: Any) -> Iterator[Any]:
    for child in element:
        if wordml.name(child) in ("r", "rPr"):
            look = child.find("{*}rPr")
            for inner in child:
                if wordml.name(inner) == "t":
                    yield from ((c, b"" if look is None else etree.tostring(look, with_tail=False)) for c in inner.text or "")
                elif wordml.name(inner) != "rPr":
                    yield etree.tostring(inner, with_tail=False)
        else:
            yield child.tag, dict(child.attrib)
            yield from _flat(child)


@given(bodies(), st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_nothing_but_comments_is_added(body: str, data: st.DataObject) -> None:
    given_raw = raw(body)
    text = text_of(given_raw.data)
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places).map(lambda s: (min(s), max(s))), max_size=5))
    made = comment_on(given_raw, *spans)
    assert text_of(made) == text
    assert stripped(made) == stripped(given_raw.data)
    assert len(ranges(made)) == len(spans)


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_a_comment_stands_at_exactly_the_words_it_is_about(path: Path) -> None:
    text = text_of(path.read_bytes())
    spans = [(at, at + 7) for at in range(1, len(text) - 7, max(1, len(text) // 40))]
    made = commented(read_raw(path), text, [finding(text, *span) for span in spans], WHEN)
    assert list(ranges(made).values()) == [text[s:e].replace("\n", "") for s, e in spans]
    assert stripped(made) == stripped(path.read_bytes())


def test_every_other_part_is_byte_identical_and_equal_input_gives_equal_bytes() -> None:
    given_raw = raw("<w:p><w:r><w:t>全县企业11家。</w:t></w:r></w:p>")
    made = comment_on(given_raw, (4, 7))
    assert made == comment_on(given_raw, (4, 7))
    touched = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    with zipfile.ZipFile(io.BytesIO(given_raw.data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert {n for n in new.namelist() if n not in old.namelist()} == {"word/comments.xml"}
        assert [n for n in old.namelist() if n not in touched and old.read(n) != new.read(n)] == []


def test_python_docx_reads_the_comments_and_those_of_others_stay() -> None:
    document, packed = Document(), io.BytesIO()
    paragraph = document.add_paragraph("全县企业11家。")
    document.add_comment(paragraph.runs, text="请科长定", author="王敏", initials="王")
    document.save(packed)
    made = comment_on(Raw("稿.docx", packed.getvalue()), (4, 7), (0, 0))
    read = {c.comment_id: (c.author, c.initials, c.text.split("\n")[0]) for c in Document(io.BytesIO(made)).comments}
    assert read == {
        0: ("王敏", "王", "请科长定"),
        1: ("笔杆子", "笔", "【政策关·数字·错误】FIG002"),
        2: ("笔杆子", "笔", "【政策关·数字·错误】FIG002"),
    }
    assert ranges(made) == {"0": "全县企业11家。", "1": "11家", "2": "全县企业11家。"}
    again = comment_on(Raw("稿.docx", made), (0, 2))
    assert sorted(ranges(again)) == ["0", "1", "2", "3"]


def test_revisions_fields_and_tables_of_others_stay() -> None:
    made = comment_on(raw(REVISED), (2, 6), (6, 8), (12, 14))
    assert list(ranges(made).values()) == ["一句。2", "02", "中的"]
    assert stripped(made) == stripped(make_docx(REVISED))
    root = Parts(Raw("稿.docx", made)).document
    assert [e.getparent().getparent().tag for e in root.iter("{*}commentReference")] == [f"{{{etree.QName(root).namespace}}}p"] * 3


def test_a_content_control_is_marked_as_a_whole() -> None:
    body = "<w:p><w:sdt><w:sdtContent><w:r><w:t>请选择单位</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>印发</w:t></w:r></w:p>"
    assert list(ranges(comment_on(raw(body), (1, 3))).values()) == ["请选择单位"]


def test_an_empty_paragraph_and_the_whole_document() -> None:
    body = "<w:p/><w:p><w:r><w:t>讲话</w:t></w:r></w:p><w:p/>"
    assert list(ranges(comment_on(raw(body), (0, 0), (3, 4))).values()) == ["讲话", "讲话"]
    assert list(ranges(comment_on(raw(body), (4, 4))).values()) == [""]


def test_a_comment_says_gate_family_severity_message_evidence_and_suggestion() -> None:
    evidence = (Evidence("fact", "水库", "水库 12座"), Evidence("passage", "/库/汛情通报.docx#3", "全县水库12座"))
    found = Finding("FIG002", "x", "figure", "政策", "error", 4, 7, "11座", "“11座”不一致。", evidence, Edit(4, 7, "12座"))
    made = commented(Raw("a.md", b""), "全县水库11座。", [found], WHEN)
    (said,) = comments(made)
    assert said == (
        "笔杆子", "2026-11-22T09:30:00Z",
        "【政策关·数字·错误】FIG002\n“11座”不一致。\n"
        "依据：台账“水库 12座”；文库《汛情通报》“全县水库12座”\n建议：改为“12座”（请核实后再改）",
    )  # fmt: skip


def test_a_plain_text_becomes_a_docx_of_the_same_text() -> None:
    made = commented(Raw("讲话稿.md", TEXT.encode()), TEXT, FINDINGS, WHEN)
    assert text_of(made) == TEXT
    assert list(ranges(made).values()) == [TEXT.split("\n")[0], *(f.text for f in FINDINGS[1:])]
    assert made == commented(Raw("讲话稿.md", TEXT.encode()), TEXT, FINDINGS, WHEN)


def test_without_findings_the_copy_has_no_comments() -> None:
    given_raw = raw("<w:p><w:r><w:t>好。</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(comment_on(given_raw))) as made:
        assert "word/comments.xml" not in made.namelist()


def test_strict_open_xml_gets_its_own_namespaces() -> None:
    usual, strict = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    kinds = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx("<w:p><w:r><w:t>全县企业11家。</w:t></w:r></w:p>"))) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual.encode(), strict.encode()).replace(*(k.encode() for k in kinds)))
    made = comment_on(Raw("稿.docx", packed.getvalue()), (4, 7))
    assert list(ranges(made).values()) == ["11家"]
    assert len(comments(made)) == 1
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert usual.encode() not in parts.read("word/comments.xml") + parts.read("word/document.xml")
        assert f"{kinds[1]}/comments".encode() in parts.read("word/_rels/document.xml.rels")
