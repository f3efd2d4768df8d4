"""A docx with its layout put right: only properties change, never a character, a table, a picture, a comment or a revision."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from corpus.readers.raw import Raw
from drafting.docx.indents import Indent, closing_indents
from drafting.docx.layouts import Layout, Style
from drafting.docx.parts import Parts
from drafting.draft import Role
from drafting.layout_check.faults import CLOSE, pieces, slips
from drafting.layout_check.numbers import put_page_numbers
from drafting.layout_check.pages import portrait
from drafting.layout_check.properties import property_of, put
from drafting.layout_check.reading import Piece
from drafting.layout_check.roles import roles
from drafting.layout_check.story import Place, places, reading_of
from drafting.tracked.xml import child, made

_TWIPS = 20
_MM = 1440 / 25.4
_INDENTS = ("left", "start", "leftChars", "startChars", "firstLine", "firstLineChars", "hanging", "hangingChars")


def repaired(raw: Raw, look: Layout) -> bytes:
    """The docx `raw` in the layout `look`: the same words, comments, revisions, tables and pictures.

    Tables, annexes and pages that lie across keep the look they have, and so does a footer that says more than the number of the page.
    """
    parts = Parts(raw)
    found = places(parts)
    wrong: dict[int, set[str]] = {}
    for slip in slips(reading_of(parts), look):
        wrong.setdefault(slip.line.start, set()).add(slip.kind)
    own = roles([place.line for place in found])
    closing = _closing(found, own, look)
    for i, (place, role) in enumerate(zip(found, own)):
        _mend(place, role, look, wrong.get(place.line.start, set()), closing.get(i))
    for section in portrait(parts.document):
        _set_page(section, look)
    put_page_numbers(parts, look)
    return parts.pack()


def _closing(found: list[Place], own: tuple[Role, ...], look: Layout) -> dict[int, Indent]:
    """How far signature and date stand from the right, by index."""
    said: dict[str, dict[int, str]] = {"signature": {}, "date": {}}
    for i, (place, role) in enumerate(zip(found, own)):
        if role in said:
            said[role][i] = place.line.text.strip()
    return closing_indents(said["signature"], said["date"], look.style("date").right)


def _mend(place: Place, role: Role, look: Layout, wrong: set[str], indent: Indent | None) -> None:
    style = look.style(role)
    for paragraph in place.paragraphs:
        if "line" in wrong:
            _space(property_of(paragraph, "pPr", "spacing"), style, close=role in CLOSE)
        if "indent" in wrong:
            _indent(property_of(paragraph, "pPr", "ind"), style, typed=place.line.text[:1].isspace())
        if "align" in wrong:
            _set(property_of(paragraph, "pPr", "jc"), val=style.align)
            if indent and not place.line.text[:1].isspace():
                _set(property_of(paragraph, "pPr", "ind"), left=0, leftChars=0, firstLine=0, right=round(indent.right * style.em * _TWIPS))
    if {"font", "size"} & wrong:
        for piece, run, own in _parted(place, role, look):
            _dress(run, own, look, piece)


def _space(element: Any, style: Style, *, close: bool) -> None:
    """Lines at their exact height, nothing between paragraphs that stand `close`."""
    _set(element, line=round(style.line * _TWIPS), lineRule="exact")
    if close:
        _set(element, before=0, after=0, beforeLines=0, afterLines=0, beforeAutospacing=0, afterAutospacing=0)


def _indent(element: Any, style: Style, *, typed: bool) -> None:
    """The indent of the style; where it is typed as spaces nothing is added to them."""
    first = 0.0 if typed else style.first_line
    for key in list(element.attrib):
        if key.rpartition("}")[2] in _INDENTS:
            del element.attrib[key]
    _set(element, left=0, leftChars=0, firstLine=round(first * style.em * _TWIPS), firstLineChars=round(first * 100))


def _parted(place: Place, role: Role, look: Layout) -> Iterator[tuple[Piece, Any, Style]]:
    """The pieces of a line with their runs and styles; a run in which a run-in heading ends is parted there."""
    runs = {piece.start: run for piece, run in zip(place.line.pieces, place.runs)}
    previous: Any = None
    for piece, own in pieces(place.line, role):
        run = runs.get(piece.start)
        if run is None:  # the rest of the piece before, in another role
            run = _split(previous, piece)
            if run is None:
                continue
        previous = run
        yield piece, run, look.style(own)


def _split(run: Any, rest: Piece) -> Any:
    """Part `run` so that the characters of `rest`, its last, stand in a run of their own; None where it holds more than one text."""
    texts = [e for e in run if e.tag.endswith("}t")]
    if len(texts) != 1 or len([e for e in run if not e.tag.endswith("}rPr")]) != 1:
        return None
    said, cut = texts[0].text or "", len(texts[0].text or "") - (rest.end - rest.start)
    other = made(run, "r")
    properties = child(run, "rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    text = made(run, "t")
    for element, words in ((texts[0], said[:cut]), (text, said[cut:])):
        element.text = words
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    other.append(text)
    run.addnext(other)
    return other


def _dress(run: Any, style: Style, look: Layout, piece: Piece) -> None:
    """Font and size of a run. The theme's fonts go: they would win over those named."""
    fonts, name = property_of(run, "rPr", "rFonts"), look.font(style)
    for key in [k for k in fonts.attrib if k.endswith(("Theme", "cstheme"))]:
        del fonts.attrib[key]
    _set(fonts, hint="eastAsia", ascii=name, eastAsia=name, hAnsi=name, cs=name)
    if piece.size != style.points:
        for kind in ("sz", "szCs"):
            _set(property_of(run, "rPr", kind), val=round(style.points * 2))


def _set_page(section: Any, look: Layout) -> None:
    page = look.page
    _set(put(section, "pgSz"), w=round(page.width * _MM), h=round(page.height * _MM))
    sides = {side: round(getattr(page, side) * _MM) for side in ("top", "bottom", "left", "right", "footer")}
    margins = put(section, "pgMar")
    _set(margins, **sides)
    for side in ("header", "gutter"):
        if not any(key.endswith(f"}}{side}") for key in margins.attrib):
            _set(margins, **{side: 851 if side == "header" else 0})
    _set(put(section, "docGrid"), type="lines", linePitch=round(page.pitch * _TWIPS))


def _set(element: Any, **values: object) -> None:
    """Attributes in the element's own namespace."""
    space = element.tag.partition("}")[0] + "}"
    for key, said in values.items():
        element.set(space + key, str(said))
