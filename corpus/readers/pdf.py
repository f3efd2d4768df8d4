"""pdf: its text layer, read with PDFium, which the browsers use; the margins of pages off, lines joined into paragraphs."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from base.errors import FileError
from corpus.readers.pdf_lines import Line, lines_of
from corpus.readers.pdf_pages import page_mends
from corpus.readers.raw import Raw, true_nature
from corpus.readers.reading import Note, Reading

_MOST_PAGES = 3000
_LEAST = 5  # characters a page with text has
_MOST_NAMED = 8  # pages named in a message
_PROPERTIES = (("文件标题", "Title"), ("文件作者", "Author"), ("文件日期", "CreationDate"))
_ONE_AT_A_TIME = threading.Lock()  # PDFium must not be used by two threads
_NO_LETTERS = ("Co", "Cn", "Cs")  # of private use, unassigned: glyphs of a font that does not say what they mean
_GARBLED = 0.2
_SCAN = "请用 WPS 或扫描软件识别文字（OCR）后另存为 docx 或带文字层的 PDF 再试"


def read(raw: Raw) -> Reading:
    """Read a pdf; one that is damaged, locked or only pictures is a FileError."""
    if b"%PDF" not in raw.data[:1024]:
        raise FileError(f"{raw.name} 不是 PDF，其实是{true_nature(raw.data) or '别的格式的文件'}，请确认文件后再试。")
    with _ONE_AT_A_TIME, _opened(raw) as document:
        lines, scanned = _pages(raw.name, document)
        meta = _properties(document)
    if not lines:
        raise FileError(_without_text(raw.name, bool(scanned)))
    text = "\n".join(line.text for line in lines)
    if sum(unicodedata.category(char) in _NO_LETTERS for char in text) > _GARBLED * len(text):
        raise FileError(f"{raw.name} 的文字层是乱码（字体没有编码表），{_SCAN}。")
    return Reading(text, page_mends(lines), meta, notes=_notes(scanned))


@contextmanager
def _opened(raw: Raw) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw.data)  # an empty password opens what is only protected against changes
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileError(f"{raw.name} 设了打开密码，无法读取，请去掉密码另存后再试。") from error
        raise FileError(f"{raw.name} 已损坏或不完整，不能作为 PDF 打开，请重新取得文件后再试。") from error
    try:
        yield document
    finally:
        document.close()


def _pages(name: str, document: Any) -> tuple[list[Line], list[int]]:
    """The lines of all pages, and the pages, from 1 on, that are pictures without text."""
    import pypdfium2

    if len(document) > _MOST_PAGES:
        raise FileError(f"{name} 有 {len(document)} 页，超过 {_MOST_PAGES} 页的上限，请拆分后再试。")
    lines, scanned = list[Line](), list[int]()
    for number in range(len(document)):
        try:
            page = document[number]
            own = lines_of(page, number)
            if sum(len(line.text) for line in own) < _LEAST and _has_picture(page):
                scanned.append(number + 1)
            lines += own
            page.close()
        except pypdfium2.PdfiumError:
            scanned.append(number + 1)
    return lines, scanned


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _properties(document: Any) -> dict[str, str]:
    said = {field: document.get_metadata_value(name).strip() for field, name in _PROPERTIES}
    day = said["文件日期"].removeprefix("D:")[:8]
    said["文件日期"] = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else ""
    return {field: value for field, value in said.items() if value}


def _without_text(name: str, scanned: bool) -> str:
    if scanned:
        return f"{name} 是扫描件，没有文字层，{_SCAN}。"
    return f"{name} 里没有文字，请检查是否选错了文件，或者{_SCAN.removeprefix('请')}。"


def _notes(scanned: list[int]) -> tuple[Note, ...]:
    if not scanned:
        return ()
    named = "、".join(map(str, scanned[:_MOST_NAMED])) + (" 等" if len(scanned) > _MOST_NAMED else "")
    return (Note(f"第 {named} 页是扫描图片，没有文字层", _SCAN),)
