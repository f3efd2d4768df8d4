"""docx: its canonical text, and what stands beside it (headers, footers, text boxes).

The XML is walked directly because python-docx's `.text` leaves out inserted revisions, content controls and
smart tags, and gives merged cells several times. Names are compared without namespace, so that Strict
Open XML reads like the usual kind.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from base.errors import FileError
from corpus.readers.package import Package
from corpus.readers.raw import Raw
from corpus.readers.reading import Cell, Reading, Table, composed

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted text, what floats beside the text, properties, readings above characters; Choice stands beside its Fallback
_OUT = frozenset(("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "Choice"))
_BLOCKS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Fallback"))
_PROPERTIES = (("文件标题", "title"), ("文件作者", "creator"), ("文件日期", "created"))
_MOST_COLUMNS = 64


def read(raw: Raw) -> Reading:
    """Read a docx; one that cannot be read or holds no text is a FileError."""
    package = Package(raw)
    main = package.parts("officeDocument")
    if not main or _name(main[0][1]) != "document":
        raise FileError(f"{raw.name} 是压缩文件，但不是 Word 文档，请确认文件后用 Word 或 WPS 另存为 docx。")
    name, root = main[0]
    text, mends = composed(block for body in _children(root, "body") for block in _content(body))
    if not text.strip():
        raise FileError(f"{raw.name} 的正文里没有文字（可能是扫描图片），请换用有文字的文件。")
    margins = [part for kind in ("header", "footer") for _, part in package.parts(kind, name)]
    return Reading(text, mends, _properties(package), "\n".join(dict.fromkeys(_beside(root, margins))))


def _content(container: Any) -> Iterator[str | Table]:
    """The paragraphs and tables of a body or cell in reading order; a paragraph whose mark is deleted runs on into the next."""
    carried = ""
    for block in _blocks(container):
        if _name(block) == "tbl":
            if carried:
                yield carried
            carried = ""
            yield _table(block)
        elif _mark_is_deleted(block):
            carried += _inline(block)
        else:
            yield carried + _inline(block)
            carried = ""
    if carried:
        yield carried


def _lines(container: Any) -> Iterator[str]:
    """The paragraphs of a body or cell, those of its tables too."""
    for block in _content(container):
        yield from [block] if isinstance(block, str) else block.lines


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables of `container`, those in content controls and the like too."""
    for child in container:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _BLOCKS:
            yield from _blocks(child)


def _table(table: Any) -> Table:
    rows = [row for row in _inside(table, "tr") if _property(row, "trPr", "del") is None]
    return Table(tuple(_row(rows)), header=bool(rows) and _property(rows[0], "trPr", "tblHeader") is not None)


def _row(rows: Sequence[Any]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; one covered by the cell above repeats its text, one covered by the cell before it is not there."""
    above: dict[int, tuple[str, ...]] = {}
    for row in rows:
        cells, column = list[Cell](), 0
        for cell in _inside(row, "tc"):
            if _property(cell, "tcPr", "cellDel") is not None or _is_merged(cell, "hMerge"):
                continue
            covered = _is_merged(cell, "vMerge")
            lines = above.get(column, ()) if covered else tuple(_lines(cell))
            cells.append(Cell(lines, _columns(cell), covered))
            above[column] = lines
            column += cells[-1].columns
        yield tuple(cells)


def _columns(cell: Any) -> int:
    span = _property(cell, "tcPr", "gridSpan")
    said = _value(span) if span is not None else ""
    return min(int(said), _MOST_COLUMNS) if said.isdecimal() and int(said) else 1


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in _BLOCKS:
            yield from _inside(child, name)


def _is_merged(cell: Any, how: str) -> bool:
    """Whether `cell` is covered by the merged cell above (`vMerge`) or before it (`hMerge`)."""
    merge = _property(cell, "tcPr", how)
    return merge is not None and _value(merge) != "restart"


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


def _properties(package: Package) -> dict[str, str]:
    """Title, author and date of the document's properties, which often are accidents."""
    said = {_name(child): (child.text or "").strip() for _, core in package.parts("core-properties") for child in core}
    named = {field: said.get(name, "") for field, name in _PROPERTIES}
    return {field: value[:10] if field == "文件日期" else value for field, value in named.items() if value}


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
