"""docx: its canonical text, and what stands beside it (headers, footers, text boxes).

The XML is walked directly because python-docx's `.text` leaves out inserted revisions, content controls and
smart tags, and gives merged cells several times. Names are compared without namespace, so that Strict
Open XML reads like the usual kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.errors import FileError
from corpus.readers.package import Package

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted text, what floats beside the text, properties, readings above characters; Choice stands beside its Fallback
_OUT = frozenset(("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "Choice"))
_BLOCKS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Fallback"))


@dataclass(frozen=True)
class DocxText:
    """What can be read in a docx."""

    text: str  # the canonical text
    beside: str  # headers, footers and text boxes, a paragraph a line
    title: str  # of the document's properties; often an accident


def read(path: Path) -> DocxText:
    """Read the docx at `path`; one that cannot be read or holds no text is a FileError."""
    package = Package(path)
    main = package.parts("officeDocument")
    if not main or _name(main[0][1]) != "document":
        raise FileError(f"{path} 是压缩文件，但不是 Word 文档，请确认文件后用 Word 或 WPS 另存为 docx。")
    name, root = main[0]
    text = "\n".join(line for body in _children(root, "body") for line in _lines(body))
    if not text.strip():
        raise FileError(f"{path} 的正文里没有文字（可能是扫描图片），请换用有文字的文件。")
    margins = [part for kind in ("header", "footer") for _, part in package.parts(kind, name)]
    return DocxText(text, "\n".join(dict.fromkeys(_beside(root, margins))), _core_title(package))


def _lines(container: Any) -> Iterator[str]:
    """The paragraphs of a body or cell in reading order; one whose mark is deleted runs on into the next."""
    carried = ""
    for block in _blocks(container):
        if _name(block) == "tbl":
            if carried:
                yield carried
            carried = ""
            yield from _table(block)
        elif _mark_is_deleted(block):
            carried += _inline(block)
        else:
            yield carried + _inline(block)
            carried = ""
    if carried:
        yield carried


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables of `container`, those in content controls and the like too."""
    for child in container:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _BLOCKS:
            yield from _blocks(child)


def _table(table: Any) -> Iterator[str]:
    for row in _inside(table, "tr"):
        if _property(row, "trPr", "del") is not None:
            continue
        for cell in _inside(row, "tc"):
            if not _is_continuation(cell) and _property(cell, "tcPr", "cellDel") is None:
                yield from _lines(cell)


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in _BLOCKS:
            yield from _inside(child, name)


def _is_continuation(cell: Any) -> bool:
    """Whether `cell` is covered by the merged cell above or before it."""
    merges = (_property(cell, "tcPr", name) for name in ("vMerge", "hMerge"))
    return any(merge is not None and _value(merge) != "restart" for merge in merges)


def _mark_is_deleted(paragraph: Any) -> bool:
    marks = [mark for properties in _children(paragraph, "pPr") for mark in _children(properties, "rPr")]
    return any(_name(child) in ("del", "moveFrom") for mark in marks for child in mark)


def _inline(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _OUT:
            yield from _pieces(child)


def _beside(root: Any, margins: list[Any]) -> Iterator[str]:
    boxes = [box for part in (root, *margins) for box in part.iter("{*}txbxContent")]
    for container in (*margins, *boxes):
        yield from (line for line in _lines(container) if line.strip())


def _core_title(package: Package) -> str:
    for _, core in package.parts("core-properties"):
        for title in _children(core, "title"):
            return (title.text or "").strip()
    return ""


def _name(element: Any) -> str:
    """The local name; '' for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if _name(child) == name]


def _property(element: Any, group: str, name: str) -> Any:
    """The property `name` of a row or cell, or None."""
    return next((p for properties in _children(element, group) for p in _children(properties, name)), None)


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")
