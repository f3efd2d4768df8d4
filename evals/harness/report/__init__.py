"""Results as one self-contained page: for a screen, light or dark, and for A4 paper; without scripts, without a network."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from evals.harness.report.chart import charts
from evals.harness.report.columns import Column, columns_of
from evals.harness.report.drafts import drafts
from evals.harness.report.tables import case_table, failures, measure_tables, origin_table, rule_table
from evals.harness.results import Run
from evals.render.html.markup import Html, tag

_FOLDER = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is fetched, nothing runs


def render(runs: Sequence[Run]) -> str:
    """The page of `runs`, of one dataset; InputError for runs of several."""
    columns = columns_of(runs)
    first = columns[0].first
    title = f"评测报告：{first.dataset_title}（{first.dataset} 第 {first.version} 版）"
    meta = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
    )
    head = tag("head", *meta, tag("title", title), tag("style", _style()))
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', _main(title, columns)), lang='zh-CN')}\n"


def _main(title: str, columns: Sequence[Column]) -> Html:
    return tag(
        "main",
        tag("h1", title),
        failures(columns),
        _section("怎么来的", origin_table(columns)),
        _section("各项得分", tag("p", "横线是 95% 的区间：换一批同样的题目，平均分多半在这里面。", class_="quiet"), charts(columns)),
        _section("逐例", case_table(columns), measure_tables(columns)),
        _section("逐条规则", tag("p", "查出的处数，合计。", class_="quiet"), rule_table(columns)),
        _section("各稿原文", drafts(columns)),
    )


def _section(title: str, *parts: Html) -> Html:
    return tag("section", tag("h2", title), *parts)


@cache
def _style() -> Html:
    return Html((_FOLDER / "report.css").read_text(encoding="utf-8"))
