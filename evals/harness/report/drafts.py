"""The texts themselves, each with what was found in it, and what the judge said."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from evals.harness.judge.criteria import CRITERIA
from evals.harness.report.columns import Column, cases_of
from evals.harness.results import Row
from evals.render.html.markup import Html, join, tag


def drafts(columns: Sequence[Column]) -> Html:
    """Every text, case by case, so that those of one case stand together."""
    return join(_draft(column, column.rows[case]) for case in cases_of(columns) for column in columns if column.has_text(case))


def _draft(column: Column, row: Row) -> Html:
    text, report = column.run.text(row), column.run.report(row)
    heading = tag("h3", f"{row.case}　{column.label}")
    lines = (tag("p", *_marked(text, *span, report)) for span in _lines(text))
    sheet = tag("div", *lines, class_="sheet")
    return tag("article", heading, _judgement(row), sheet, _findings(report), id=column.text_id(row.case))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold anything."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _marked(text: str, start: int, end: int, report: dict[str, Any]) -> Iterator[Html]:
    """A line cut wherever a finding begins or ends; what findings stand on is marked."""
    spans = [(f["start"], f["end"]) for f in report.get("findings", ()) if f["start"] < end and start < f["end"]]
    cuts = sorted({start, end, *(max(start, a) for a, _ in spans), *(min(end, b) for _, b in spans)})
    for a, b in pairwise(cuts):
        inside = any(first <= a and b <= last for first, last in spans)
        yield tag("mark", text[a:b]) if inside else join((text[a:b],))


def _findings(report: dict[str, Any]) -> Html:
    items = [tag("li", tag("b", finding["rule"]), f"　{finding['message']}") for finding in report.get("findings", ())]
    if not items:
        return tag("p", "没有查出问题。", class_="quiet")
    return tag("details", tag("summary", f"查出 {len(items)} 处"), tag("ul", *items))


def _judgement(row: Row) -> Html:
    if row.judgement is None or not row.judgement.marks:
        return Html()
    marks, why = row.judgement.marks, row.judgement.why
    items = [
        tag("li", f"{one.name} {marks[one.id].mean:.1f}（离散 {marks[one.id].spread:.1f}）：{'；'.join(why.get(one.id, ()))}")
        for one in CRITERIA
        if one.id in marks
    ]
    return tag("details", tag("summary", f"模型 {row.judgement.model} 的评分"), tag("ul", *items))
