"""A comparison as one self-contained page, side by side: for the screen and for A4 paper, without scripts, without a network."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath

from corpus.zh import Span
from drafting.compare import Change
from evals.compare.html.marks import Side, marked
from evals.compare.html.rows import Row, lines_of, rows
from evals.compare.html.tables import tables
from evals.compare.report import Report
from evals.compare.words import CATEGORY, verdict
from evals.render.html.markup import Html, join, tag
from evals.render.words import unscored

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is fetched, nothing runs


def render(report: Report) -> str:
    """The page: verdict, switches by category, both texts, tables."""
    title = f"对照：{_base(report.old_name)} → {_base(report.new_name)}"
    meta = (tag("meta", charset="utf-8"), tag("meta", http_equiv="Content-Security-Policy", content=_POLICY))
    head = tag("head", *meta, tag("title", title), tag("style", _style()))
    main = tag(
        "main", tag("h1", title), tag("p", verdict(report), class_="verdict"), _Sheet(report).table(), tables(report), _remarks(report)
    )
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', *_switches(report), main), lang='zh-CN')}\n"


def _switches(report: Report) -> Iterator[Html]:
    """Radio buttons before the text: the style sheet shows and hides by them."""
    present = {c.category for c in report.comparison.changes}
    choices = [("all", "全文"), ("any", "只看有改动的段落"), *((c, f"只看{name}") for c, name in CATEGORY.items() if c in present)]
    for value, name in choices if present else ():
        yield tag("input", type="radio", name="show", id=f"show-{value}", checked=value == "all")
        yield tag("label", name, for_=f"show-{value}")


class _Sheet:
    """Both texts as the rows of a table."""

    def __init__(self, report: Report) -> None:
        self._report = report
        c = report.comparison
        self._lines: dict[Side, list[Span]] = {"old": lines_of(c.old), "new": lines_of(c.new)}
        self._texts: dict[Side, str] = {"old": c.old, "new": c.new}
        self._changes: dict[Side, list[Change]] = {
            "old": [x for x in c.changes if x.was],
            "new": sorted((x for x in c.changes if x.now), key=lambda x: x.new),
        }

    def table(self) -> Html:
        columns = tag("thead", tag("tr", tag("th", "旧稿"), tag("th", "新稿")))
        return tag("table", columns, tag("tbody", *map(self._row, rows(self._report.comparison))), class_="sheet")

    def _row(self, row: Row) -> Html:
        changes = [*self._in("old", row.old), *self._in("new", row.new)]
        kinds = " ".join(dict.fromkeys(["any" for _ in changes] + [c.category for c in changes]))
        return tag("tr", self._cell("old", row.old), self._cell("new", row.new), class_=kinds)

    def _cell(self, side: Side, line: int | None) -> Html:
        if line is None:
            return tag("td", class_="none")
        changes = self._in(side, line)
        words = marked(self._texts[side], self._lines[side][line], changes, side)
        span = self._lines[side][line]
        number = tag("b", str(line + 1)) if span.start < span.end else Html()
        return tag("td", number, self._link(side, span, changes), *words, id=f"{side}-{line + 1}")

    def _in(self, side: Side, line: int | None) -> Sequence[Change]:
        """The changes of a side that reach into a line, its end included."""
        if line is None:
            return ()
        span, every = self._lines[side][line], self._changes[side]
        return every[
            bisect_right(every, span.start, key=lambda c: _span(c, side).end) : bisect_left(
                every, span.end + 1, key=lambda c: _span(c, side).start
            )
        ]

    def _link(self, side: Side, line: Span, changes: Sequence[Change]) -> Html:
        """Where a moved paragraph went to or came from."""
        move = next((c for c in changes if c.kind == "move"), None)
        if move is None:
            return Html()
        other: Side = "new" if side == "old" else "old"
        at = _span(move, other).start + max(0, line.start - _span(move, side).start)
        number = bisect_right(self._lines[other], at, key=lambda s: s.start)
        return tag("a", f"移到新稿第{number}段" if side == "old" else f"由旧稿第{number}段移来", href=f"#{other}-{number}")


def _span(change: Change, side: Side) -> Span:
    return change.old if side == "old" else change.new


def _remarks(report: Report) -> Html:
    said = [f"未比较：{u.what}（{u.why}）" for u in report.untracked]
    said += ["未检查：" + "；".join(unscored(report.unscored))] if report.unscored else []
    return join(tag("p", words, class_="remark") for words in said)


def _base(name: str) -> str:
    return PurePath(name).name or name


@cache
def _style() -> Html:
    return Html(Path(__file__).with_name("page.css").read_text(encoding="utf-8"))
