"""The map from offsets of the canonical text to the runs of a docx, and the cutting of runs at offsets.

    parts = Parts(read_raw(path))
    runs = Runs(parts.document)         # runs.text == canonical_text(path)
    for run in runs.between(12, 20):    # whole `w:r` elements that hold exactly runs.text[12:20], formatted as before
        ...
    path.write_bytes(parts.pack())

Cutting changes no character and no formatting, so offsets stay valid while the runs are being changed; elements may be put before,
after or around the runs. Once text was added or taken out of the canonical text, a new map is to be made.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from corpus.readers import wordml

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Piece:
    """An element that gives the characters `[start, end)`: a `w:t`, or a tab, break or hyphen."""

    start: int
    end: int
    element: Any

    @property
    def run(self) -> Any:
        """The element it stands in: a `w:r`, but for formulas and the like."""
        return self.element.getparent()


@dataclass(frozen=True)
class Line:
    """A line of the canonical text, `[start, end)` without its newline, and its `w:p`: several where the mark between is deleted."""

    start: int
    end: int
    paragraphs: tuple[Any, ...]


class Runs:
    """The runs of the root element of `document.xml` by the offsets of the canonical text."""

    def __init__(self, document: Any) -> None:
        self._namespace = document.tag.partition("}")[0].lstrip("{")
        self._pieces: list[Piece] = []  # in order of place
        self.lines: tuple[Line, ...] = tuple(self._read(document))
        self.text = "\n".join(wordml.text_of(line.paragraphs) for line in self.lines)

    def tag(self, name: str) -> str:
        """`w:NAME` in the namespace of this document."""
        return f"{{{self._namespace}}}{name}"

    def within(self, start: int, end: int) -> list[Piece]:
        """The pieces that give a character of `[start, end)`, in order."""
        first = max(0, bisect_right(self._pieces, start, key=attrgetter("start")) - 1)
        last = bisect_left(self._pieces, end, key=attrgetter("start"))
        return [piece for piece in self._pieces[first:last] if piece.end > start]

    def line_at(self, offset: int) -> Line:
        """The line that `offset` is in; the newline belongs to the line it ends."""
        return self.lines[max(0, bisect_right(self.lines, offset, key=attrgetter("start")) - 1)]

    def between(self, start: int, end: int) -> list[Any]:
        """The runs that give `text[start:end]`, cut so that they give nothing else and hold nothing at either side.

        Newlines between paragraphs are in no run. What cannot be cut (a formula) comes whole: `text_of` says what a run gives.
        """
        self.cut(start)
        self.cut(end)
        return list(dict.fromkeys(piece.run for piece in self.within(start, end)))

    def cut(self, offset: int) -> bool:
        """Let a run end and another begin at `offset`; False where the text cannot be cut there."""
        at = bisect_right(self._pieces, offset, key=attrgetter("start")) - 1
        if at < 0:
            return True
        piece = self._pieces[at]
        if piece.start < offset < piece.end:
            return self._is_run(piece.run) and self._cut_before(self._halved(piece, offset).element)
        before = piece if piece.end == offset else self._pieces[at - 1] if at and self._pieces[at - 1].end == offset else None
        done = before is None or self._cut_after(before.element)
        return done and (piece.start != offset or self._cut_before(piece.element))

    def text_of(self, run: Any) -> str:
        """The characters of the canonical text that `run` gives."""
        return "".join(said for _, said in wordml.pieces(run))

    def _read(self, document: Any) -> Iterator[Line]:
        at = 0
        for body in wordml.children(document, "body"):
            for paragraphs in wordml.lines(body):
                start = at
                for element, said in (piece for p in paragraphs for piece in wordml.pieces(p)):
                    self._pieces.append(Piece(at, at + len(said), element))
                    at += len(said)
                yield Line(start, at, paragraphs)
                at += 1

    def _is_run(self, element: Any) -> bool:
        return bool(element.tag == self.tag("r"))

    def _halved(self, piece: Piece, offset: int) -> Piece:
        """The second half of a text that `piece` held whole; it stands beside the first in the same run."""
        text = piece.element.text
        half = deepcopy(piece.element)
        half.tail = None
        piece.element.text, half.text = text[: offset - piece.start], text[offset - piece.start :]
        for element in (piece.element, half):
            if element.text != element.text.strip():
                element.set(_SPACE, "preserve")
        piece.element.addnext(half)
        made = Piece(offset, piece.end, half)
        piece.end = offset
        insort(self._pieces, made, key=attrgetter("start"))
        return made

    def _cut_before(self, element: Any) -> bool:
        """Let a run begin with `element`."""
        run = element.getparent()
        if not self._is_run(run):
            return all(False for _ in element.itersiblings(preceding=True))
        if any(wordml.name(sibling) != "rPr" for sibling in element.itersiblings(preceding=True)):
            self._move(run, [element, *element.itersiblings()])
        return True

    def _cut_after(self, element: Any) -> bool:
        """Let a run end with `element`."""
        run, following = element.getparent(), list(element.itersiblings())
        if following and self._is_run(run):
            self._move(run, following)
        return self._is_run(run) or not following

    def _move(self, run: Any, elements: list[Any]) -> None:
        """Move the last `elements` of `run` into a run of their own behind it, formatted alike."""
        made = run.makeelement(run.tag, dict(run.attrib))
        made.extend(deepcopy(properties) for properties in wordml.children(run, "rPr"))
        made.extend(elements)
        run.addnext(made)
