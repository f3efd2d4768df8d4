"""A docx with its layout put right: only properties change, never a character, a picture, a comment or a revision."""

import re
from typing import Any

from corpus.readers.raw import Raw
from drafting.docx.indents import Indent, closing_indents
from drafting.docx.layouts import Layout
from drafting.docx.parts import Parts
from drafting.layout_check.dressing import dress
from drafting.layout_check.numbers import put_page_numbers
from drafting.layout_check.pages import portrait
from drafting.layout_check.properties import property_of, put, set_values
from drafting.layout_check.reading import Part
from drafting.layout_check.roles import roles
from drafting.layout_check.slips import slips
from drafting.layout_check.story import Place, grid_pitch, places, reading_of
from drafting.layout_check.tables import narrow, sticks_out, tables
from drafting.layout_check.wanted import IMPRINT, Wanted, wanted
from drafting.tracked.xml import attribute

_TWIPS = 20
_MM = 1440 / 25.4
_PASSES = 2  # an indent in points is another number of characters once their size is mended
_INDENTS = ("left", "start", "leftChars", "startChars", "firstLine", "firstLineChars", "hanging", "hangingChars")
_LABEL = re.compile(r"[^：:]{1,4}[：:]")


def repaired(raw: Raw, look: Layout) -> bytes:
    """The docx `raw` in the layout `look`: the same words, comments, revisions and pictures.

    A table too wide for the page becomes narrower. Annexes, pages that lie across, what of 眉首 and 版记 is not known, and a footer that
    says more than the number of the page keep the look they have.
    """
    parts = Parts(raw)
    if grid_pitch(parts) != look.page.pitch:
        _keep_off_grid(parts, look)
    for _ in range(_PASSES):
        _mend_lines(parts, look)
    upright = list(portrait(parts.document))
    for section in upright:
        _set_page(section, look)
    _fit_tables(parts.document, set(upright), look.page.text_width * _TWIPS)
    put_page_numbers(parts, look)
    return parts.pack()


def _keep_off_grid(parts: Parts, look: Layout) -> None:
    """The grid to come would stretch the lines of what is left as it is: a 发文机关标志 of 40 points to two lines of it, a row to one."""
    found = places(parts)
    free = [p for place, part in zip(found, roles([p.line for p in found])) if _is_free(place, part, look) for p in place.paragraphs]
    cells = [p for table in tables(parts.document, set(portrait(parts.document))) for p in table.iter("{*}p")]
    for paragraph in (*free, *cells):
        set_values(property_of(paragraph, "pPr", "snapToGrid"), val=0)


def _is_free(place: Place, part: Part, look: Layout) -> bool:
    """Do its lines stay as high as its characters make them?"""
    want = wanted(part, look)
    return place.line.line is None and bool(place.line.text.strip()) and (want is None or want.line is None)


def _mend_lines(parts: Parts, look: Layout) -> None:
    found = places(parts)
    wrong: dict[int, set[str]] = {}
    for slip in slips(reading_of(parts), look):
        wrong.setdefault(slip.line.start, set()).add(slip.kind)
    own = roles([place.line for place in found])
    closing = _closing(found, own, look)
    for i, (place, part) in enumerate(zip(found, own)):
        want = wanted(part, look)
        if want is not None and place.line.start in wrong:
            _mend(place, part, want, look, wrong[place.line.start], closing.get(i))


def _closing(found: list[Place], own: tuple[Part, ...], look: Layout) -> dict[int, Indent]:
    """How far signature and date stand from the right, by index."""
    said: dict[str, dict[int, str]] = {"signature": {}, "date": {}}
    for i, (place, part) in enumerate(zip(found, own)):
        if part in said:
            said[part][i] = place.line.text.strip()
    return closing_indents(said["signature"], said["date"], look.style("date").right)


def _mend(place: Place, part: Part, want: Wanted, look: Layout, wrong: set[str], indent: Indent | None) -> None:
    text = place.line.text
    typed = text[:1].isspace()
    for paragraph in place.paragraphs:
        if "line" in wrong and want.line:
            _space(property_of(paragraph, "pPr", "spacing"), want.line, close=want.close)
        if "indent" in wrong:
            _indent(property_of(paragraph, "pPr", "ind"), want, part, text)
        if "align" in wrong:
            set_values(property_of(paragraph, "pPr", "jc"), val=want.align)
            if indent and not typed:
                right = round(indent.right * want.em * _TWIPS)
                set_values(property_of(paragraph, "pPr", "ind"), left=0, leftChars=0, firstLine=0, right=right)
    if {"font", "size"} & wrong:
        dress(place, part, look)


def _space(element: Any, line: float, *, close: bool) -> None:
    """Lines at their exact height, nothing between paragraphs that stand `close`."""
    set_values(element, line=round(line * _TWIPS), lineRule="exact")
    if close:
        set_values(element, before=0, after=0, beforeLines=0, afterLines=0, beforeAutospacing=0, afterAutospacing=0)


def _indent(element: Any, want: Wanted, part: Part, text: str) -> None:
    """The indent that is wanted; where it is typed as spaces nothing is added to them."""
    first = 0.0 if text[:1].isspace() or want.first is None else want.first
    for key in list(element.attrib):
        if key.rpartition("}")[2] in _INDENTS:
            del element.attrib[key]
    if part in IMPRINT:
        _between(element, first, want.em, _LABEL.match(text))
    else:
        set_values(element, left=0, leftChars=0, firstLine=round(first * want.em * _TWIPS), firstLineChars=round(first * 100))


def _between(element: Any, first: float, em: float, label: re.Match[str] | None) -> None:
    """左右各空一字，回行与冒号后的首字对齐."""
    hanging = len(label[0]) if label else 0
    for key, characters in (("left", first + hanging), ("hanging", hanging), ("right", 1)):
        set_values(element, **{key: round(characters * em * _TWIPS), f"{key}Chars": round(characters * 100)})


def _set_page(section: Any, look: Layout) -> None:
    page = look.page
    set_values(put(section, "pgSz"), w=round(page.width * _MM), h=round(page.height * _MM))
    sides = {side: round(getattr(page, side) * _MM) for side in ("top", "bottom", "left", "right", "footer")}
    margins = put(section, "pgMar")
    set_values(margins, **sides)
    for side in ("header", "gutter"):
        if not attribute(margins, side):
            set_values(margins, **{side: 851 if side == "header" else 0})
    set_values(put(section, "docGrid"), type="lines", linePitch=round(page.pitch * _TWIPS))


def _fit_tables(document: Any, upright: set[Any], room: float) -> None:
    for table in tables(document, upright):
        if sticks_out(table, room):
            narrow(table, room)
