"""html: the text a reader came for, without scripts, styles, navigation and the like; its tables as tables."""

import re
from collections.abc import Iterator
from typing import Any

from base.errors import FileError
from corpus.dates import read_date
from corpus.readers.encoding import decode, decode_as, decode_mixed
from corpus.readers.html_body import main_part
from corpus.readers.html_text import blocks, line_of
from corpus.readers.raw import SAVE_AS_DOCX, Raw, true_nature
from corpus.readers.reading import Note, Reading, composed
from corpus.zh import heading_level

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODINGS = dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"), "gb18030") | dict.fromkeys(
    ("big5", "big5-hkscs"), "big5hkscs"
)
_TOP_LINES = 6
_HEAD = 4096  # bytes in which a page declares its encoding
_NAMES = {"articletitle": "网页标题", "pubdate": "发布日期", "publishdate": "发布日期", "contentsource": "来源", "author": "文件作者"}
_LABEL = re.compile(
    r"(来\s*源|信息来源|发布日期|发布时间|发布机构|发文机关|成文日期|发文字号|文\s*号)\s*[：:]\s*([^\s|｜：:]{2,40}(?:\s+\d{1,2}:\d{2})?)"
)
_LABELS = {"信息来源": "来源", "发布时间": "发布日期", "文号": "发文字号"}
_SITE = re.compile(r"\s*[-_|—－–].*$")


def read(raw: Raw) -> Reading:
    """Read a page; one that holds no running text is a FileError."""
    if nature := true_nature(raw.data):
        raise FileError(f"{raw.name} 其实是{nature}，不是网页，{SAVE_AS_DOCX}。")
    text, notes = _decoded(raw)
    root = _parsed(text)
    main = main_part(root) if root is not None else None
    if root is None or main is None:
        raise FileError(f"{raw.name} 里没有找到正文（可能是列表页，或者要联网才显示内容），请打开网页，把正文另存为 docx 或 txt 再试。")
    meta = dict(_meta(root, main))
    body, mends = composed(_with_title(meta.get("网页标题", ""), list(blocks(main))))
    if "\x00" in body or not body.strip():
        raise FileError(f"{raw.name} 里没有可以读取的文字，请检查是否选错了文件。")
    return Reading(body, mends, meta, notes=notes)


def _decoded(raw: Raw) -> tuple[str, tuple[Note, ...]]:
    """The page as text: as it declares, when that gives Chinese; else as its bytes show."""
    declared = _DECLARED.search(raw.data[:_HEAD])
    encoding = _ENCODINGS.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding and (text := decode_as(raw.data, encoding)) is not None:
        return text, ()
    if (text := decode(raw.data)) is not None:
        return text, ()
    if mixed := decode_mixed(raw.data):
        return mixed[0], (Note("里混有几种编码，个别行无法识别", "请用浏览器打开核对有无缺漏", lost=bool(mixed[1])),)
    raise FileError(f"{raw.name} 的编码无法识别，请用浏览器打开后另存为 UTF-8 编码的网页或文本再试。")


def _parsed(text: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(
            _XML_DECLARATION.sub("", text), parser=HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError, AssertionError):  # a page without an element
        return None


def _meta(root: Any, main: Any) -> Iterator[tuple[str, str]]:
    """What the page says of itself: its labels outside the text, then what its head declares, which counts more."""
    yield from _labelled(root, main)
    title = line_of(root.findtext(".//title") or "")
    headings = [line_of(str(heading.text_content())) for heading in root.iter("h1")]
    of_page = len(headings) == 1 and len(headings[0]) >= 4 and not heading_level(headings[0])  # several are headings of the text
    if own := headings[0] if of_page else _SITE.sub("", title):
        yield "网页标题", own
    for element in root.iter("meta"):
        field = _NAMES.get((element.get("name") or "").lower())
        value = line_of(element.get("content") or "")
        if field and value:
            yield field, _dated(field, value)


def _labelled(root: Any, main: Any) -> Iterator[tuple[str, str]]:
    for block in blocks(root, without=main):
        lines = [block] if isinstance(block, str) else [" ".join(line for cell in row for line in cell.lines) for row in block.rows]
        for match in (match for line in lines for match in _LABEL.finditer(line)):
            label = re.sub(r"\s", "", match[1])
            field = _LABELS.get(label, label)
            yield field, _dated(field, match[2])


def _dated(field: str, value: str) -> str:
    day = read_date(value) if "日期" in field else None
    return day.isoformat() if day else value


def _with_title(title: str, found: list[Any]) -> list[Any]:
    """The blocks below their title: on most pages it stands outside the text."""
    top = [block for block in found[:_TOP_LINES] if isinstance(block, str)]
    has_title = any(title in line or (line in title and len(line) * 2 > len(title)) for line in top)
    return found if has_title or not title else [title, *found]
