"""A docx without some of its sentences: their characters leave the runs, emptied paragraphs go, all else stays as it was."""

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.readers import wordml
from corpus.readers.raw import Raw
from corpus.zh import Span
from drafting.docx.parts import Parts
from drafting.docx.runs import Line, Runs
from evals.trim.layout import Frozen

_ANCHORED = frozenset(("footnoteReference", "endnoteReference", "drawing", "pict", "object", "fldChar", "fldSimple", "oMath"))
# What may go together with an emptied paragraph
_NOTHING = frozenset(("r", "t", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd"))
_HEADING_NAMES = ("heading", "title", "subtitle", "标题")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT_LEVEL = 9  # of an outline: no heading


class DocxFile:
    """An opened docx; see `evals.trim.files.Editable`."""

    def __init__(self, raw: Raw) -> None:
        self._parts = Parts(raw)
        self._runs = Runs(self._parts.document)
        self.text = self._runs.text
        self.frozen = tuple(self._frozen())

    def without(self, removed: Sequence[Span]) -> bytes:
        for gone in reversed(removed):
            for piece in reversed(self._runs.within(*gone)):
                _take_out(piece.element, max(0, gone.start - piece.start), gone.end - piece.start)
        for line in self._runs.lines:
            if any(_goes(line, gone) for gone in removed):
                _drop(line)
        return self._parts.pack()

    def _frozen(self) -> Iterator[Frozen]:
        styles = self._parts.related("styles")
        headings = _heading_styles(styles[1]) if styles else frozenset()
        for line in self._runs.lines:
            paragraph = line.paragraphs[0]
            if any(wordml.name(above) == "tc" for above in paragraph.iterancestors()):
                yield Frozen(line.start, line.end, "它在表格里")
            elif _is_heading(paragraph, headings):
                yield Frozen(line.start, line.end, "它是标题")
            else:
                yield from self._anchors(line)

    def _anchors(self, line: Line) -> Iterator[Frozen]:
        """The characters that notes, pictures and fields hang on: these would stand there without their words."""
        ends = {id(piece.element): piece.end for piece in self._runs.within(line.start, line.end)}
        at = line.start
        for element in (e for paragraph in line.paragraphs for e in paragraph.iter()):
            at = ends.get(id(element), at)
            if wordml.name(element) in _ANCHORED:
                first = at if _leads(element) else max(line.start, at - 1)
                yield Frozen(first, first + 1, "它带着脚注、图片或域")


def _leads(element: Any) -> bool:
    """Does a field begin here? What it shows comes after; all else hangs on what stands before."""
    return wordml.name(element) == "fldSimple" or _attribute(element, "fldCharType") == "begin"


def _goes(line: Line, gone: Span) -> bool:
    """Is the whole line in `gone`, with the newline before it (which the first line has not)?"""
    return gone.start <= max(0, line.start - 1) and line.end <= gone.end


def _take_out(element: Any, start: int, end: int) -> None:
    """Take the characters `[start, end)` out of a `w:t`, or a break or tab as a whole, and the run with the last of them."""
    run = element.getparent()
    if wordml.name(element) == "t":
        element.text = element.text[:start] + element.text[end:]
        if element.text != element.text.strip():
            element.set(_PRESERVE, "preserve")
    if wordml.name(element) != "t" or not element.text:
        run.remove(element)
    if wordml.name(run) == "r" and all(wordml.name(child) == "rPr" for child in run):
        run.getparent().remove(run)


def _drop(line: Line) -> None:
    """Remove the paragraphs of an emptied line, but for one that holds more than text (a section's end, a comment)."""
    for paragraph in line.paragraphs:
        if not wordml.text_of((paragraph,)) and _is_bare(paragraph):
            paragraph.getparent().remove(paragraph)


def _is_bare(paragraph: Any) -> bool:
    inner = [wordml.name(e) for e in _contents(paragraph)]
    ends_section = any(wordml.children(child, "sectPr") for child in wordml.children(paragraph, "pPr"))
    return not ends_section and _NOTHING.issuperset(inner) and inner.count("bookmarkStart") == inner.count("bookmarkEnd")


def _contents(element: Any) -> Iterator[Any]:
    """All elements below `element` but properties: the look of what is gone does not matter."""
    for child in element:
        if wordml.name(child) not in ("pPr", "rPr"):
            yield child
            yield from _contents(child)


def _heading_styles(root: Any) -> frozenset[str]:
    """The ids of the styles that are headings by name or outline level."""
    return frozenset(_attribute(style, "styleId") for style in wordml.children(root, "style") if _is_heading_style(style))


def _is_heading_style(style: Any) -> bool:
    names = [_attribute(name, "val").lower() for name in wordml.children(style, "name")]
    return any(name.startswith(_HEADING_NAMES) for name in names) or _outlined(style)


def _is_heading(paragraph: Any, styles: frozenset[str]) -> bool:
    properties = [p for child in wordml.children(paragraph, "pPr") for p in child]
    return any(wordml.name(p) == "pStyle" and _attribute(p, "val") in styles for p in properties) or _outlined(paragraph)


def _outlined(element: Any) -> bool:
    """Does its `w:pPr` give it a level in the outline?"""
    levels = [p for child in wordml.children(element, "pPr") for p in wordml.children(child, "outlineLvl")]
    return any(int(_attribute(level, "val") or _TEXT_LEVEL) < _TEXT_LEVEL for level in levels)


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
