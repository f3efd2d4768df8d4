"""The figures of two versions: which changed, came, went or moved, and whether what stands now is borne out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.documents import own_text
from corpus.figures import Read
from corpus.figures.dates import Period
from corpus.units import comparable
from corpus.zh import Span
from drafting.compare import Change, Comparison
from drafting.compare.reading import reads
from evals.case import Case
from evals.figure_table import FigureRow, figure_table

Status = Literal["changed", "added", "removed", "moved"]
_SHORT = 30  # characters of a replacement in which one figure stands for the other
_BORNE = ("given", "derived", "inner")
_BEFORE = re.compile(r"(?:大?约为?|大概|平均|接?近|不足|不到|未满|逼近|超过?|超出|突破|逾|不?[高低多少大小]于|不超过|不下|至少|[高多]达)$")
_AFTER = re.compile(r"以[内上下]|及以上|左右|上下|[余多]")


@dataclass(frozen=True)
class FigureChange:
    """A figure as it was and as it is. `supported` is None where there is nothing to hold it against, or it is gone."""

    status: Status
    was: Read | None
    now: Read | None
    supported: bool | None = None
    basis: str = ""  # what it rests on or why it does not, one Chinese phrase

    @property
    def read(self) -> Read:
        """The figure as it is, or as it was last."""
        one = self.now or self.was
        assert one is not None
        return one

    def as_json(self) -> dict[str, Any]:
        one = self.read
        sides = {"old": said(self.was), "new": said(self.now), "old_at": _at(self.was), "new_at": _at(self.now)}
        about = {"indicator": one.indicator, "unit": one.figure.unit.name, "period": period_words(one.period)}
        return {"status": self.status} | sides | about | {"supported": self.supported, "basis": self.basis}


def figure_changes(comparison: Comparison, case: Case, sources: Sequence[str] = ()) -> tuple[FigureChange, ...]:
    """All figures that are not what and where they were; `case` holds the new text, `sources` are the names of its sources."""
    today = case.context.date.year if case.context.date else 0
    old, new = _own(comparison.old, today), _own(comparison.new, today)
    found = list(_paired(comparison, old, new))
    rows = {(r.ground.start, r.ground.end): r for r in figure_table(case, sources)} if case.has_material and found else {}
    return tuple(sorted((_grounded(f, rows) for f in found), key=_order))


def _own(text: str, today: int) -> list[Read]:
    """The figures of `text` without the page of sources that our docx carries at its end."""
    end = len(own_text(text))
    return [r for r in reads(text, today) if r.end <= end]


def _grounded(change: FigureChange, rows: dict[tuple[int, int], FigureRow]) -> FigureChange:
    row = rows.get((change.now.start, change.now.end)) if change.now else None
    if row is None:
        return change
    return FigureChange(change.status, change.was, change.now, row.ground.status in _BORNE, row.basis)


def _order(change: FigureChange) -> tuple[int, int]:
    """By place in the new text; what is gone stands by its old place."""
    return (change.read.start, int(change.now is None))


def _paired(comparison: Comparison, old: Sequence[Read], new: Sequence[Read]) -> Iterator[FigureChange]:
    """Through the words both have; then inside one replacement; then by what is measured."""
    places = {(r.start, r.end): r for r in new}
    gone: list[Read] = []
    for was in old:
        span = comparison.to_new(was.start, was.end)
        now = places.pop((span.start, span.end), None) if span else None
        if now is None or now.figure.text != was.figure.text:
            gone.append(was)
            if now is not None:
                places[now.start, now.end] = now
        elif status := _status(comparison, was, now):
            yield FigureChange(status, was, now)
    come = list(places.values())
    yield from _replaced(comparison.changes, gone, come)
    yield from _elsewhere(gone, come)
    yield from (FigureChange("removed", was, None) for was in gone)
    yield from (FigureChange("added", None, now) for now in come)


def _status(comparison: Comparison, was: Read, now: Read) -> Status | None:
    """Of a figure whose own words stayed: 增长 became 下降, 约 came before it, its paragraph was moved."""
    if was.direction != now.direction or was.figure.modifier != now.figure.modifier:
        return "changed"
    moved = any(c.kind == "move" and c.old.overlaps(was.start, was.end) for c in comparison.changes)
    return "moved" if moved else None


def _replaced(changes: Sequence[Change], gone: list[Read], come: list[Read]) -> Iterator[FigureChange]:
    """Figures of one replacement, in order, where they can be compared. Those found leave `gone` and `come`."""
    for change in (c for c in changes if c.kind == "replace"):
        later = [r for r in come if change.new.overlaps(r.start, r.end)]
        is_short = max(len(change.was), len(change.now)) <= _SHORT
        for was in [r for r in gone if change.old.overlaps(r.start, r.end)]:
            now = next((r for r in later if _is_like(was, r) and (is_short or r.indicator == was.indicator)), None)
            if now is not None:
                for known, one in ((later, now), (come, now), (gone, was)):
                    known.remove(one)
                yield FigureChange("changed", was, now)


def _is_like(a: Read, b: Read) -> bool:
    return a.figure.kind == b.figure.kind and comparable(a.figure.unit, b.figure.unit)


def _elsewhere(gone: list[Read], come: list[Read]) -> Iterator[FigureChange]:
    """The same indicator told at another place: moved, or changed when its value is another."""
    for was in list(gone):
        alike = [r for r in come if was.indicator and r.indicator == was.indicator and r.period == was.period and _is_like(was, r)]
        now = next((r for r in alike if _value(r) == _value(was)), alike[0] if len(alike) == 1 else None)
        if now is not None:
            gone.remove(was)
            come.remove(now)
            yield FigureChange("moved" if _value(was) == _value(now) else "changed", was, now)


def _value(one: Read) -> tuple[object, ...]:
    return (one.figure.low, one.figure.high, one.figure.days, one.figure.terms, one.direction)


def said(one: Read | None) -> str:
    """下降约5%: the figure with the words that say which way it moved and how exact it is; '' for none."""
    if one is None:
        return ""
    way = one.left[one.trend.start - one.start :][: one.trend.end - one.trend.start] if one.trend else ""
    before = _BEFORE.search(one.left)
    after = _AFTER.match(one.right) if one.figure.modifier else None
    about = before[0] if before and one.figure.modifier else ""
    return way + about.removeprefix(way) + one.figure.text + (after[0] if after else "")


def _at(one: Read | None) -> list[int] | None:
    return list(Span(one.start, one.end)) if one else None


def period_words(period: Period | None) -> str:
    """2026年1—10月; '' where no year or month is known."""
    if period is None:
        return ""
    years = "" if not period.year else f"{period.year}年" if period.year == period.last_year else f"{period.year}—{period.last_year}年"
    months = (
        "" if not period.month else f"{period.month}月" if period.month == period.last_month else f"{period.month}—{period.last_month}月"
    )
    return years + months
