"""The revisions of a Word document as a person counts them, whoever made them and wherever they stand; accepted or rejected one by one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.readers import wordml
from corpus.readers.raw import Raw
from corpus.readers.wordml import children, name
from corpus.zh import Span
from drafting.compare import Category
from drafting.compare.categories import Categories
from drafting.docx.parts import Parts
from drafting.docx.serializing import serialized
from drafting.tracked.deciding import CELLS, CHANGES, PUT_IN, RANGES, decide, is_row, revision_elements
from drafting.tracked.stories import Placed, Story, companions, stories
from drafting.tracked.xml import attribute, drop

Kind = Literal["insert", "delete", "replace", "move", "format"]
_IN_TEXT = "。\n"  # before words judged alone, which are no title
_PARTS = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"))


@dataclass(frozen=True)
class Revision:
    """One change as a person sees it: neighbouring insertions and deletions of one author are a replacement.

    `paragraph` is that of the canonical text, from 1, and 0 outside of it; then `where` names the header, note or text box.
    """

    number: int
    kind: Kind
    author: str
    date: str
    was: str
    now: str
    paragraph: int
    where: str
    in_table: bool
    category: Category | Literal["format"]
    elements: tuple[Any, ...] = field(repr=False, compare=False)

    def as_json(self) -> dict[str, Any]:
        names = ("number", "kind", "author", "date", "was", "now", "paragraph", "where", "in_table", "category")
        return {key: getattr(self, key) for key in names}


@dataclass(frozen=True)
class Note:
    """A comment: who said what about which words."""

    author: str
    date: str
    quote: str
    words: str
    paragraph: int

    def as_json(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in ("author", "date", "quote", "words", "paragraph")}


class RevisedDocument:
    """A docx with its revisions and comments; those of headers, footers, notes and text boxes are there too."""

    def __init__(self, raw: Raw) -> None:
        self._parts = Parts(raw)
        related = [(name_, root, where) for kind, where in _PARTS for name_, root in self._parts.all_related(kind)]
        self._roots = [(self._parts.main, self._parts.document, ""), *related]
        told = [(s, root) for _, root, where in self._roots for s in stories(root, where)]
        groups = [g for s, root in told for g in _groups(s, companions(root))]
        self.revisions = tuple(_numbered(groups))
        self.notes = tuple(_notes(self._parts, told[0][0]))

    def decide(self, revisions: Iterable[Revision], *, accept: bool) -> None:
        """Accept or reject these revisions; the others stay."""
        chosen = {e for r in revisions for e in r.elements}
        for part, root, _ in self._roots:
            mine = [e for e in revision_elements(root) if e in chosen]
            if mine:
                decide(mine, accept)
                _drop_empty_ranges(root)
                if part != self._parts.main:
                    self._parts.put(part, serialized(root))

    def pack(self) -> bytes:
        """The bytes of the document as it now is; every part without a decided revision as it was."""
        return self._parts.pack()


@dataclass
class _Group:
    story: Story
    author: str
    date: str
    move: str
    is_format: bool
    placed: list[Placed]
    end: int
    companions: dict[Any, Any]

    @property
    def whole(self) -> Span:
        return Span(min(p.span.start for p in self.placed), max(p.span.end for p in self.placed))

    def takes(self, placed: Placed) -> bool:
        return placed.span.start <= self.end

    def add(self, placed: Placed) -> None:
        self.placed.append(placed)
        self.end = max(self.end, placed.span.end)


def _groups(story: Story, also: dict[Any, Any]) -> Iterator[_Group]:
    """The revisions of a story, neighbours of one author together, a move as a whole."""
    open_groups: dict[tuple[str, str, bool], _Group] = {}
    found: list[_Group] = []
    for placed in story.placed:
        key = (attribute(placed.element, "author"), placed.move, name(placed.element) in CHANGES)
        group = open_groups.get(key)
        if group is None or not (placed.move or group.takes(placed)):
            date = attribute(placed.element, "date")
            group = open_groups[key] = _Group(story, key[0], date, placed.move, key[2], [], placed.span.end, also)
            found.append(group)
        group.add(placed)
    yield from found


def _numbered(groups: list[_Group]) -> Iterator[Revision]:
    categories: dict[int, Categories] = {}
    for number, group in enumerate(groups, 1):
        story = group.story
        judge = categories.setdefault(id(story), Categories(story.was.text, story.now.text))
        yield _revision(number, group, judge)


def _revision(number: int, group: _Group, judge: Categories) -> Revision:
    was, now = _said(group, put_in=False), _said(group, put_in=True)
    if group.is_format:
        was = now = _words(group.story.text, [p.span for p in group.placed])
    kind = _kind(group, was, now)
    elements = [p.element for p in group.placed]
    place = group.story.now.span(group.whole)
    paragraph = 0 if group.story.where else group.story.now.text.count("\n", 0, place.start) + 1
    return Revision(
        number, kind, group.author, group.date, was, now, paragraph, group.story.where, _in_table(elements[0]),
        _category(group, kind, judge, was, now), (*elements, *(group.companions[e] for e in elements if e in group.companions)),
    )  # fmt: skip


def _category(group: _Group, kind: Kind, judge: Categories, was: str, now: str) -> Category | Literal["format"]:
    if kind == "format":
        return "format"
    before, after = group.story.was.span(group.whole), group.story.now.span(group.whole)
    if before.start == before.end and after.start == after.end:  # neither reading has what was taken out of what was put in
        judge = Categories(_IN_TEXT + was, _IN_TEXT + now)
        before, after = (Span(len(_IN_TEXT), len(_IN_TEXT + words)) for words in (was, now))
    return judge.of(kind, before, after)


def _kind(group: _Group, was: str, now: str) -> Kind:
    if group.is_format:
        return "format"
    if group.move:
        return "move"
    kinds = {name(p.element) in PUT_IN or name(p.element) == "cellIns" for p in group.placed}
    return "replace" if len(kinds) == 2 and was and now else "insert" if True in kinds else "delete"


def _said(group: _Group, *, put_in: bool) -> str:
    def counts(element: Any) -> bool:
        kind = name(element)
        return kind not in CHANGES and (kind in PUT_IN or kind == "cellIns") == put_in and kind != "cellMerge"

    return _words(group.story.text, [p.span for p in group.placed if counts(p.element)])


def _words(text: str, spans: Collection[Span]) -> str:
    """The characters of spans that may overlap, each once."""
    at, said = 0, list[str]()
    for span in sorted(spans):
        said.append(text[max(at, span.start) : span.end])
        at = max(at, span.end)
    return "".join(said)


def _in_table(element: Any) -> bool:
    return is_row(element) or name(element) in CELLS or any(name(a) == "tc" for a in element.iterancestors())


def _drop_empty_ranges(root: Any) -> None:
    """Drop the marks of moves of which nothing is left."""
    left = {p.move for s in stories(root, "") for p in s.placed}
    starts = [e for e in root.iter() if name(e) in RANGES and attribute(e, "name") not in left and name(e).endswith("Start")]
    gone = {(name(e).removesuffix("Start"), attribute(e, "id")) for e in starts}
    ends = [e for e in root.iter() if name(e) in RANGES and (name(e).removesuffix("End"), attribute(e, "id")) in gone]
    for element in [*starts, *ends]:
        drop(element)


def _notes(parts: Parts, story: Story) -> Iterator[Note]:
    for _, root in parts.all_related("comments"):
        for remark in children(root, "comment"):
            at = story.remarks.get(attribute(remark, "id"), [])
            span = story.now.span(Span(min(at), max(at))) if at else Span(0, 0)
            paragraph = story.now.text.count("\n", 0, span.start) + 1 if at else 0
            said = "\n".join(map(wordml.text_of, wordml.lines(remark)))
            yield Note(attribute(remark, "author"), attribute(remark, "date"), span.of(story.now.text), said, paragraph)
