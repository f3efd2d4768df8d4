import threading
from pathlib import Path

import pytest

from base.errors import FileError
from corpus.documents import APPENDIX_TITLE, Document
from corpus.mends import restore, summary
from corpus.readers import canonical_text, formats, iter_documents, raw
from tests.corpus.pdf_maker import Printed, make_pdf, paragraph

TITLE = "青禾县人民政府关于做好防汛工作的通知"
FIRST = (
    "今年入汛以来，我县降雨比常年偏多两成，石桥镇先后出现短时强降雨，部分堤段出现渗漏，各乡镇要把巡查责任落实到堤、到坝、到人，不得脱岗。"
)
SECOND = "县应急管理局每天十七时前汇总各乡镇巡查情况，发现险情的，先处置、后报告，同时通知下游乡镇做好转移准备。"


def page(number: int, *paragraphs: str, head: str = "") -> list[Printed]:
    lines: list[Printed] = [(90, 745, 10, head)] if head else []
    top = 700.0
    for text in paragraphs:
        own = paragraph(text, top)
        lines += own
        top -= 28 * len(own)
    return [*lines, (280, 40, 12, f"— {number} —")]


def test_lines_become_paragraphs_and_margins_are_left_out(tmp_path: Path) -> None:
    paragraphs = [FIRST, SECOND, FIRST.replace("两成", "四成"), SECOND.replace("十七", "八"), FIRST.replace("两成", "三成"), SECOND[9:]]
    pages = [page(i, *paragraphs[2 * i - 2 : 2 * i], head="青禾县人民政府公报") for i in range(1, 4)]
    pages[0].insert(1, (180, 722, 22, TITLE))
    path = make_pdf(tmp_path / "通知.pdf", pages)
    assert canonical_text(path) == "\n".join([TITLE, *paragraphs])
    (document,) = iter_documents(path)
    assert isinstance(document, Document)
    assert (document.title, document.text) == (TITLE, canonical_text(path))
    printed = restore(document.text, document.mends)
    assert printed.count("青禾县人民政府公报") == 3
    assert "— 2 —" in printed
    assert "页眉页脚" in summary(document) and "断行" in summary(document)


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    lines = paragraph(FIRST, 700)
    first = [*lines[:2], (280.0, 40.0, 12.0, "— 1 —")]
    second = [(left, top + 56, size, text) for left, top, size, text in lines[2:]] + [(280.0, 40.0, 12.0, "— 2 —")]
    path = make_pdf(tmp_path / "a.pdf", [first, second])
    assert canonical_text(path) == FIRST


def test_headings_stay_lines_and_an_open_title_is_closed(tmp_path: Path) -> None:
    lines = [
        (110.0, 720.0, 22.0, "关于印发《青禾县农村自建房"),
        (150.0, 690.0, 22.0, "安全管理办法》的通知"),
        *paragraph("一、切实把安全生产责任落实到每一个班组", 650),
        *paragraph(SECOND, 600),
    ]
    assert canonical_text(make_pdf(tmp_path / "a.pdf", [lines])) == "\n".join(
        [
            "关于印发《青禾县农村自建房安全管理办法》的通知",
            "一、切实把安全生产责任落实到每一个班组",
            SECOND,
        ]
    )


def test_a_title_over_two_lines_is_one_line_and_the_head_above_it_stays(tmp_path: Path) -> None:
    lines = [
        (150.0, 740.0, 30.0, "青禾县人民政府文件"),
        (130.0, 690.0, 22.0, "青禾县人民政府关于做好二〇二六年防"),
        (200.0, 660.0, 22.0, "汛抗旱工作的通知"),
        (220.0, 630.0, 16.0, "（2026年6月3日）"),
        *paragraph(SECOND, 590),
    ]
    title = "青禾县人民政府关于做好二〇二六年防汛抗旱工作的通知"
    assert canonical_text(make_pdf(tmp_path / "a.pdf", [lines])) == "\n".join(["青禾县人民政府文件", title, "（2026年6月3日）", SECOND])


def test_the_page_of_sources_of_our_own_drafts_is_left_out(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [page(1, FIRST, APPENDIX_TITLE), page(2, SECOND)])
    (document,) = iter_documents(path)
    assert isinstance(document, Document)
    assert document.text == FIRST
    assert SECOND[-20:] in restore(document.text, document.mends).replace("\n", "")


def test_cells_apart_in_a_row_stay_apart(tmp_path: Path) -> None:
    rows: list[Printed] = []
    for i, (name, now, aim) in enumerate((("指标", "完成", "目标"), ("粮食产量", "19.8", "20.0"), ("新增就业", "3120", "3000"))):
        rows += [(90, 700 - 30 * i, 16, name), (250, 700 - 30 * i, 16, now), (400, 700 - 30 * i, 16, aim)]
    assert canonical_text(make_pdf(tmp_path / "a.pdf", [rows])) == "指标 | 完成 | 目标\n粮食产量 | 19.8 | 20.0\n新增就业 | 3120 | 3000"


def test_marks_printed_after_the_line_stand_where_they_belong(tmp_path: Path) -> None:
    lines: list[Printed] = [
        (90, 700, 16, "推进"),
        (138, 700, 16, "十四五"),
        (202, 700, 16, "规划"),
        (122, 700, 16, "“"),
        (186, 700, 16, "”"),
    ]
    assert canonical_text(make_pdf(tmp_path / "a.pdf", [lines])) == "推进“十四五”规划"


def test_a_lock_without_a_password_opens_and_one_with_a_password_does_not(tmp_path: Path) -> None:
    assert canonical_text(make_pdf(tmp_path / "a.pdf", [page(1, FIRST)], password="")) == FIRST
    with pytest.raises(FileError, match="设了打开密码"):
        canonical_text(make_pdf(tmp_path / "b.pdf", [page(1, FIRST)], password="2026"))


def test_a_scan_has_no_text_and_a_scanned_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="扫描件，没有文字层，请用 WPS"):
        canonical_text(make_pdf(tmp_path / "a.pdf", [[], []], pictures=True))
    with pytest.raises(FileError, match="没有文字"):
        canonical_text(make_pdf(tmp_path / "b.pdf", [[]]))
    path = make_pdf(tmp_path / "c.pdf", [page(1, FIRST), []], pictures=True)
    document, fault = iter_documents(path)
    assert isinstance(document, Document) and document.text == FIRST
    assert isinstance(fault, FileError) and "第 2 页是扫描图片" in str(fault) and "其余已收录" in str(fault)
    with pytest.raises(FileError, match="第 2 页"):
        canonical_text(path)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"\0" * 500, b"hello", b"PK\x03\x04"])
def test_what_is_no_pdf(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(FileError, match=r"已损坏|不是 PDF"):
        canonical_text(tmp_path / "a.pdf")


def test_a_truncated_pdf_is_read_or_refused(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "a.pdf", [page(1, FIRST), page(2, SECOND)]).read_bytes()
    for end in range(20, len(whole), 97):
        found = _read_or_error(whole[:end])
        assert isinstance(found, FileError) or FIRST[:5] in found or SECOND[:5] in found


def _read_or_error(data: bytes) -> str | FileError:
    try:
        return formats.read(raw.Raw("a.pdf", data)).text
    except FileError as error:
        return error


def test_several_threads_read_one_after_the_other(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [page(i, FIRST, SECOND) for i in range(1, 9)])
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(canonical_text(path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 4 and len(set(texts)) == 1


def test_text_without_a_character_map_is_said(tmp_path: Path) -> None:
    garbage = "".join(chr(0xE000 + i) for i in range(60))
    with pytest.raises(FileError, match="乱码"):
        canonical_text(make_pdf(tmp_path / "a.pdf", [[(90, 700, 16, garbage)]]))
