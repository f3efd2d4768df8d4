"""What a pupil made of one defect: the words that stand in its place now, held against the right form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.figures import figures
from corpus.remarks import Remark
from corpus.zh import Span
from drafting.compare import Change
from evals.exercises.marked import Answer
from evals.exercises.model import Defect

_EXACT = ("figure", "date", "numbering")  # only the right form will do
_OPEN = re.compile(r"待核|核实|核对|存疑|有误|[?？]")
_STRIKE = re.compile(r"删|去掉|空话|套话|多余|残留|不要")
_LEFT = 0.2  # of what was put in: so much may be left when the rest is gone

StillWrong = Callable[[Defect, Span], bool]  # does the checker see the defect at this place of the returned text?


@dataclass(frozen=True)
class Place:
    """A defect in the worksheet's whole text, and the pupil's changes and comments there."""

    defect: Defect
    span: Span
    sheet: str
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    elsewhere: bool  # the other side of the contradiction was changed


def touches(change: Change, span: Span) -> bool:
    """Does the change reach into `span`, or put something in at its edge?"""
    old = change.old
    return span.start <= old.start <= span.end if old.start == old.end else old.overlaps(*span)


def judged(place: Place, still_wrong: StillWrong) -> Answer:
    """The verdict on one defect."""
    defect = place.defect
    if not place.changes:
        return _by_remarks(place)
    was, now = _window(place)
    if defect.right == "":
        return _struck(place, now, still_wrong)
    expected = _in_place(place, was)
    if now in expected or (_says(now, defect) and not (_is_no_value(defect) and still_wrong(defect, _new_span(place)))):
        return Answer(defect, "corrected", now)
    if not _altered(place):
        pointed = bool(_OPEN.search(now) and not _OPEN.search(was))
        return Answer(defect, "pointed", now) if pointed else _by_remarks(place)
    if defect.kind in _EXACT:
        return Answer(defect, "pointed", now, "删去了，没有写出正确的") if _is_open(now) else Answer(defect, "wrong", now)
    if still_wrong(defect, _new_span(place)):
        return Answer(defect, "wrong", now, "改后仍有问题")
    return Answer(defect, "other", now, "与答案不同，请教员看是否合适")


def _window(place: Place) -> tuple[str, str]:
    """The words of the worksheet around the defect that the changes cover, and what stands there now."""
    start = min(place.span.start, *(c.old.start for c in place.changes))
    end = max(place.span.end, *(c.old.end for c in place.changes))
    parts, at = list[str](), start
    for change in place.changes:
        parts += (place.sheet[at : change.old.start], change.now)
        at = change.old.end
    return place.sheet[start:end], "".join([*parts, place.sheet[at:end]])


def _in_place(place: Place, was: str) -> tuple[str, ...]:
    """The window with the defect mended and nothing else changed."""
    start = min(place.span.start, *(c.old.start for c in place.changes))
    before, after = was[: place.span.start - start], was[place.span.end - start :]
    return tuple(before + form + after for form in (place.defect.right, *place.defect.also))


def _altered(place: Place) -> bool:
    """Is any character of the defect itself gone?"""
    return any(c.old.overlaps(*place.span) for c in place.changes)


def _is_no_value(defect: Defect) -> bool:
    """Is the difference one of words: a weekday, a direction?"""
    return _values(defect.wrong) == _values(defect.right)


def _says(now: str, defect: Defect) -> bool:
    """Does `now` say a right form? Figures by their value: 1.2万人 is 12000人."""
    forms = (defect.right, *defect.also)
    if defect.kind in ("figure", "date") and (wanted := _values(defect.right)):
        return _follow(_values(now), wanted)
    return any(re.search(_bounded(form), now) for form in forms if form) and (defect.wrong not in now or defect.wrong in defect.right)


def _bounded(form: str) -> str:
    return rf"(?<![\d.]){re.escape(form)}(?!\d)" if form[:1].isdigit() else re.escape(form)


def _values(words: str) -> list[tuple[Decimal, Decimal, str, tuple[object, ...]]]:
    return [(f.low, f.high, f.unit.dimension, f.days) for f in figures(words)]


def _follow(values: Sequence[object], wanted: Sequence[object]) -> bool:
    n = len(wanted)
    return any(list(values[i : i + n]) == list(wanted) for i in range(len(values) - n + 1))


def _is_open(now: str) -> bool:
    return bool(_OPEN.search(now)) or not figures(now)


def _struck(place: Place, now: str, still_wrong: StillWrong) -> Answer:
    """What became of words that were put in."""
    gone = sum(min(c.old.end, place.span.end) - max(c.old.start, place.span.start) for c in place.changes if c.old.overlaps(*place.span))
    if gone >= (1 - _LEFT) * len(place.defect.wrong) and not any(c.now.strip() for c in place.changes):
        return Answer(place.defect, "corrected", "")
    if not gone:
        return _by_remarks(place)
    if still_wrong(place.defect, _new_span(place)):
        return Answer(place.defect, "wrong", now, "改后仍有问题")
    return Answer(place.defect, "other", now, "没有删去，改写了，请教员看是否合适")


def _new_span(place: Place) -> Span:
    """Where the defect's place stands in the returned text, as far as the changes tell."""
    starts, ends = [c.new.start for c in place.changes], [c.new.end for c in place.changes]
    before = max(0, min(c.old.start for c in place.changes) - place.span.start)
    behind = max(0, place.span.end - max(c.old.end for c in place.changes))
    return Span(max(0, min(starts) - before), max(ends) + behind)


def _by_remarks(place: Place) -> Answer:
    """Where the text stands unchanged: a comment may name the right form, or only point."""
    said = " ".join(remark.words for remark in place.remarks)
    now = f"（批注）{said}" if said else ""
    if place.elsewhere and not said:
        return Answer(place.defect, "pointed", now, "看出前后矛盾，但改了另一处")
    if not place.remarks:
        return Answer(place.defect, "missed", "")
    right = _says(said, place.defect) or _named(said, place.defect) if place.defect.right else bool(_STRIKE.search(said))
    return Answer(place.defect, "corrected" if right else "pointed", now)


def _named(said: str, defect: Defect) -> bool:
    """A comment may name the wrong form beside the right one: 48处应为84处."""
    return any(re.search(_bounded(form), said) for form in (defect.right, *defect.also))
