"""The text line by line, padding as a ground of colour, findings underlined, their notes beside the line they begin in."""

from collections.abc import Iterator

from corpus.zh import heading_level
from evals.render.html.markup import Html, join, tag
from evals.render.html.notes import note_of
from evals.render.html.rows import Piece, Row, rows
from evals.render.html.view import Numbered, View

_STEPS = (0.35, 0.5, 0.65, 0.8)  # of padding, from which the ground is darker
_TITLE = 40  # characters of a first line that is taken for the title
_GRAVEST = ("error", "warning", "suggestion")


def sheet(view: View) -> Html:
    """What is about the whole document, then all lines."""
    whole = [note_of(view, note) for note in view.notes if not note.finding.end]
    opening = tag("div", *whole, class_="whole") if whole else Html()
    legend = _legend() if view.checked.outcome.sentences else Html()
    shown = (row for row in rows(view) if row.notes or view.checked.text[row.start : row.end].strip())
    return tag("section", opening, legend, *(_row(view, row) for row in shown), class_="sheet")


def _legend() -> Html:
    steps = (tag("span", "　", class_=f"pad pad{i}") for i in range(1, len(_STEPS) + 1))
    return tag("p", "底色越深，空话成分越重：", *steps, class_="legend")


def _row(view: View, row: Row) -> Html:
    place = tag("span", str(row.number), class_="place", title=f"第{row.number}段")
    words = tag("p", *_pieces(view, row), class_=f"line {_look(view.checked.text[row.start : row.end], row.number)}")
    notes = tag("div", *(note_of(view, note) for note in row.notes), class_="margin") if row.notes else Html()
    return tag("div", place, words, notes, class_="row", id=view.line_id(row.start))


def _look(line: str, number: int) -> str:
    """The class of a line: title, heading or text."""
    if number == 1 and len(line) <= _TITLE and not line.endswith("。"):
        return "title"
    level = heading_level(line)
    return f"h{level}" if level and len(line) <= _TITLE else "body"


def _pieces(view: View, row: Row) -> Iterator[Html]:
    """The line cut wherever a finding, a sentence or a cut begins or ends."""
    for piece in row.pieces():
        words = _marked(view, piece)
        look, title = _ground(piece)
        yield tag("span", words, class_=look, title=title) if look else words
        yield join(_reference(view, n) for n in piece.findings if piece.end == min(n.finding.end, row.end))


def _ground(piece: Piece) -> tuple[str, str]:
    """Class and title of a piece by how much of it is padding, and whether it goes with the padding."""
    step = sum(piece.padding >= least for least in _STEPS)
    return " ".join(["pad", f"pad{step}"] * bool(step) + ["gone"] * piece.gone), f"空话成分 {piece.padding:.0%}" if step else ""


def _marked(view: View, piece: Piece) -> Html:
    words, found = view.checked.text[piece.start : piece.end], piece.findings
    if not found:
        return join((words,))
    gravest = min((n.finding.severity for n in found), key=_GRAVEST.index)
    beginning = next((view.mark_id(n.number) for n in found if n.finding.start == piece.start), "")
    return tag("mark", words, class_=gravest, id=beginning, data_notes=" ".join(view.note_id(n.number) for n in found))


def _reference(view: View, numbered: Numbered) -> Html:
    number, finding = numbered
    link = tag("a", str(number), href=f"#{view.note_id(number)}", title=finding.message)
    return tag("sup", link, class_=finding.severity, data_notes=view.note_id(number))
