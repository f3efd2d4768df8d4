"""Fonts, sizes and colour of the runs of a line; a run in which two parts meet is divided there."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from drafting.docx.layouts import Layout
from drafting.layout_check.properties import property_of, set_values
from drafting.layout_check.reading import Part, Piece
from drafting.layout_check.slips import pieces
from drafting.layout_check.story import Place
from drafting.layout_check.wanted import Wanted, wanted
from drafting.tracked.xml import child, made

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RED = "FF0000"


def dress(place: Place, part: Part, look: Layout) -> None:
    """Each run of the line in the font and size of its part."""
    for run, own in _parted(place, part):
        want = wanted(own, look)
        if want is not None:
            _set(run, want, look)


def _parted(place: Place, part: Part) -> Iterator[tuple[Any, Part]]:
    """The runs of a line with their parts, none of them in two."""
    elements = {piece.start: element for piece, element in zip(place.line.pieces, place.elements)}
    before: tuple[Any, Part] | None = None
    for piece, own in pieces(place.line, part):
        element = elements.get(piece.start)
        if element is None:  # the rest of the text before, in another part
            assert before is not None
            element = _divided(before[0], piece)
        elif before is not None and before[1] != own and element.getparent() is before[0].getparent():
            _run_from(element)
        before = element, own
        yield element.getparent(), own


def _divided(text: Any, rest: Piece) -> Any:
    """Part the `w:t` so that the characters of `rest`, its last, stand in a run of their own; the new `w:t`."""
    said = text.text
    cut = len(said) - (rest.end - rest.start)
    other = made(text, "t")
    for element, words in ((text, said[:cut]), (other, said[cut:])):
        element.text = words
        element.set(_SPACE, "preserve")
    text.addnext(other)
    _run_from(other)
    return other


def _run_from(element: Any) -> None:
    """A new run, in the look of the old one, of `element` and all that comes after it there."""
    old = element.getparent()
    new = made(old, "r")
    properties = child(old, "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    new.extend([element, *element.itersiblings()])
    old.addnext(new)


def _set(run: Any, want: Wanted, look: Layout) -> None:
    """Font, size and colour of a run. The theme's fonts go: they would win over those named."""
    if want.font:
        fonts, name = property_of(run, "rPr", "rFonts"), look.fonts[want.font].name
        for key in [k for k in fonts.attrib if k.endswith(("Theme", "cstheme"))]:
            del fonts.attrib[key]
        set_values(fonts, hint="eastAsia", ascii=name, eastAsia=name, hAnsi=name, cs=name)
    if want.points:
        for kind in ("sz", "szCs"):
            set_values(property_of(run, "rPr", kind), val=round(want.points * 2))
    if want.red:
        colour = property_of(run, "rPr", "color")
        colour.attrib.clear()
        set_values(colour, val=_RED)
