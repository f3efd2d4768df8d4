"""A part of a document as one stream of characters, kept ones, those put in and those taken out, with every revision's place in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from corpus.readers.wordml import children, name
from corpus.zh import Span
from drafting.tracked.deciding import CELLS, CHANGES, PUT_IN, REVISIONS, TAKEN_OUT
from drafting.tracked.xml import attribute

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = frozenset(("rt", "Fallback", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "tblGrid"))
_GROUPS = frozenset(("pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr", "tblPrEx"))


@dataclass(frozen=True)
class Placed:
    """An element that records a revision, and what it is about."""

    element: Any
    span: Span
    move: str  # the name of the move it belongs to; '' when it is none


@dataclass
class Story:
    """The text of the document, a header, a note or a text box."""

    where: str  # in Chinese; '' for the text itself
    characters: list[str] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    remarks: dict[str, list[int]] = field(default_factory=dict)  # where each comment begins and ends
    boxes: list[Any] = field(default_factory=list)  # text boxes found on the way

    @cached_property
    def text(self) -> str:
        return "".join(self.characters)

    @cached_property
    def was(self) -> "View":
        """The text before all revisions."""
        return View(self.text, self._spans(PUT_IN | {"cellIns"}))

    @cached_property
    def now(self) -> "View":
        """The text with all revisions accepted."""
        return View(self.text, self._spans(TAKEN_OUT | {"cellDel"}))

    def _spans(self, kinds: frozenset[str]) -> list[Span]:
        return [p.span for p in self.placed if name(p.element) in kinds]


class View:
    """Which characters of a story one reading of it shows."""

    def __init__(self, text: str, hidden: Sequence[Span]) -> None:
        shown = bytearray(b"\x01") * len(text)
        for span in hidden:
            shown[span.start : span.end] = bytes(span.end - span.start)
        self._at = [0, *accumulate(shown)]
        self.text = "".join(c for c, seen in zip(text, shown) if seen)

    def span(self, span: Span) -> Span:
        """The place of a stretch of the story in this reading."""
        return Span(self._at[span.start], self._at[span.end])


def story(container: Any, where: str) -> Story:
    """The story in `container` (a body, header, note, text box)."""
    made = Story(where)
    _Walk(made).blocks(container)
    made.placed.sort(key=lambda p: p.span)
    return made


class _Walk:
    def __init__(self, made: Story) -> None:
        self._story = made
        self._moves: dict[str, str] = {}  # the moves whose range is open: name by id

    @property
    def _at(self) -> int:
        return len(self._story.characters)

    def blocks(self, container: Any) -> None:
        """Everything in an element, in order of place."""
        for element in container:
            self._one(element)

    def _one(self, element: Any) -> None:
        kind = name(element)
        start = self._at
        if kind in _CHARACTERS:
            self._story.characters.append(_CHARACTERS[kind])
        elif kind in ("t", "delText"):
            self._story.characters += element.text or ""
        elif kind == "txbxContent":
            self._story.boxes.append(element)
        elif kind.startswith(("move", "comment")) and kind not in REVISIONS:
            self._mark(element, kind)
        elif kind and kind not in _SKIPPED and kind not in _GROUPS:
            self._inside(element, kind, start)

    def _inside(self, element: Any, kind: str, start: int) -> None:
        move = self._move(kind)
        self.blocks(element)
        if kind in PUT_IN | TAKEN_OUT:
            self._place(element, Span(start, self._at), move)
        for group in (g for g in element if name(g) in _GROUPS and kind != "p"):
            self._properties(group, Span(start, self._at))
        if kind == "p":
            self._paragraph(element, start)

    def _paragraph(self, paragraph: Any, start: int) -> None:
        end = self._at
        self._story.characters.append("\n")
        for group in children(paragraph, "pPr"):
            self._properties(group, Span(start, end))
            for inner in group:
                if name(inner) in _GROUPS:
                    self._properties(inner, Span(end, end + 1))
                self._numbered(inner, Span(start, end))

    def _numbered(self, inner: Any, span: Span) -> None:
        for mark in inner if name(inner) == "numPr" else ():
            if name(mark) in REVISIONS:
                self._place(mark, Span(span.start, span.start))

    def _properties(self, group: Any, span: Span) -> None:
        for element in group:
            if name(element) in CHANGES | CELLS | PUT_IN | TAKEN_OUT:
                self._place(element, span, self._move(name(element)))

    def _place(self, element: Any, span: Span, move: str = "") -> None:
        self._story.placed.append(Placed(element, span, move))

    def _move(self, kind: str) -> str:
        """The move that is open here, for what bears its kind."""
        return next((m for m in reversed(self._moves.values()) if m), "") if kind in ("moveFrom", "moveTo") else ""

    def _mark(self, element: Any, kind: str) -> None:
        number = attribute(element, "id")
        if kind in ("moveFromRangeStart", "moveToRangeStart"):
            self._moves[number] = attribute(element, "name")
        elif kind in ("moveFromRangeEnd", "moveToRangeEnd"):
            self._moves.pop(number, None)
        elif kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            self._story.remarks.setdefault(number, []).append(self._at)


def stories(root: Any, where: str) -> Iterator[Story]:
    """The story of a part, each note of it, and the text boxes in it."""
    containers = [e for e in root if name(e) in ("body", "footnote", "endnote")] or [root]
    for container in containers:
        yield from _with_boxes(container, where)


def _with_boxes(container: Any, where: str) -> Iterator[Story]:
    made = story(container, where)
    yield made
    for box in made.boxes:
        yield from _with_boxes(box, where + "文本框")


def companions(root: Any) -> dict[Any, Any]:
    """What older programs are shown in the place of a text box bears the same revisions: each with its own."""
    found: dict[Any, Any] = {}
    for choice in root.iter("{*}AlternateContent"):
        parts = [[e for side in children(choice, kind) for e in side.iter() if name(e) in REVISIONS] for kind in ("Choice", "Fallback")]
        if len(parts[0]) == len(parts[1]):
            found |= dict(zip(*parts))
    return found
