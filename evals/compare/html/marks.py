"""A stretch of one side with its changes marked: what went, what came, what was moved."""

from collections.abc import Iterator, Sequence
from typing import Literal

from corpus.zh import Span
from drafting.compare import Change
from evals.compare.words import CATEGORY
from evals.render.html.markup import Html, tag

Side = Literal["old", "new"]


def marked(text: str, line: Span, changes: Sequence[Change], side: Side) -> Iterator[str | Html]:
    """The pieces of `line`; `changes` are those of this side that reach into it, in order."""
    at = line.start
    for change in changes:
        span: Span = getattr(change, side)
        start, end = max(span.start, line.start), min(span.end, line.end)
        yield text[at:start]
        yield _mark(change, side, text[start:end] + "⏎" * (span.end > line.end and change.kind != "move"))
        at = max(at, end)
    yield text[at : line.end]


def _mark(change: Change, side: Side, words: str) -> Html:
    if change.kind == "move":
        return tag("span", words, class_="move") if words else Html()
    name = "del" if side == "old" else "ins"
    return tag(name, words, class_=change.category, title=CATEGORY[change.category]) if words else Html()
