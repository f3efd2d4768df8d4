"""The text line by line: padding as a ground of colour, the findings shown marked with their numbers, the one chosen stands out."""

from collections.abc import Collection, Iterator

import streamlit as st

from corpus.zh import heading_level
from evals.render.html.markup import Html, join, tag
from evals.render.html.rows import Piece, Row, rows
from evals.render.html.view import Numbered
from pages.review.view import View

KINDS = {"error": "bad", "warning": "warn", "suggestion": "info"}
_STEPS = (0.35, 0.5, 0.65, 0.8)  # of padding, from which the ground is darker
_TITLE = 40  # characters of a line that is taken for a title or heading
_GRAVEST = tuple(KINDS)


def show(view: View, shown: Collection[int], chosen: int, *, heat: bool) -> None:
    """The findings numbered `shown` are marked; `heat` shows how empty the sentences are."""
    lines = rows(view.numbers)
    text = view.reviewed.text
    body = (_line(text, row, frozenset(shown), chosen, heat) for row in lines if row.findings or text[row.start : row.end].strip())
    st.html(tag("div", *body, class_="bz-sheet bz-review-sheet", tabindex="0", role="region", aria_label="文稿"))


def _line(text: str, row: Row, shown: Collection[int], chosen: int, heat: bool) -> Html:
    words = text[row.start : row.end]
    pieces = (part for piece in row.pieces() for part in _piece(text, row, piece, shown, chosen, heat))
    number = tag("span", str(row.number), class_="bz-place", title=f"第{row.number}段")
    return tag("p", number, *pieces, class_=_look(words, row.number))


def _look(words: str, number: int) -> str:
    if len(words) > _TITLE or words.endswith("。"):
        return ""
    return "bz-title" if number == 1 else "bz-section" if heading_level(words) else ""


def _piece(text: str, row: Row, piece: Piece, shown: Collection[int], chosen: int, heat: bool) -> Iterator[Html]:
    found = [n for n in piece.findings if n.number in shown]
    words = _marked(text[piece.start : piece.end], found, chosen)
    step = sum(piece.padding >= least for least in _STEPS) if heat else 0
    yield tag("span", words, class_=f"bz-pad{step}", title=f"空话成分 {piece.padding:.0%}") if step else words
    yield join(_reference(n, chosen) for n in found if piece.end == min(n.finding.end, row.end))


def _marked(words: str, found: list[Numbered], chosen: int) -> Html:
    if not found:
        return join((words,))
    first = min(found, key=lambda n: (n.number != chosen, _GRAVEST.index(n.finding.severity), n.finding.end - n.finding.start))
    now = " bz-now" if first.number == chosen else ""
    return tag("mark", words, class_=f"bz-{KINDS[first.finding.severity]}{now}", data_go=first.number, title=first.finding.message)


def _reference(numbered: Numbered, chosen: int) -> Html:
    now = " bz-now-number" if numbered.number == chosen else ""
    return tag("sup", str(numbered.number), class_=f"bz-{KINDS[numbered.finding.severity]}-edge{now}", data_go=numbered.number)
