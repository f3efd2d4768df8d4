"""The tables below the text: figures, commitments, findings."""

from collections.abc import Callable, Iterable

from evals.compare.report import Report
from evals.compare.words import STATUS, commitment_words, figure_words, paragraph_numbers, support_words
from evals.finding import Finding
from evals.render.html.markup import Html, join, tag
from evals.render.words import SEVERITY, shortened

_WEIGHT = {"stronger": "加重", "weaker": "减轻"}
_QUOTE = 40


def tables(report: Report) -> Html:
    """Every table that has rows."""
    old, new = paragraph_numbers(report.comparison.old), paragraph_numbers(report.comparison.new)
    found = report.findings
    return join(
        (
            _table("数字变动", ("", "数字", "依据"), ((STATUS[f.status], figure_words(f), support_words(f)) for f in report.figures)),
            _table(
                "力度变化",
                ("", "分句", "变化"),
                ((_WEIGHT[s.status], s.clause.of(report.comparison.new), commitment_words(s)) for s in report.commitments),
            ),
            _findings("新出现的问题", found.introduced, new),
            _findings("仍存在的问题", (k.new for k in found.kept), new),
            _findings("已解决的问题（段号按旧稿）", found.resolved, old),
        )
    )


def _findings(title: str, found: Iterable[Finding], number: Callable[[int], int]) -> Html:
    rows = (
        (SEVERITY[f.severity], f"第{number(f.start)}段“{shortened(f.text, _QUOTE, '⏎')}”" if f.end else "全文", f.message) for f in found
    )
    return _table(title, ("", "位置", "问题"), rows)


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Html:
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    if not body:
        return Html()
    head = tag("thead", tag("tr", *(tag("th", h) for h in heads)))
    return tag("section", tag("h2", f"{title} {len(body)} 处"), tag("table", head, tag("tbody", *body), class_="list"))
