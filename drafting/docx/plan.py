"""What stands where: a draft as lines ready to be set, each with its style, its pieces and its own indents. No docx in here."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.zh import sentences
from drafting.docx.indents import Indent, attachment_indents, closing_indents
from drafting.docx.layouts import Layout, StyleName
from drafting.docx.titles import title_indent
from drafting.draft import Draft, Role

HEADER: tuple[Role, ...] = ("number", "title", "byline")
_RUN_IN: tuple[Role, ...] = ("heading2", "heading3", "heading4")


class Placed(NamedTuple):
    """One line of the draft's text, `text[start:end]`."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of one look; `marked` when it is to be highlighted."""

    text: str
    style: StyleName
    marked: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph to be set; `before` in lines of the grid, `indent` None for the style's own."""

    style: StyleName
    pieces: tuple[Piece, ...]
    before: float = 0.0
    indent: Indent | None = None
    keep_together: bool = False

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


def plan(draft: Draft, layout: Layout, upward: bool) -> list[Line]:
    """The lines of `draft` in order: their texts joined by newlines are `draft.text`. `upward`: a 上行文."""
    placed = list(lines(draft))
    indents = _indents(placed, draft.text, layout)
    previous: Role | None = None
    planned = []
    for i, line in enumerate(placed):
        style = _style(line, draft.text, upward)
        together = 0 < line.end - line.start <= layout.style(style).keep_together
        planned.append(Line(style, pieces(draft, line), _before(layout, style, line.role, previous), indents.get(i), together))
        previous = line.role
    return planned


def lines(draft: Draft) -> Iterator[Placed]:
    """Every line of the draft's text with the role of the block that begins there; `body` where none does."""
    roles = {block.start: block.role for block in draft.blocks}
    at = 0
    for text in draft.text.split("\n"):
        yield Placed(roles.get(at, "body"), at, at + len(text))
        at += len(text) + 1


def pieces(draft: Draft, line: Placed) -> tuple[Piece, ...]:
    """The line cut where its look changes: at the bounds of marks, and after the heading sentence of a run-in heading."""
    marks = [m for m in draft.marks if m.start < line.end and line.start < m.end]
    heading_end = line.start + heading_length(draft.text[line.start : line.end], line.role)
    bounds = {line.start, line.end, heading_end} | {at for m in marks for at in (m.start, m.end)}
    cuts = sorted(at for at in bounds if line.start <= at <= line.end)
    return tuple(
        Piece(
            draft.text[start:end],
            line.role if start < heading_end else "body",
            line.role == "todo" or any(m.start <= start < m.end for m in marks),
        )
        for start, end in pairwise(cuts)
    )


def heading_length(text: str, role: Role) -> int:
    """How much of `text` is set as its role: all, or the heading sentence where text follows it in the same paragraph."""
    if role not in _RUN_IN:
        return len(text)
    spans = sentences(text)
    return spans[0].end if spans else len(text)


def _style(line: Placed, text: str, upward: bool) -> StyleName:
    if line.role == "number" and upward:
        return "number_up"
    run_in = heading_length(text[line.start : line.end], line.role) < line.end - line.start
    return "body" if run_in else line.role


def _before(layout: Layout, style: StyleName, role: Role, previous: Role | None) -> float:
    if previous is None or previous == role:
        return 0.0
    above = layout.style(previous)
    after = layout.after_header if previous in HEADER and role not in HEADER else above.before if above.aside else 0.0
    return max(layout.style(style).before, after)


def _indents(placed: list[Placed], text: str, layout: Layout) -> dict[int, Indent]:
    """The lines that need indents of their own, by index."""
    said = [(line.role, text[line.start : line.end]) for line in placed]
    by_role = {
        role: {i: words for i, (own, words) in enumerate(said) if own == role} for role in ("title", "attachment", "signature", "date")
    }
    width = layout.page.text_width / layout.style("title").em
    titles = {i: title_indent(words, width) for i, words in by_role["title"].items()}
    attached = by_role["attachment"]
    found = {i: indent for i, indent in titles.items() if indent}
    found |= dict(zip(attached, attachment_indents(list(attached.values()), layout.style("attachment").left)))
    return found | closing_indents(by_role["signature"], by_role["date"], layout.style("date").right)
