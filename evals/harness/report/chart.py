"""A small chart for each measure: a bar for each column with its 95 % interval."""

from collections.abc import Sequence

from corpus.retrieval_eval import Estimate, estimate
from evals.harness.report.columns import Column, measured
from evals.harness.scorer import Scorer
from evals.render.html.markup import Html, join, tag

_BETTER = {"lower": "越低越好", "higher": "越高越好", "neither": "不分好坏"}
_COLOURS = 6  # of the style sheet; further columns begin again
_WIDTH, _BAR, _GAP, _LABEL = 320, 12, 22, 15  # in the chart's own units


def charts(columns: Sequence[Column]) -> Html:
    """The legend, a chart for each measure, and the names of those that are 0 throughout."""
    every = measured(columns)
    shown = [one for one in every if any(any(column.values(one.id)) for column in columns)]
    zero = "、".join(one.name for one in every if one not in shown)
    rest = tag("p", f"各列都是 0 的：{zero}。", class_="quiet") if zero else Html()
    return tag("div", _legend(columns), tag("div", *(_figure(one, columns) for one in shown), class_="charts"), rest)


def _legend(columns: Sequence[Column]) -> Html:
    return tag("p", *(tag("span", column.label, class_=f"key c{column.number % _COLOURS}") for column in columns), class_="legend")


def _figure(one: Scorer, columns: Sequence[Column]) -> Html:
    bars = [(column, estimate(values)) for column in columns if (values := column.values(one.id))]
    most = one.most or max(bar.high for _, bar in bars) or 1
    height = len(bars) * (_BAR + _GAP)
    drawing = tag(
        "svg", *(_bar(one, column, bar, i * (_BAR + _GAP), most) for i, (column, bar) in enumerate(bars)),
        viewBox=f"0 0 {_WIDTH} {height}", role="img", aria_label=_said(one, bars),
    )  # fmt: skip
    caption = tag("figcaption", tag("b", one.name), f"　{_BETTER[one.better]}")
    return tag("figure", caption, drawing)


def _bar(one: Scorer, column: Column, bar: Estimate, top: int, most: float) -> Html:
    at = [round(_WIDTH * max(0.0, min(1.0, value / most)), 1) for value in (bar.mean, bar.low, bar.high)]
    y = top + _LABEL
    label = tag("text", f"{column.label}　{one.shown(bar.mean)}", x=0, y=top + _LABEL - 4)
    ground = tag("rect", x=0, y=y, width=_WIDTH, height=_BAR, class_="ground")
    drawn = tag("rect", x=0, y=y, width=str(at[0]), height=_BAR, class_=f"bar c{column.number % _COLOURS}")
    middle = y + _BAR // 2
    whisker = tag("path", d=f"M{at[1]} {middle}H{at[2]}M{at[1]} {middle - 3}v6M{at[2]} {middle - 3}v6", class_="whisker")
    return join((label, ground, drawn, whisker))


def _said(one: Scorer, bars: Sequence[tuple[Column, Estimate]]) -> str:
    """The chart in words, for who cannot see it."""
    return f"{one.name}：" + "；".join(f"{column.label} {one.shown(bar.mean)}" for column, bar in bars)
