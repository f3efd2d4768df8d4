"""Trimming: whole sentences go, nothing is lost that only they say, and the file stays as it was around them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.errors import FileError
from corpus.readers import canonical_text, docx
from corpus.readers.raw import Raw
from corpus.zh import Span, paragraphs, sentences
from evals.case import Case
from evals.context import Context
from evals.trim import Trimmed, opened, trim
from evals.trim.cutting import DOUBTFUL
from evals.trim.docx_file import DocxFile
from evals.trim.held import held
from evals.trim.layout import removals, structure
from evals.trim.remarks import remarks
from tests.docx_maker import bodies, make_docx
from tests.evals.padding_cases import Sample, samples

SOLID = (
    "石桥镇11月25日前把三家店劝到镇东去。",
    "渡工每月补贴900元。",
    "县海事所逐个去数救生衣。",
    "他说：“船老大年纪大了。”",
    "为什么没人接电话？",
)
EMPTY = (
    "各级各部门要高度重视、加强领导、压实责任，确保各项工作落到实处。",
    "让我们更加紧密地团结起来，振奋精神、开拓进取，为谱写高质量发展新篇章而努力奋斗！",
    "做好这项工作，意义重大、影响深远。",
)
OTHERS = ("", "同志们：", "一、把火源看住", "（一）登记", "青禾县人民政府", "　　", "# 附件")
LINES = st.one_of(st.sampled_from(OTHERS), st.lists(st.sampled_from(SOLID + EMPTY), min_size=1, max_size=4).map("".join))
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


def without(text: str, cuts: list[Span]) -> str:
    return Trimmed(text, (), (), (), removals(text, cuts)).text


def words(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


# ---------------------------------------------------------------- the text


@given(TEXTS, st.data())
def test_what_goes_are_whole_sentences_and_nothing_else(text: str, data: st.DataObject) -> None:
    every = sentences(text)
    cuts = [s for s in every if data.draw(st.booleans())]
    kept = without(text, cuts)
    assert words(kept) == [s.of(text) for s in every if s not in cuts]
    assert len(paragraphs(kept)) == sum(not all(s in cuts for s in every if s.overlaps(*p)) for p in paragraphs(text))


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("甲。乙。丙。", "乙。", "甲。丙。"),
        ("甲。 乙。 丙。", "乙。", "甲。 丙。"),
        ("　　乙。甲。", "乙。", "　　甲。"),
        ("甲。\n乙。\n丙。", "乙。", "甲。\n丙。"),
        ("甲。\n\n乙。\n\n丙。", "乙。", "甲。\n\n丙。"),
        ("甲。\n乙。", "乙。", "甲。"),
        ("甲。\n乙。\n", "乙。", "甲。\n"),
        ("乙。\n甲。", "乙。", "甲。"),
        ("乙。\n\n甲。", "乙。", "甲。"),
        ("乙。", "乙。", ""),
    ],
)
def test_lines_close_up(text: str, cut: str, left: str) -> None:
    assert without(text, [s for s in sentences(text) if s.of(text) == cut]) == left


def test_a_text_without_padding_is_left_alone() -> None:
    for text in ("", "No Chinese here. None at all.", "渡工每月补贴900元。\n" * 3):
        trimmed = trim(Case(text))
        assert (trimmed.text, trimmed.cuts, trimmed.removed) == (text, (), ())


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("全县上下高度重视，查出隐患486条。", "数字或日期"),
        ("要高度重视，确保今晚落实到位。", "时间"),
        ("各级各部门要高度重视，年底前取得实效。", "时间"),
        ("要认真贯彻落实《澜江市安全生产条例》精神。", "文件或条款"),
        ("要深入贯彻落实澜安委〔2026〕14号文件精神。", "文件或条款"),
        ("周明远县长高度重视，多次作出部署。", "人名"),
        ("柏原县高度重视，扎实推进各项工作。", "地名"),
        ("县应急管理局要切实担负起责任。", "单位名"),
        ("此外，县海事所要高度重视。", "单位名"),
        ("要高度重视，三个秘书写不好一个数。", "数字或日期"),
        ("价格谈下来了，贵两分钱，划得来就接。", "数字或日期"),
        ("出台中央八项规定，严厉整治形式主义。", "文件或条款"),
        ("要学习浙江的先进经验，奋力赶超。", "地名"),
        ("他对此高度重视。", "说到的人"),
        ("有人说：“你们的材料写得太长太空了”，要高度重视。", "引语"),
        ("开了一次十分重要的会议，其他部门也高度重视。", ""),
        ("要坚持以习近平新时代中国特色社会主义思想为指导。", "规范表述"),
        ("今天召开的这次会议十分重要，共创更加美好的明天。", ""),
        ("今天回去要高度重视，落实到位。", "时间"),
        ("我县始终坚持以人民为中心。", ""),
        ("要高度重视〔待核：何人〕的意见。", "待核待写的内容"),
        ("青禾县高度重视，扎实推进各项工作。", ""),
        ("要贯彻党的二十大精神，一步一个脚印抓好落实。", ""),
        ("改革进入深水区，要从全局出发，形成新格局。", ""),
    ],
)
def test_what_a_sentence_holds(sentence: str, what: str) -> None:
    assert held(sentence, own_place="青禾县") == what


@pytest.mark.parametrize(
    "line", ["# 要高度重视。", "> 要高度重视。", "| 要高度重视。 |", "参考：《讲话》要高度重视。", "同志们：", "（一）提高认识。"]
)
def test_the_frame_stays(line: str) -> None:
    (sentence, *_) = sentences(line)
    assert structure(line, sentence)


def test_what_only_opens_a_matter_stays_with_it() -> None:
    topic, item = "责任重于泰山。", "二是要高度重视、加强领导、压实责任，确保各项工作落到实处。"
    for opening in (topic, item):
        text = opening + SOLID[0]
        assert not trim(Case(text, context=SPEECH)).cuts
    assert structure("原因有三：一是认识不到位。", Span(0, 14)) == "它领起下文"


def test_what_is_doubtful_stays() -> None:
    every = [trim(sample.case) for sample in samples()]
    doubtful = [(t, x) for t in every for x in t.left if x.why == DOUBTFUL]
    assert doubtful and all(x.text in t.text for t, x in doubtful)


def test_half_a_quotation_stays() -> None:
    text = "他说：“要高度重视。要真抓实干。”"
    assert [bool(structure(text, s)) for s in sentences(text)] == [True, True]


def test_what_is_left_hanging_is_named() -> None:
    text = "一、认识\n意义重大。\n二、任务\n一是重视。二是修三座桥。\n要团结。此外，还要修渡口。"
    gone = [s for s in sentences(text) if s.of(text) in ("意义重大。", "一是重视。", "要团结。")]
    said = [r.message for r in remarks(text, sentences(text), gone)]
    assert said == [
        "“一、认识”下面的话都删去了，请补写实际内容或删去标题。",
        "前面的一项“一是重视。”删去了，序号和前文说的项数请核对。",
        "前一句删去了，句首的“此外”没有了着落，请看是否要改。",
    ]


# ---------------------------------------------------------------- with the check

FULL = "\n".join(
    [
        "在全县冬季防火工作会议上的讲话",
        "同志们：",
        EMPTY[2] + SOLID[0],
        "一、把火源看住",
        EMPTY[0] + "此外，" + SOLID[2],
        SOLID[1],
        EMPTY[1],
        "青禾县人民政府",
        "2026年11月20日",
    ]
)
SPEECH = Context(genre="speech", place="青禾县")


def test_a_padded_speech() -> None:
    trimmed = trim(Case(FULL, context=SPEECH))
    assert {EMPTY[0], EMPTY[1]} <= {c.text for c in trimmed.cuts} <= set(EMPTY)
    assert all(c.reason and c.text == FULL[c.start : c.end] for c in trimmed.cuts)
    assert trimmed.zi[0] > trimmed.zi[1]
    assert [r.text for r in trimmed.remarks if "此外" in r.message] == ["此外，" + SOLID[2]]
    assert all(s in trimmed.text for s in (*SOLID[:3], "同志们：", "青禾县人民政府", "2026年11月20日"))


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.case.text[:20])
def test_the_cases_lose_no_substance(sample: Sample) -> None:
    text, trimmed = sample.case.text, trim(sample.case)
    rest = iter(words(text))
    assert all(w in rest for w in words(trimmed.text))
    assert not [c.text for c in trimmed.cuts if held(c.text, sample.case.context.place)]
    assert not [c.text for c in trimmed.cuts if structure(text, Span(c.start, c.end))]
    assert trimmed.cuts == tuple(sorted(trimmed.cuts, key=lambda c: c.start))


# ---------------------------------------------------------------- files


def saved(folder: Path, fill: Any) -> Path:
    document = Document()
    fill(document)
    document.save(str(folder / "稿.docx"))
    return folder / "稿.docx"


def cut(path: Path, *gone: str) -> Path:
    """`path` without these sentences, beside it."""
    file = opened(path)
    target = path.with_name("短.docx")
    target.write_bytes(file.without(removals(file.text, [s for s in sentences(file.text) if s.of(file.text) in gone])))
    return target


@settings(max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6), st.data())
def test_a_docx_says_afterwards_what_the_text_does(tmp_path: Path, lines: list[str], data: st.DataObject) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("在全县防火工作会议上的讲话")
        for line in lines:
            at = data.draw(st.integers(0, len(line)))
            paragraph = document.add_paragraph()
            paragraph.add_run(line[:at]).bold = True
            paragraph.add_run(line[at:]).italic = True

    path = saved(tmp_path, fill)
    text = canonical_text(path)
    gone = data.draw(st.lists(st.sampled_from(SOLID + EMPTY)))
    target = cut(path, *gone)
    assert canonical_text(target) == without(text, [s for s in sentences(text) if s.of(text) in gone])


@settings(max_examples=50, deadline=None, derandomize=True)
@given(bodies(), st.data())
def test_an_odd_docx_loses_what_goes_and_nothing_else(body: str, data: st.DataObject) -> None:
    file = DocxFile(Raw("稿.docx", make_docx(body)))
    free = [s for s in sentences(file.text) if not any(s.overlaps(f.start, f.end) for f in file.frozen)]
    gone = [s for s in free if data.draw(st.booleans())]
    left = docx.read(Raw("短.docx", file.without(removals(file.text, gone)))).text if without(file.text, gone).strip() else ""
    assert words(left) == words(without(file.text, gone))


def test_looks_and_other_parts_stay(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"
        paragraph = document.add_paragraph()
        for text, bold in (("渡工每月补贴", False), ("900元", True), ("。要高度", False), ("重视。", True), ("后天去数。", False)):
            paragraph.add_run(text).bold = bold
        document.add_paragraph("要压实责任。")
        document.add_table(1, 1).cell(0, 0).text = "要高度重视。"

    path = saved(tmp_path, fill)
    target = cut(path, "要高度重视。", "要压实责任。")
    document: Any = Document(str(target))
    (paragraph,) = document.paragraphs
    assert [(r.text, r.bold) for r in paragraph.runs] == [("渡工每月补贴", False), ("900元", True), ("。", False), ("后天去数。", False)]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(target.read_bytes())) as new:
        assert old.namelist() == new.namelist()
        assert all(old.read(n) == new.read(n) for n in old.namelist() if n != "word/document.xml")


def test_what_a_docx_freezes(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("要高度重视。", 1)
        document.add_table(1, 1).cell(0, 0).text = "要压实责任。"
        note = document.add_paragraph("要加强领导。").runs[0]._r
        note.addnext(OxmlElement("w:footnoteReference"))
        field = document.add_paragraph("要真抓实干。").add_run("见附表。")._r
        field.addprevious(around := OxmlElement("w:fldSimple"))
        around.append(field)

    file = opened(saved(tmp_path, fill))
    frozen = {file.text[f.start : f.end]: f.why for f in file.frozen}
    assert frozen == {"要高度重视。": "它是标题", "要压实责任。": "它在表格里", "。": "它带着脚注、图片或域", "见": "它带着脚注、图片或域"}
    stays = [s.of(file.text) for s in sentences(file.text) if any(s.overlaps(f.start, f.end) for f in file.frozen)]
    assert stays == ["要高度重视。", "要压实责任。", "要加强领导。", "见附表。"]


def test_an_emptied_paragraph_with_a_comment_or_a_section_stays(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("后天去数。")
        document.add_comment(document.add_paragraph("要高度重视。").runs, "删不删？", author="何静", initials="何")
        document.add_paragraph("要真抓实干。")
        document.add_section()
        document.paragraphs[-1].text = "要压实责任。"

    path = saved(tmp_path, fill)
    document: Any = Document(str(cut(path, "要高度重视。", "要真抓实干。", "要压实责任。")))
    assert len(document.sections) == 2
    assert len(list(document.comments)) == 1 and document.element.xpath("//w:commentReference")


def test_plain_files_keep_their_line_ends_and_mark(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes("\ufeff甲。\r\n要重视。\r\n乙。\r\n".encode())
    file = opened(path)
    gone = [s for s in sentences(file.text) if s.of(file.text) == "要重视。"]
    assert file.without(removals(file.text, gone)) == "\ufeff甲。\r\n乙。\r\n".encode()


def test_files_that_cannot_be_trimmed(tmp_path: Path) -> None:
    broken, empty, page = tmp_path / "坏.docx", tmp_path / "空.txt", tmp_path / "页.html"
    broken.write_bytes(b"PK\x03\x04nothing")
    empty.write_text("  \n", encoding="utf-8")
    page.write_text("<p>要高度重视。</p>", encoding="utf-8")
    for path in (broken, empty, page, tmp_path / "无.txt", tmp_path):
        with pytest.raises(FileError) as caught:
            opened(path)
        assert path.name in str(caught.value) and str(caught.value).endswith("。")


def test_a_note_is_not_counted() -> None:
    assert Trimmed("渡工十名。<!-- biganzi：忽略 RES006 理由：数字会上定 -->", (), (), (), ()).zi == (5, 5)
