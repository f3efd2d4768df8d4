"""The text line by line, padding as a ground of colour, findings underlined, their notes beside the line they begin in."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.zh import heading_level
from evals.render.html.markup import Html, join, tag
from evals.render.html.notes import note_of
from evals.render.html.rows import Row, rows
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
    for start, end in pairwise(row.places):
        here = [n for n in row.findings if n.finding.start <= start and end <= n.finding.end]
        words = _marked(view, start, end, here)
        look, title = _ground(row, start, end)
        yield tag("span", words, class_=look, title=title) if look else words
        yield join(_reference(view, n) for n in here if end == min(n.finding.end, row.end))


def _ground(row: Row, start: int, end: int) -> tuple[str, str]:
    """Class and title of `[start, end)` by how much of it is padding, and whether it goes with the padding."""
    padding = next((s.padding for s in row.scored if s.start <= start and end <= s.end), 0.0)
    step = sum(padding >= least for least in _STEPS)
    gone = any(c.start <= start and end <= c.end for c in row.gone)
    return " ".join(["pad", f"pad{step}"] * bool(step) + ["gone"] * gone), f"空话成分 {padding:.0%}" if step else ""


def _marked(view: View, start: int, end: int, found: Sequence[Numbered]) -> Html:
    words = view.checked.text[start:end]
    if not found:
        return join((words,))
    gravest = min((n.finding.severity for n in found), key=_GRAVEST.index)
    beginning = next((view.mark_id(n.number) for n in found if n.finding.start == start), "")
    return tag("mark", words, class_=gravest, id=beginning, data_notes=" ".join(view.note_id(n.number) for n in found))


def _reference(view: View, numbered: Numbered) -> Html:
    number, finding = numbered
    link = tag("a", str(number), href=f"#{view.note_id(number)}", title=finding.message)
    return tag("sup", link, class_=finding.severity, data_notes=view.note_id(number))
