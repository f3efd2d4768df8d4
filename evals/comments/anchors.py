"""The marks in the text that say what a comment is about."""

from collections.abc import Sequence
from typing import Any

from corpus.readers import wordml
from drafting.docx.runs import Line, Runs

# What marks may stand in; around anything else (a content control, a field, a formula) they stand outside
_OPEN = frozenset(("p", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo"))


def attach(document: Any, spans: Sequence[tuple[int, int]], first: int) -> None:
    """Mark each span of the canonical text as what the comments from number `first` on are about; `0, 0` is the whole document."""
    runs = Runs(document)
    for number, (start, end) in enumerate(spans, first):
        _mark(runs, number, *_ends(runs, start, end))


def _ends(runs: Runs, start: int, end: int) -> tuple[Any, Any]:
    """The first and the last element of what `[start, end)` gives; a paragraph twice where there is nothing to stand around."""
    line = runs.line_at(start)
    if end == 0:
        line = next((line for line in runs.lines if runs.text[line.start : line.end].strip()), line)
        start, end = line.start, line.end
    found = runs.between(start, end) or runs.between(line.start, line.end)
    return (_outermost(found[0]), _outermost(found[-1])) if found else _paragraph(line)


def _paragraph(line: Line) -> tuple[Any, Any]:
    return line.paragraphs[-1], line.paragraphs[-1]


def _mark(runs: Runs, number: int, first: Any, last: Any) -> None:
    start, end, reference = (_mark_element(runs, kind, number) for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"))
    run = start.makeelement(runs.tag("r"))
    run.append(reference)
    if wordml.name(first) == "p":
        first.extend([start, end, run])
        return
    first.addprevious(start)
    last.addnext(end)
    _in_paragraph(end).addnext(run)


def _mark_element(runs: Runs, kind: str, number: int) -> Any:
    element = runs.lines[0].paragraphs[0]
    return element.makeelement(runs.tag(kind), {runs.tag("id"): str(number)})


def _outermost(run: Any) -> Any:
    """`run`, or the outermost element around it that marks may not stand in."""
    found = run
    for ancestor in run.iterancestors():
        if wordml.name(ancestor) == "p":
            break
        if wordml.name(ancestor) not in _OPEN:
            found = ancestor
    return found


def _in_paragraph(element: Any) -> Any:
    """`element`, or what holds it in its paragraph: the reference is no part of another's insertion or of a link."""
    while wordml.name(element.getparent()) != "p":
        element = element.getparent()
    return element
