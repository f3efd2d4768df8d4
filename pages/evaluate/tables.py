"""The results of one run: scores of each way of writing, then case by case, rule by rule, and the texts."""

from collections.abc import Sequence
from statistics import fmean

import streamlit as st

from evals.catalogue import catalogue
from evals.harness.measures import measures, value
from evals.harness.results import Row, Run
from evals.harness.scorer import Scorer
from pages.evaluate.runs import variant_name
from pages.shared import plain
from pages.shared.plain import Highlight

_HEIGHT = 400
_BETTER = {"lower": "越低越好", "higher": "越高越好", "neither": ""}
# The columns of the table by case; all the rest stands with the text of a case
_MAIN = (
    "must_cover", "forbidden", "unsupported_figures", "padding_share", "copied_share", "zi",
    "recall", "precision", "clean_flagged",
)  # fmt: skip
_NONE = "—"
_KINDS: dict[str, plain.Kind] = {"error": "bad", "warning": "warn", "suggestion": "info"}


def show(run: Run) -> None:
    """Four views of it."""
    scores, cases, rules, texts = st.tabs(["各项得分", "逐例", "逐条规则", "原文"])
    with scores:
        _scores(run)
    with cases:
        _cases(run)
    with rules:
        _rules(run)
    with texts:
        _texts(run)


def _scores(run: Run) -> None:
    """The mean of each measure for each variant, over the cases that have it."""
    rows = [(one.name, *(_mean(run, variant, one) for variant in run.variants), _BETTER[one.better]) for one in _measured(run.rows)]
    plain.table(("平均", *map(variant_name, run.variants), ""), rows, tight=(0,), height=_HEIGHT)


def _mean(run: Run, variant: str, one: Scorer) -> str:
    found = [x for row in run.of(variant).values() if (x := value(row, one.id)) is not None]
    return one.shown(fmean(found)) if found else _NONE


def _cases(run: Run) -> None:
    main = [one for one in _measured(run.rows) if one.id in _MAIN]
    several = len(run.variants) > 1
    head = ("例", *(("写法",) if several else ()), *(one.name for one in main), "查出")
    ordered = sorted(run.rows, key=lambda row: (row.case, row.variant))
    rows = [(row.title, *((variant_name(row.variant),) if several else ()), *_line(row, main)) for row in ordered]
    plain.table(head, rows, tight=range(len(head) - len(main), len(head)), height=_HEIGHT)  # not the first, where an error may stand


def _line(row: Row, main: Sequence[Scorer]) -> tuple[str, ...]:
    if row.error:
        return (row.error, *[_NONE] * len(main))
    return (*(_shown(row, one) for one in main), f"{sum(row.findings.values())} 处")


def _rules(run: Run) -> None:
    """How often each rule fired, in all."""
    known = catalogue()
    fired = sorted({rule for row in run.rows for rule in row.findings})
    if not fired:
        plain.note("good", "没有查出问题。")
        return
    rows = [
        (rule, known[rule].rule.title if rule in known else "", *(str(_fired(run, variant, rule)) for variant in run.variants))
        for rule in fired
    ]
    plain.table(("规则", "名称", *map(variant_name, run.variants)), rows, tight=(0,), height=_HEIGHT)


def _fired(run: Run, variant: str, rule: str) -> int:
    return sum(row.findings.get(rule, 0) for row in run.of(variant).values())


def _texts(run: Run) -> None:
    """One case with all that was measured of it, and its text with what was found in it."""
    finished = {f"{row.variant} {row.case}": row for row in run.rows if not row.error}
    labels = {key: f"{row.title}　{variant_name(row.variant)}" for key, row in finished.items()}
    key = st.selectbox("哪一份", list(labels), format_func=labels.__getitem__, key="text")
    if key is None:
        plain.note("info", "还没有做成的稿子。")
        return
    row = finished[key]
    left, right = st.columns([2, 3], gap="small")
    with left:
        plain.table(("量了什么", ""), [(one.name, _shown(row, one)) for one in _measured([row])], height=_HEIGHT)
    with right:
        plain.sheet(run.text(row), _highlights(run, row), height=_HEIGHT)


def _highlights(run: Run, row: Row) -> list[Highlight]:
    findings = run.report(row).get("findings", ())
    return [Highlight(f["start"], f["end"], _KINDS[f["severity"]], why=f["message"]) for f in findings]


def _measured(rows: Sequence[Row]) -> list[Scorer]:
    """The measures of which anything is known."""
    return [one for one in measures(rows[0].kind) if any(value(row, one.id) is not None for row in rows)]


def _shown(row: Row, one: Scorer) -> str:
    found = value(row, one.id)
    return _NONE if found is None else one.shown(found)
