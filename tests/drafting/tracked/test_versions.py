"""Two versions as tracked changes: rejecting gives exactly the old one, accepting exactly the new one."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.raw import Raw, read_raw
from drafting.tracked import Stamp, tracked
from drafting.tracked.deciding import RANGES
from drafting.tracked.versions import edited
from tests.conftest import SAMPLES
from tests.docx_maker import bodies, make_docx
from tests.drafting.tracked.pairs import pair
from tests.drafting.tracked.views import AUTHOR, accepted, looks, opened, rejected, rejected_all, text
from tests.timing import assert_done_within

STAMP = Stamp(AUTHOR, dt.datetime(2026, 11, 20, 9, 30))
REAL = sorted((SAMPLES / "archive").glob("*.docx"))
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


def woven(old: bytes, new: bytes) -> bytes:
    return tracked(Raw("旧.docx", old), Raw("新.docx", new), STAMP).data


def assert_round_trip(old: bytes, new: bytes) -> bytes:
    made = woven(old, new)
    assert text(made) == text(new)
    assert accepted(made) == accepted(new)
    assert rejected(made) == looks(opened(old))
    return made


def p(words: str, look: str = "", properties: str = "") -> str:
    return f'<w:p>{properties}<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def words(element: Any) -> str:
    """The characters in an element, deleted ones too."""
    return "".join(e.text or "" for e in element.iter("{*}t", "{*}delText"))


def of(body: str) -> bytes:
    return make_docx(body)


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_reject_all_gives_the_old_version_and_accept_all_the_new_one(seed: int) -> None:
    assert_round_trip(*pair(seed))


@given(bodies(), bodies())
@settings(max_examples=15, deadline=None, derandomize=True)
def test_versions_with_nothing_in_common_too(old: str, new: str) -> None:
    assert_round_trip(of(old), of(new))


@given(st.integers(0, 10**9))
@settings(max_examples=10, deadline=None, derandomize=True)
def test_a_version_and_itself_give_no_revision(seed: int) -> None:
    old, _ = pair(seed, plain=True)
    made = woven(old, old)
    assert not list(opened(made).iter("{*}ins", "{*}del", "{*}rPrChange", "{*}pPrChange", "{*}moveFrom"))
    assert rejected_all(made) == looks(opened(old))


def _bold(document: Any) -> None:
    document.paragraphs[7].runs[0].bold = True


def _centred(document: Any) -> None:
    document.paragraphs[6].alignment = 1


def _moved(document: Any) -> None:
    paragraphs = document.paragraphs
    paragraphs[3]._p.addprevious(paragraphs[9]._p)


def _without_the_end(document: Any) -> None:
    last = document.paragraphs[-1]._p
    last.getparent().remove(last)


def _reworded(document: Any) -> None:
    for paragraph in document.paragraphs[4:30:3]:
        for run in paragraph.runs:
            run.text = run.text.replace("，", "；", 1) + "要一项一项抓。"


def _table_added(document: Any) -> None:
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "单位"
    table.cell(1, 1).text = "12家"


@pytest.mark.parametrize("change", [_bold, _centred, _moved, _without_the_end, _reworded, _table_added], ids=lambda c: c.__name__)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:8])
def test_real_documents(path: Path, change: Callable[[Any], None]) -> None:
    document, packed = Document(str(path)), io.BytesIO()
    change(document)
    document.save(packed)
    old = path.read_bytes()
    assert_round_trip(old, packed.getvalue())
    assert_round_trip(packed.getvalue(), old)


def test_only_the_words_that_changed_are_marked() -> None:
    made = woven(
        of(p("全县危化品企业11家，要力争完成。", "<w:rPr><w:b/></w:rPr>")),
        of(p("全县危化品企业12家，要确保完成。", "<w:rPr><w:b/></w:rPr>")),
    )
    root = opened(made)
    assert [words(e) for e in root.iter("{*}del")] == ["11家", "力争"]
    assert [words(e) for e in root.iter("{*}ins")] == ["12家", "确保"]
    assert all(run.find("{*}rPr/{*}b") is not None for run in root.iter("{*}r"))
    names = {(next(v for k, v in e.attrib.items() if k.endswith("author")), next(v for k, v in e.attrib.items() if k.endswith("date")))
             for e in root.iter("{*}ins", "{*}del")}  # fmt: skip
    assert names == {(AUTHOR, "2026-11-20T09:30:00Z")}


def test_a_changed_look_is_tracked_with_the_old_one() -> None:
    made = woven(of(p("请予支持")), of(p("请予支持", "<w:rPr><w:b/></w:rPr>", '<w:pPr><w:jc w:val="center"/></w:pPr>')))
    root = opened(made)
    assert [e.tag.rpartition("}")[2] for e in root.iter("{*}rPrChange", "{*}pPrChange", "{*}ins", "{*}del")] == ["pPrChange", "rPrChange"]


def test_language_and_empty_properties_are_no_change() -> None:
    made = woven(of(p("请予支持", "<w:rPr/>")), of(p("请予支持", '<w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr>', "<w:pPr/>")))
    assert not list(opened(made).iter("{*}rPrChange", "{*}pPrChange"))


def test_a_moved_paragraph_is_a_move_between_two_ranges() -> None:
    lines = ["各乡镇要压实责任，年底前完成整改任务。", "农村自建房经营场所640处。", "会议强调，要坚持人民至上、生命至上。"]
    root = opened(assert_round_trip(of("".join(map(p, lines))), of("".join(map(p, [lines[2], *lines[:2]])))))
    kinds = [e.tag.rpartition("}")[2] for e in root.iter() if str(e.tag).rpartition("}")[2] in RANGES]
    assert sorted(kinds) == sorted(RANGES)
    starts = list(root.iter("{*}moveFromRangeStart", "{*}moveToRangeStart"))
    assert len({v for e in starts for k, v in e.attrib.items() if k.endswith("}name")}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (p("甲乙丙丁") + p("请予支持"), p("甲乙丙丁")),
        (p("甲乙丙丁") + p("请予支持") + TABLE.format(p("a"), p("b")) + p("尾"), p("甲乙丙丁") + TABLE.format(p("a"), p("b")) + p("尾")),
        (TABLE.format(p("甲乙丙丁") + p("请予支持"), p("b")), TABLE.format(p("甲乙丙丁"), p("b"))),
        (TABLE.format(p("甲乙丙丁"), p("b")), TABLE.format(p(""), p("b"))),
        (p("甲乙丙丁") + TABLE.format(p("a"), p("b")), p("甲乙丙丁")),
        (p("甲乙丙丁"), TABLE.format(p("a"), p("b")) + p("甲乙丙丁") + TABLE.format(p("c"), p("d"))),
        (p("甲乙丙丁"), p("")),
        (p("甲乙", properties="<w:pPr><w:sectPr/></w:pPr>") + p("丙丁请予支持"), p("丙丁请予支持")),
        (p("丙丁请予支持"), p("丙丁", properties="<w:pPr><w:sectPr/></w:pPr>") + p("请予支持")),
        (p("x"), p("全然不同的一份文稿")),
    ],
)
def test_ends_of_documents_cells_and_sections(old: str, new: str) -> None:
    assert_round_trip(of(old), of(new))
    assert_round_trip(of(new), of(old))


def test_others_revisions_stay_and_a_deletion_in_an_insertion_is_nested() -> None:
    old = of('<w:p><w:ins w:id="4" w:author="甲"><w:r><w:t>新增一句，请予支持。</w:t></w:r></w:ins></w:p>' + p("完"))
    root = opened(assert_round_trip(old, of(p("新增一句。") + p("完"))))
    (nested,) = root.iter("{*}del")
    assert nested.getparent().tag.endswith("}ins") and words(nested) == "，请予支持"


def test_other_parts_are_byte_identical_and_equal_input_gives_equal_bytes() -> None:
    old, new = pair(11)
    made = woven(old, new)
    assert made == woven(old, new)
    with zipfile.ZipFile(io.BytesIO(old)) as a, zipfile.ZipFile(io.BytesIO(made)) as b:
        assert a.namelist() == b.namelist()
        assert [n for n in a.namelist() if a.read(n) != b.read(n)] == ["word/document.xml"]


def test_plain_texts_and_mixes() -> None:
    old, new = "一、总体情况\n全县企业11家。\n请予支持。", "一、总体情况\n全县企业12家。\n会议强调，抓好落实。\n请予支持。"
    docx = of("".join(map(p, old.split("\n"))))
    for first in (Raw("旧.md", old.encode()), Raw("旧.docx", docx)):
        for second in (Raw("新.txt", new.encode()), Raw("新.docx", of("".join(map(p, new.split("\n")))))):
            made = tracked(first, second, STAMP).data
            assert text(made) == new
            assert "\n".join("".join(c for c, _ in line[2]) for line in rejected(made)) == old


def test_words_put_in_from_a_plain_text_look_like_their_neighbours() -> None:
    look = '<w:rPr><w:sz w:val="32"/></w:rPr>'
    made = tracked(Raw("旧.docx", of(p("全县企业11家。", look))), Raw("新.md", "全县企业12家。".encode()), STAMP).data
    assert all(run.find("{*}rPr/{*}sz") is not None for run in opened(made).iter("{*}r"))


def test_edits_of_a_text_are_tracked() -> None:
    parts = edited(Raw("稿.docx", of(p("全县企业11家，请予支持。"))), [(4, 7, "12家"), (8, 8, "恳")], STAMP)
    assert text(parts.pack()) == "全县企业12家，恳请予支持。"
    assert rejected(parts.pack()) == looks(opened(of(p("全县企业11家，请予支持。"))))


def test_ten_thousand_characters_in_time() -> None:
    lines = [f"第{i}项：各乡镇要压实责任，年底前完成{i * 7}处隐患的整改任务，逐一销号、闭环管理。" for i in range(280)]
    changed = [line.replace("年底", "月底") if i % 5 == 0 else line for i, line in enumerate(lines) if i % 17]
    old, new = of("".join(map(p, lines))), of("".join(map(p, changed)))
    assert_done_within(1.5, lambda: woven(old, new))


def test_a_document_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "旧.docx"
    path.write_bytes(pair(3)[0])
    assert tracked(read_raw(path), read_raw(path), STAMP).comparison.changes == ()
