"""How runs and paragraphs look: their properties compared, copied, and changed so that the old ones are remembered."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from corpus.readers.wordml import children, name
from drafting.tracked.deciding import PUT_IN, TAKEN_OUT
from drafting.tracked.xml import child, made, properties

Look = tuple[Any, ...]
Made = Callable[[Any, str], Any]  # an element of a kind like another, with author and date

_SAYS_NOTHING = frozenset(("lang", "noProof", "webHidden"))
_OF_REVISIONS = PUT_IN | TAKEN_OUT | {"rPrChange", "pPrChange"}
_LATE = frozenset(("rPr", "sectPr", "pPrChange"))  # what ends a `w:pPr`
_ON = frozenset(("1", "true", "on"))


def run_look(run: Any) -> Look:
    """What the properties of a run come to; language and empty properties are no look."""
    return _look(child(run, "rPr"), _SAYS_NOTHING | _OF_REVISIONS)


def paragraph_look(paragraph: Any) -> Look:
    """That of a paragraph, without how its mark looks and the section it ends."""
    return _look(child(paragraph, "pPr"), _SAYS_NOTHING | _OF_REVISIONS | _LATE)


def mark_look(paragraph: Any) -> Look:
    """That of the mark at its end."""
    group = child(paragraph, "pPr")
    return () if group is None else run_look(group)


def has_change(element: Any, kind: str) -> bool:
    """Have the properties of a run or paragraph been changed by somebody already?"""
    return any(name(p) == kind for group in element if name(group) in ("rPr", "pPr") for p in group)


def change_run(run: Any, like: Any, change: Made) -> None:
    """Let `run` (or the mark of a `w:pPr`) look like `like`, remembering how it looked."""
    now = properties(run, "rPr")
    if name(run) == "pPr":
        _to_its_place(run, now)
    marks = [p for p in now if name(p) in PUT_IN | TAKEN_OUT]
    before = made(now, "rPr")
    before.extend(p for p in list(now) if name(p) not in PUT_IN | TAKEN_OUT)
    now[:] = [*marks, *_copied(child(like, "rPr"), _OF_REVISIONS)]
    remembered = change(now, "rPrChange")
    remembered.append(before)
    now.append(remembered)


def change_paragraph(paragraph: Any, like: Any, change: Made) -> None:
    """Let `paragraph` have the properties of `like`, remembering its own."""
    now = properties(paragraph, "pPr")
    late = [p for p in now if name(p) in _LATE]
    before = made(now, "pPr")
    before.extend(p for p in list(now) if name(p) not in _LATE)
    remembered = change(now, "pPrChange")
    remembered.append(before)
    now[:] = [*_copied(child(like, "pPr"), _LATE), *late, remembered]


def paragraph_properties(like: Any) -> Any:
    """A copy of the properties of the paragraph `like` for another one: without a section's end and revisions; None without any."""
    group = child(like, "pPr")
    if group is None:
        return None
    copy = deepcopy(group)
    for inner in children(copy, "sectPr") + children(copy, "pPrChange"):
        copy.remove(inner)
    for mark in children(copy, "rPr"):
        _strip(mark)
    return copy


def run_properties(run: Any) -> Any:
    """A copy of the `w:rPr` of a run, without revisions; None without one."""
    group = child(run, "rPr")
    if group is None:
        return None
    copy = deepcopy(group)
    _strip(copy)
    return copy


def marked_paragraph(paragraph: Any, mark: Any) -> None:
    """Put `mark` (`w:ins`, `w:del` …) on the mark at the paragraph's end."""
    group = properties(paragraph, "pPr")
    marks = properties(group, "rPr")
    _to_its_place(group, marks)
    last = max((i for i, p in enumerate(marks) if name(p) in PUT_IN | TAKEN_OUT), default=-1)
    marks.insert(last + 1, mark)


def _to_its_place(group: Any, marks: Any) -> None:
    """`w:rPr` comes after the other properties of a paragraph, before its section and change."""
    after = [p for p in group if name(p) in ("sectPr", "pPrChange")]
    if after:
        after[0].addprevious(marks)
    else:
        group.append(marks)


def _strip(group: Any) -> None:
    for inner in [p for p in group if name(p) in _OF_REVISIONS]:
        group.remove(inner)


def _copied(group: Any, without: frozenset[str]) -> list[Any]:
    return [] if group is None else [deepcopy(p) for p in group if name(p) not in without]


def _look(group: Any, without: frozenset[str]) -> Look:
    said = () if group is None else (_said(p) for p in group if name(p) not in without)
    return tuple(sorted(said))


def _said(element: Any) -> Look:
    values = sorted((etree.QName(key).localname, str(value)) for key, value in element.attrib.items())
    told = tuple((key, value) for key, value in values if not (key == "val" and value in _ON))
    return name(element), told, tuple(sorted(_said(inner) for inner in element if name(inner)))
