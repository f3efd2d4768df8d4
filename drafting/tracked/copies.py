"""Words, paragraphs and tables of the new version as they are put into the document of the old one."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from corpus.readers.wordml import children, name, pieces
from drafting.tracked.looks import marked_paragraph, paragraph_properties, run_properties
from drafting.tracked.pen import Pen
from drafting.tracked.xml import child, drop, made, properties

# Of a run: characters, and what needs nothing outside of the text
_GIVES = frozenset(("rPr", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))
_KEPT_IN_TABLE = _GIVES | {"pPr", "p", "r", "tbl", "tblPr", "tblGrid", "tr", "trPr", "tblPrEx", "tc", "tcPr", "oMath", "oMathPara"}
_WHOLE = frozenset(("oMath", "oMathPara", "ruby"))


def copied_run(run: Any) -> Any:
    """A run with nothing but its characters and its look."""
    copy = deepcopy(run)
    copy.tail = None
    for inner in [e for e in copy if name(e) not in _GIVES and not any(True for _ in pieces(e))]:
        copy.remove(inner)
    _put_properties(copy, "rPr", run_properties(run))
    return copy


def run_like(run: Any, like: Any) -> Any:
    """The characters of a run in the look of another; plain without one."""
    copy = copied_run(run)
    _put_properties(copy, "rPr", None if like is None else run_properties(like))
    return copy


def empty_paragraph(like: Any) -> Any:
    """A paragraph without text that looks like another."""
    paragraph = made(like, "p")
    _put_properties(paragraph, "pPr", paragraph_properties(like))
    return paragraph


def inserted_table(table: Any, pen: Pen) -> Any:
    """A copy of a table, every row of it put in."""
    copy = _plain(deepcopy(table))
    for row in [e for e in copy.iter() if name(e) == "tr"]:
        mark_row(row, "ins", pen)
    return copy


def inserted_row(row: Any, pen: Pen) -> Any:
    """A copy of a row as one put in."""
    copy = _plain(deepcopy(row))
    for inner in [e for e in copy.iter() if name(e) == "tr"]:
        mark_row(inner, "ins", pen)
    return copy


def mark_row(row: Any, kind: str, pen: Pen) -> None:
    """Mark a row, and the words in it, as put in (`ins`) or taken out (`del`)."""
    group = properties(row, "trPr")
    change = next((p for p in group if name(p) == "trPrChange"), None)
    mark = pen.element(row, kind)
    if change is None:
        group.append(mark)
    else:
        change.addprevious(mark)
    for paragraph in _paragraphs(row):
        wrap(list(_runs(paragraph)), kind, pen)
        marked_paragraph(paragraph, pen.element(paragraph, kind))


def wrap(elements: list[Any], kind: str, pen: Pen) -> list[Any]:
    """Put `w:KIND` around elements, one around each row of neighbours; the wrappers."""
    wrappers: list[Any] = []
    for element in elements:
        before = element.getprevious()
        if wrappers and before is wrappers[-1]:
            wrappers[-1].append(element)
        else:
            wrapper = pen.element(element, kind)
            element.addprevious(wrapper)
            wrapper.append(element)
            wrappers.append(wrapper)
        if kind == "del":
            _as_deleted(element)
    return wrappers


def rest_of(paragraph: Any) -> list[Any]:
    """The runs of a paragraph that nobody has taken out."""
    return [run for run in _runs(paragraph) if name(run) == "r"]


def whole_fields(runs: list[Any]) -> list[Any]:
    """`runs`, where every field that begins in them ends in them; else those that are no part of one."""
    ends = [v for run in runs for e in run if name(e) == "fldChar" for k, v in e.attrib.items() if k.endswith("}fldCharType")]
    depth = [ends[: i + 1].count("begin") - ends[: i + 1].count("end") for i in range(len(ends))]
    if not depth or (min(depth) >= 0 and depth[-1] == 0):
        return runs
    return [run for run in runs if not any(name(e) in ("fldChar", "instrText") for e in run)]


def _as_deleted(element: Any) -> None:
    for inner in element.iter():
        if name(inner) == "t" and name(inner.getparent()) == "r" and inner.tag.rpartition("}")[0] == element.tag.rpartition("}")[0]:
            inner.tag = inner.tag[:-1] + "delText"
        elif name(inner) == "instrText":
            inner.tag = inner.tag.replace("}instrText", "}delInstrText")


def _paragraphs(row: Any) -> Iterator[Any]:
    """The paragraphs of a row, without those of tables in it and of text boxes."""
    for cell in children(row, "tc"):
        yield from (p for p in cell.iter() if name(p) == "p" and _own(p, cell))


def _own(paragraph: Any, cell: Any) -> bool:
    for above in paragraph.iterancestors():
        if above is cell:
            return True
        if name(above) in ("tbl", "txbxContent"):
            return False
    return False


def _runs(paragraph: Any) -> Iterator[Any]:
    """Runs and formulas of a paragraph, those in links and the like too; not what others took out."""
    for inner in list(paragraph):
        if name(inner) in ("r", "oMath", "oMathPara"):
            yield inner
        elif name(inner) in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "ins", "moveTo"):
            yield from _runs(inner)


def _plain(element: Any) -> Any:
    """Take out of a copy what cannot come along: notes, pictures, fields, links, comments, sections."""
    element.tail = None
    for inner in list(element):
        kind = name(inner)
        if kind in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"):
            _plain(inner)
            at = element.index(inner)
            element[at : at + 1] = [e for e in inner if name(e) in _KEPT_IN_TABLE - {"pPr", "rPr"}]
        elif kind in _WHOLE or kind.endswith("Pr") or kind == "tblGrid":
            if kind == "pPr":
                _put_properties(element, "pPr", paragraph_properties(element))
        elif kind in _KEPT_IN_TABLE:
            _plain(inner)
        else:
            drop(inner)
    return element


def _put_properties(element: Any, kind: str, group: Any) -> None:
    old = child(element, kind)
    if old is not None:
        element.remove(old)
    if group is not None:
        element.insert(0, group)
