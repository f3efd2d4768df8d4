"""The structure of WordprocessingML as it is read: which elements give characters of the canonical text, and in what order.

Names are compared without namespace, so that Strict Open XML reads like the usual kind.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted text, what floats beside the text, properties, readings above characters; Choice stands beside its Fallback
_OUT = frozenset(("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "Choice"))
_BLOCKS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Fallback"))
_MOST_COLUMNS = 64

Paragraphs = tuple[Any, ...]  # the `w:p` of one line: several where the mark between them is deleted


class GridCell(NamedTuple):
    """A `w:tc`, how many columns it spans, and whether the cell above covers it: then its text is not in the canonical text."""

    element: Any
    columns: int
    covered: bool


def content(container: Any) -> Iterator["Paragraphs | Any"]:
    """What stands in a body or cell in reading order: the paragraphs of a line as a tuple, a table as its `w:tbl`."""
    carried: Paragraphs = ()
    for block in _blocks(container):
        if name(block) == "tbl":
            if next(_rows(block), None) is None:
                continue  # all its rows are deleted
            if text_of(carried):
                yield carried
            carried = ()
            yield block
        elif _mark_is_deleted(block):
            carried = (*carried, block)
        else:
            yield (*carried, block)
            carried = ()
    if text_of(carried) or (carried and name(container) == "tc"):  # the last mark of a cell cannot be deleted
        yield carried


def lines(container: Any) -> Iterator[Paragraphs]:
    """The lines of a body or cell, those of its tables too, as the canonical text has them."""
    for block in content(container):
        if isinstance(block, tuple):
            yield block
        else:
            yield from (line for row in rows(block) for cell in row if not cell.covered for line in lines(cell.element))


def rows(table: Any) -> Iterator[tuple[GridCell, ...]]:
    """The cells of each row that is not deleted; one covered by the cell before it is not there."""
    return (tuple(_cells(row)) for row in _rows(table))


def has_header(table: Any) -> bool:
    """Does the file say that the first row is a header?"""
    first = next(_rows(table), None)
    return first is not None and _property(first, "trPr", "tblHeader") is not None


def pieces(element: Any) -> Iterator[tuple[Any, str]]:
    """The elements in a paragraph that give characters, with those characters."""
    for child in element:
        kind = name(child)
        if kind == "t":
            if child.text:
                yield child, child.text
        elif kind in _CHARACTERS:
            yield child, _CHARACTERS[kind]
        elif kind not in _OUT:
            yield from pieces(child)


def text_of(line: Paragraphs) -> str:
    """The characters of a line."""
    return "".join(characters for paragraph in line for _, characters in pieces(paragraph))


def name(element: Any) -> str:
    """The local name; '' for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, kind: str) -> list[Any]:
    """The children of this local name."""
    return [child for child in element if name(child) == kind]


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables of `container`, those in content controls and the like too."""
    for child in container:
        kind = name(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind in _BLOCKS:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in _inside(table, "tr") if _property(row, "trPr", "del") is None)


def _inside(parent: Any, kind: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in parent:
        if name(child) == kind:
            yield child
        elif name(child) in _BLOCKS:
            yield from _inside(child, kind)


def _cells(row: Any) -> Iterator[GridCell]:
    for cell in _inside(row, "tc"):
        if _property(cell, "tcPr", "cellDel") is None and not _is_merged(cell, "hMerge"):
            yield GridCell(cell, _columns(cell), _is_merged(cell, "vMerge"))


def _columns(cell: Any) -> int:
    span = _property(cell, "tcPr", "gridSpan")
    said = _value(span) if span is not None else ""
    return min(int(said), _MOST_COLUMNS) if said.isdecimal() and int(said) else 1


def _is_merged(cell: Any, how: str) -> bool:
    """Whether `cell` is covered by the merged cell above (`vMerge`) or before it (`hMerge`)."""
    merge = _property(cell, "tcPr", how)
    return merge is not None and _value(merge) != "restart"


def _mark_is_deleted(paragraph: Any) -> bool:
    marks = [mark for properties in children(paragraph, "pPr") for mark in children(properties, "rPr")]
    return any(name(child) in ("del", "moveFrom") for mark in marks for child in mark)


def _property(element: Any, group: str, kind: str) -> Any:
    """The property `kind` of a row or cell, or None."""
    return next((p for properties in children(element, group) for p in children(properties, kind)), None)


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")
