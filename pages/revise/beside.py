"""Both texts paragraph by paragraph, every changed character marked by colour, line and sign."""

from collections.abc import Iterator, Sequence

import streamlit as st

from corpus.zh import Span
from drafting.compare import Change
from evals.compare.html.marks import Side, marked
from evals.compare.html.rows import Row, lines_of, rows
from evals.compare.report import Report
from evals.compare.words import CATEGORY
from evals.render.html.markup import Html, tag
from pages.shared import plain

_CHANGED, _ALL = "只看有改动的段落", "全文"
_HEIGHT = 460  # pixels


def show(report: Report) -> None:
    """The table, and which of its rows are wanted."""
    present = {c.category for c in report.comparison.changes}
    plain.heading("逐字对照", "〔－删去〕〔＋新增〕，虚线是移动过的")
    if not present:
        plain.remark("两版的文字完全相同。")
        return
    names = [name for category, name in CATEGORY.items() if category in present]
    choices = [_CHANGED, *(f"只看{name}" for name in names), _ALL]
    wanted = st.segmented_control("看哪些段落", choices, default=_CHANGED, key="compare-rows", label_visibility="collapsed") or _CHANGED
    sheet = _Sheet(report)
    found = [row for row in rows(report.comparison) if sheet.is_wanted(row, wanted)]
    heads = tag("tr", tag("th", "类别", class_="kinds"), tag("th", report.old_name), tag("th", report.new_name))
    body = tag("tbody", *map(sheet.row, found))
    table = tag("table", tag("thead", heads), body, class_="bz-sides")
    st.html(f'<div class="bz-scroll" style="max-height:{_HEIGHT}px" tabindex="0">{table}</div>')


class _Sheet:
    """The lines of both texts, with the changes that reach into each."""

    def __init__(self, report: Report) -> None:
        c = report.comparison
        self._texts: dict[Side, str] = {"old": c.old, "new": c.new}
        self._lines: dict[Side, list[Span]] = {"old": lines_of(c.old), "new": lines_of(c.new)}
        self._changes: dict[Side, list[list[Change]]] = {
            "old": _by_line(self._lines["old"], [(c.old, c) for c in c.changes if c.was]),
            "new": _by_line(self._lines["new"], sorted(((c.new, c) for c in c.changes if c.now), key=lambda x: x[0])),
        }

    def is_wanted(self, row: Row, wanted: str) -> bool:
        """Is the row one of those chosen?"""
        kinds = self._kinds(row)
        return wanted == _ALL or (bool(kinds) if wanted == _CHANGED else wanted.removeprefix("只看") in kinds)

    def row(self, row: Row) -> Html:
        """What changed in words, then both sides."""
        kinds = tag("td", "、".join(self._kinds(row)), class_="kinds")
        return tag("tr", kinds, self._cell("old", row.old), self._cell("new", row.new))

    def _cell(self, side: Side, line: int | None) -> Html:
        if line is None:
            return tag("td", class_="none")
        return tag("td", *marked(self._texts[side], self._lines[side][line], self._changes[side][line], side))

    def _kinds(self, row: Row) -> list[str]:
        found = {c.category for c in self._of(row)}
        return [name for category, name in CATEGORY.items() if category in found]

    def _of(self, row: Row) -> Iterator[Change]:
        if row.old is not None:
            yield from self._changes["old"][row.old]
        if row.new is not None:
            yield from self._changes["new"][row.new]


def _by_line(lines: Sequence[Span], changes: Sequence[tuple[Span, Change]]) -> list[list[Change]]:
    """For each line the changes, in order of place, that reach into it, its end included."""
    found: list[list[Change]] = [[] for _ in lines]
    at = 0
    for span, change in changes:
        while lines[at].end < span.start:
            at += 1
        n = at
        while n < len(lines) and lines[n].start < span.end:
            found[n].append(change)
            n += 1
    return found
