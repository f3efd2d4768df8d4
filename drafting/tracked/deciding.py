"""Revisions carried out or undone on the tree of a part: insertions, deletions, moves, paragraph marks, rows, cells, properties."""

from collections.abc import Sequence
from typing import Any

from corpus.readers import wordml
from corpus.readers.wordml import children, name
from drafting.tracked.xml import HOLDERS, attribute, content, drop, made, rename, unwrap

PUT_IN, TAKEN_OUT = frozenset(("ins", "moveTo")), frozenset(("del", "moveFrom"))
CELLS = frozenset(("cellIns", "cellDel", "cellMerge"))
CHANGES = frozenset(("tblGridChange", "numberingChange", "tblPrExChange", *(f"{p}PrChange" for p in ("r", "p", "sect", "tbl", "tr", "tc"))))
REVISIONS = PUT_IN | TAKEN_OUT | CELLS | CHANGES
RANGES = frozenset(f"move{side}Range{end}" for side in ("From", "To") for end in ("Start", "End"))
# What a property change says nothing about: it stays as it is
_OUTSIDE = {
    "pPrChange": frozenset(("rPr", "sectPr")),
    "sectPrChange": frozenset(("headerReference", "footerReference")),
    "rPrChange": PUT_IN | TAKEN_OUT,
    "trPrChange": PUT_IN | TAKEN_OUT,
    "tcPrChange": CELLS,
}
_BESIDE_TEXT = frozenset(("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "oMath", "fldChar"))


def revision_elements(root: Any) -> list[Any]:
    """Every element of a part that records a revision, in order of place."""
    return [element for element in root.iter() if name(element) in REVISIONS]


def accept_all(root: Any) -> None:
    """Make `root` what it is with all revisions accepted."""
    decide(revision_elements(root), accept=True)
    _drop_ranges(root)


def reject_all(root: Any) -> None:
    """Make `root` what it was before all revisions."""
    decide(revision_elements(root), accept=False)
    _drop_ranges(root)


def decide(elements: Sequence[Any], accept: bool) -> None:
    """Accept or reject these revisions, given in order of place; what stands inside others is decided before them."""
    inner_first = list(reversed(elements))
    for element in inner_first:
        if name(element) in CHANGES:
            _decide_change(element, accept)
    for part in (_is_content, _is_cell, _is_row, _is_mark):
        for element in inner_first:
            if part(element):
                _DECIDE[part](element, accept)


def _drop_ranges(root: Any) -> None:
    for element in [e for e in root.iter() if name(e) in RANGES]:
        drop(element)


def is_mark(element: Any) -> bool:
    """Does `element` say that the end of a paragraph was put in or taken out?"""
    parent = element.getparent()
    return parent is not None and name(parent) == "rPr" and name(parent.getparent()) == "pPr"


def is_row(element: Any) -> bool:
    """Does it say that of a row of a table?"""
    return element.getparent() is not None and name(element.getparent()) == "trPr"


def _is_mark(element: Any) -> bool:
    return name(element) not in CHANGES and is_mark(element)


def _is_row(element: Any) -> bool:
    return name(element) not in CHANGES and is_row(element)


def _is_cell(element: Any) -> bool:
    return name(element) in CELLS


def _is_content(element: Any) -> bool:
    """Neither a property change nor a mark, row or cell: what stands inside it was put in or taken out."""
    parent = element.getparent()
    return parent is not None and name(element) in PUT_IN | TAKEN_OUT and not is_row(element) and not is_mark(element)


def _stays(element: Any, accept: bool) -> bool:
    return (name(element) in PUT_IN or name(element) == "cellIns") == accept


def _decide_content(element: Any, accept: bool) -> None:
    parent = element.getparent()
    if name(parent) in ("rPr", "numPr"):  # a run of a formula, or a number before a paragraph, was put in or taken out as a whole
        drop(element if _stays(element, accept) else parent.getparent() if name(parent) == "rPr" else parent)
        drop(element)
    elif _stays(element, accept):
        for inner in element.iter():
            _undelete(inner)
        unwrap(element)
    else:
        drop(element)


def _undelete(element: Any) -> None:
    """The names that text bears only while it is deleted."""
    if name(element) in ("delText", "delInstrText"):
        rename(element, "t" if name(element) == "delText" else "instrText")


def _decide_mark(element: Any, accept: bool) -> None:
    marks = element.getparent()
    paragraph = marks.getparent().getparent()
    drop(element)
    _drop_if_empty(marks)
    if not _stays(element, accept) and paragraph is not None and paragraph.getparent() is not None:
        _join(paragraph)


def _join(paragraph: Any) -> None:
    """Let the next paragraph begin with the content of `paragraph`; the properties are those of the mark that is left, the second."""
    following = _next_paragraph(paragraph)
    if following is not None:
        at = len(children(following, "pPr"))
        following[at:at] = list(content(paragraph))
        _drop_block(paragraph)
    elif not wordml.text_of((paragraph,)) and not _closes_cell(paragraph):
        _drop_last(paragraph)


def _drop_last(paragraph: Any) -> None:
    """Drop a paragraph without words that none follows; a picture or the like in it goes to the paragraph before, if there is one."""
    before = next((b for b in paragraph.itersiblings(preceding=True) if name(b) in ("p", "tbl")), None)
    holds_more = any(name(e) in _BESIDE_TEXT for e in paragraph.iter())
    if holds_more and before is not None and name(before) == "p":
        before.extend(list(content(paragraph)))
        holds_more = False
    if not holds_more:
        _drop_block(paragraph)


def _closes_cell(paragraph: Any) -> bool:
    cell = paragraph.getparent()
    return name(cell) == "tc" and not any(name(b) == "p" for b in paragraph.itersiblings())


def _next_paragraph(paragraph: Any) -> Any:
    """The paragraph that follows with no table between; None without one."""
    at = paragraph
    while name(at) not in ("body", "tc", "txbxContent", "footnote", "endnote", "comment", "hdr", "ftr"):
        for sibling in at.itersiblings():
            if (first := _first_block(sibling)) is not None:
                return first if name(first) == "p" else None
        at = at.getparent()
        if at is None or name(at) not in HOLDERS | {"body", "tc"}:
            return None
    return None


def _first_block(element: Any) -> Any:
    if name(element) in ("p", "tbl"):
        return element
    if name(element) in HOLDERS:
        return next((found for inner in element if (found := _first_block(inner)) is not None), None)
    return None


def _decide_row(element: Any, accept: bool) -> None:
    row = element.getparent().getparent()
    group = element.getparent()
    drop(element)
    _drop_if_empty(group)
    if _stays(element, accept):
        return
    table = row.getparent()
    _drop_block(row)
    while table is not None and name(table) != "tbl":
        table = table.getparent()
    if table is not None and not any(name(e) == "tr" for e in table.iter()):
        _drop_table(table)


def _drop_table(table: Any) -> None:
    cell = table.getparent()
    _drop_block(table)
    if cell is not None and name(cell) == "tc" and not children(cell, "p"):
        cell.append(made(cell, "p"))


def _decide_cell(element: Any, accept: bool) -> None:
    cell = element.getparent().getparent()
    if name(element) == "cellMerge":
        _decide_merge(element, accept)
    elif not _stays(element, accept):
        drop(cell)
    drop(element)


def _decide_merge(element: Any, accept: bool) -> None:
    state = attribute(element, "vMerge" if accept else "vMergeOrig")
    group = element.getparent()
    for merge in children(group, "vMerge"):
        drop(merge)
    if state:
        element.addprevious(made(element, "vMerge", val="restart" if state == "rest" else "continue"))


def _decide_change(element: Any, accept: bool) -> None:
    group = element.getparent()
    drop(element)
    if not accept and name(element) != "numberingChange":
        _restore(group, element)
    _drop_if_empty(group)


def _restore(group: Any, change: Any) -> None:
    """Give a group of properties back what a change of it remembers."""
    kept = _OUTSIDE.get(name(change), frozenset())
    for now in [p for p in group if name(p) not in kept]:
        group.remove(now)
    before = [p for old in change for p in old if name(p) not in kept]
    late = [p for p in group if name(p) in ("rPr", "sectPr")] if name(change) == "pPrChange" else []
    at = len(group) - len(late)
    group[at:at] = before


def _drop_if_empty(group: Any) -> None:
    """Properties that say nothing are not there; those of a paragraph that held only these neither."""
    while group is not None and name(group) in ("rPr", "pPr", "trPr") and not len(group) and not group.attrib:
        parent = group.getparent()
        drop(group)
        group = parent


def _drop_block(block: Any) -> None:
    """Drop a block, and what held nothing else."""
    parent = block.getparent()
    drop(block)
    while parent is not None and name(parent) in ("sdtContent", "sdt") and _first_of(parent) is None:
        parent, gone = parent.getparent(), parent
        drop(gone)


def _first_of(holder: Any) -> Any:
    kinds = ("p", "tbl", "tr", "tc", "r")
    return next((e for e in holder.iterdescendants() if name(e) in kinds), None)


_DECIDE = {_is_content: _decide_content, _is_cell: _decide_cell, _is_row: _decide_row, _is_mark: _decide_mark}
