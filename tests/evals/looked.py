"""A file's look as a rule example gives it: that of layout gbt9704, but for what it names."""

from dataclasses import replace
from typing import Any

from corpus.zh import paragraphs
from drafting.docx.layouts import Layout, Style, layout
from drafting.docx.plan import heading_length
from drafting.draft import Role
from drafting.layout_check.faults import Fault, faults
from drafting.layout_check.reading import Line, PageLook, Piece, Reading
from drafting.layout_check.roles import roles

LAYOUT = "gbt9704"


def layout_faults(text: str, look: dict[str, dict[str, Any]] | None) -> tuple[Fault, ...]:
    """The faults of `text` in the layout's own look with the values of `look`; none where no look is given."""
    return () if look is None else faults(reading(text, look), layout(LAYOUT))


def reading(text: str, look: dict[str, dict[str, Any]]) -> Reading:
    own = layout(LAYOUT)
    plain = [Line(span.start, span.end, span.of(text), ()) for span in paragraphs(text)]
    lines = tuple(_dressed(line, role, own, look.get(role, {})) for line, role in zip(plain, roles(plain)))
    page = PageLook(
        own.page.width, own.page.height, own.page.top, own.page.bottom, own.page.left, own.page.right, own.page.pitch, True, True, "outside"
    )
    return Reading(text, lines, replace(page, **look.get("page", {})))


def _dressed(line: Line, role: Role, own: Layout, given: dict[str, Any]) -> Line:
    style = own.style(role)
    size, font = given.get("size", style.points), given.get("font", own.font(style))
    heading = line.start + heading_length(line.text, role)
    pieces = [Piece(line.start, heading, font, size)]
    if heading < line.end:
        body: Style = own.style("body")
        pieces.append(Piece(heading, line.end, own.font(body), body.points))
    values = {"align": style.align, "first": style.first_line, "line": style.line} | {
        k: v for k, v in given.items() if k not in ("size", "font")
    }
    return replace(line, pieces=tuple(pieces), **values)
