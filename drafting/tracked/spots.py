"""Places in the old document where something new is put in."""

from dataclasses import dataclass
from typing import Any

from corpus.readers.wordml import name
from drafting.tracked.xml import child, content, paragraph_of, shell

_OTHERS = frozenset(("ins", "moveTo"))  # what was put in by others: our words are no part of it


@dataclass
class InLine:
    """Within `paragraph`: before the element `before`, at the end without one."""

    paragraph: Any
    before: Any = None

    def put(self, element: Any) -> None:
        """Put an inline element here."""
        if self.before is None:
            self.paragraph.append(element)
        else:
            self.before = _outward(_before_field(self.before))
            self.before.addprevious(element)

    def end_paragraph(self, paragraph: Any) -> None:
        """End a paragraph here: `paragraph`, new, takes what stands before this spot."""
        if self.before is not None:
            self.before = _lifted(_before_field(self.before))
        moved = []
        for element in content(self.paragraph):
            if element is self.before:
                break
            moved.append(element)
        paragraph.extend(moved)
        self.paragraph.addprevious(paragraph)

    def put_block(self, block: Any) -> None:
        """Put a table here; a paragraph has just been ended, or none begun."""
        self.paragraph.addprevious(block)


@dataclass
class BetweenBlocks:
    """Before the block `before`, at the end of `container` without one; words wait for the paragraph that ends with their mark."""

    container: Any
    before: Any

    def __post_init__(self) -> None:
        self._waiting: list[Any] = []

    def put(self, element: Any) -> None:
        """Put an inline element here."""
        self._waiting.append(element)

    def end_paragraph(self, paragraph: Any) -> None:
        """End a paragraph here."""
        paragraph.extend(self._waiting)
        self._waiting = []
        self.put_block(paragraph)

    def put_block(self, block: Any) -> None:
        """Put a table or paragraph here."""
        section = child(self.container, "sectPr")
        if self.before is not None:
            self.before.addprevious(block)
        elif section is not None:
            section.addprevious(block)
        else:
            self.container.append(block)


Spot = InLine | BetweenBlocks


def start_of(paragraph: Any) -> InLine:
    """The place where a paragraph begins."""
    return InLine(paragraph, next(content(paragraph), None))


def before_element(element: Any) -> InLine:
    """The place before a run or formula."""
    return InLine(paragraph_of(element), element)


def _outward(element: Any) -> Any:
    """The outermost element that begins with `element`; what others put in is split, links and the like are not."""
    while name(element.getparent()) != "p":
        parent = element.getparent()
        if next(content(parent)) is element:
            element = parent
        elif name(parent) in _OTHERS:
            element = _split(parent, element)
        else:
            break
    return element


def _lifted(element: Any) -> Any:
    """`element`, or what begins with it, as a child of its paragraph; everything around it is split."""
    while name(element.getparent()) != "p":
        parent = element.getparent()
        element = parent if next(content(parent)) is element else _split(parent, element)
    return element


def _split(wrapper: Any, element: Any) -> Any:
    """Let `wrapper` begin with `element`; what stands before it moves into a wrapper of the same kind."""
    first = shell(wrapper)
    before = []
    for inner in content(wrapper):
        if inner is element:
            break
        before.append(inner)
    first.extend(before)
    wrapper.addprevious(first)
    return wrapper


def _before_field(element: Any) -> Any:
    """The beginning of the field that shows `element` first: words before it are not words of the field."""
    at, found = element.getprevious(), element
    while at is not None and name(at) == "r" and _is_code(at):
        kinds = [v for e in at if name(e) == "fldChar" for k, v in e.attrib.items() if k.endswith("}fldCharType")]
        if "end" in kinds:
            break
        if "begin" in kinds:
            found = at
        at = at.getprevious()
    return found


def _is_code(run: Any) -> bool:
    return all(name(e) in ("rPr", "fldChar", "instrText") for e in run)
