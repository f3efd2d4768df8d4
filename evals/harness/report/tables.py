"""The tables of the page."""

from collections.abc import Iterable, Sequence

from evals.catalogue import catalogue
from evals.harness.measures import value
from evals.harness.report.columns import Column, cases_of, measured
from evals.harness.results import Row
from evals.harness.scorer import Scorer
from evals.render.html.markup import Html, tag

Cell = str | Html
_NONE = "—"


def failures(columns: Sequence[Column]) -> Html:
    """What has no result, and why."""
    failed = [(column, row) for column in columns for row in column.rows.values() if row.error]
    items = [tag("li", tag("b", f"{column.label}　{row.case}："), row.error) for column, row in failed]
    return tag("div", tag("p", f"没有做成的 {len(failed)} 例："), tag("ul", *items), class_="failed") if failed else Html()


def origin_table(columns: Sequence[Column]) -> Html:
    """What made the results: model, prompts, rules, time and tokens."""
    return _table(("", "例数", "模型", "提示词", "规则", "程序", "用时", "词元"), (_origin(column) for column in columns))


def _origin(column: Column) -> tuple[Cell, ...]:
    rows = [row for row in column.rows.values() if not row.error]
    prompts = dict.fromkeys(f"{name}（{hash}）" for row in rows for name, hash in row.prompts.items())
    tokens = sum(row.tokens.get("prompt", 0) + row.tokens.get("completion", 0) for row in rows)
    first = column.first
    return (
        column.label, str(len(rows)), first.model or _NONE, "、".join(prompts) or _NONE, first.rules, first.program,
        f"{sum(row.seconds for row in rows):.1f} 秒", str(tokens) if tokens else _NONE,
    )  # fmt: skip


def case_table(columns: Sequence[Column]) -> Html:
    """A line for each case: findings, and the way to its texts."""
    cases = cases_of(columns)
    head = ("例", "题目", *(f"{column.label}：查出" for column in columns))
    return _table(head, ((case, title, *(_text_link(column, case) for column in columns)) for case, title in cases.items()))


def _text_link(column: Column, case: str) -> Cell:
    row = column.rows.get(case)
    if row is None:
        return _NONE
    if row.error:
        return tag("span", "没有做成", class_="worse")
    found = f"{sum(row.findings.values())} 处"
    return tag("a", f"{found}　看原文", href=f"#{column.text_id(case)}") if column.has_text(case) else found


def measure_tables(columns: Sequence[Column]) -> Html:
    """All measures of each case."""
    every = measured(columns)
    return tag("div", *(_of_case(case, title, columns, every) for case, title in cases_of(columns).items()))


def _of_case(case: str, title: str, columns: Sequence[Column], every: Sequence[Scorer]) -> Html:
    lines = ((one.name, *(_value(column.rows.get(case), one) for column in columns)) for one in every)
    return tag("details", tag("summary", f"{case}　{title}"), _table(("", *(column.label for column in columns)), lines))


def _value(row: Row | None, one: Scorer) -> Cell:
    if row is None or row.error:
        return _NONE
    found = value(row, one.id)
    return one.shown(found) if found is not None else tag("span", _NONE, title=row.unscored.get(one.id, "没有评"))


def rule_table(columns: Sequence[Column]) -> Html:
    """How often each rule fired."""
    known = catalogue()
    fired = sorted({rule for column in columns for row in column.rows.values() for rule in row.findings})
    lines = ((rule, known[rule].rule.title if rule in known else "", *(_count(column, rule) for column in columns)) for rule in fired)
    return _table(("规则", "名称", *(column.label for column in columns)), lines) if fired else tag("p", "没有查出问题。")


def _count(column: Column, rule: str) -> str:
    return str(sum(row.findings.get(rule, 0) for row in column.rows.values()))


def _table(head: Iterable[Cell], lines: Iterable[Iterable[Cell]]) -> Html:
    body = (tag("tr", *(tag("td", cell) for cell in line)) for line in lines)
    table = tag("table", tag("thead", tag("tr", *(tag("th", cell) for cell in head))), tag("tbody", *body))
    return tag("div", table, class_="wide")
