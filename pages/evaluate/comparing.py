"""Two runs side by side: what got better, what got worse, what is no more than noise."""

import streamlit as st

from base.errors import InputError
from evals.harness.comparison import Change, Comparison, Side, compare
from evals.harness.comparison.text import VERDICTS, verdict
from evals.harness.measures import measures
from evals.harness.results import Run
from evals.harness.scorer import shown
from pages.evaluate.runs import EvalRun, variant_name
from pages.shared import plain

_HEIGHT, _NONE = 420, "—"
_TOO_FEW = "要有同一数据集的两份结果才能比较：在左边换一种写法、模型或提示词，再评一次同一个数据集。"
_ORDER = ("worse", "better", "differs", "few", "noise", "same")
_NAMES = {one.id: one.name for one in (*measures("briefs"), *measures("drafts"))}


def show(made: list[EvalRun]) -> None:
    """Two sides of one dataset to choose, then what there is to say."""
    sides = _sides(made)
    if len(sides) < 2:
        plain.note("info", _TOO_FEW)
        return
    left, right = st.columns(2, gap="small")
    b = right.selectbox("乙（新的）", list(sides), key="side b")
    others = [name for name, side in sides.items() if name != b and _dataset(side) == _dataset(sides[b])]
    if not others:
        plain.note("info", _TOO_FEW)
        return
    a = left.selectbox("甲（原来的）", others, key="side a")
    try:
        _compared(compare(sides[a], sides[b]))
    except InputError as error:
        plain.note("warn", str(error))


def _dataset(side: Side) -> tuple[str, int]:
    """Only results of the same version of the same dataset can be compared."""
    first = side.run.rows[0]
    return first.dataset, first.version


def _sides(made: list[EvalRun]) -> dict[str, Side]:
    """Every way of writing of every run by what it is called; damaged runs are named where they are opened."""
    found: dict[str, Side] = {}
    for run in made:
        if results := _readable(run):
            found |= {_called(run, variant): Side(results, variant) for variant in results.variants}
    return found


def _readable(run: EvalRun) -> Run | None:
    try:
        return run.results()
    except InputError:
        return None


def _called(run: EvalRun, variant: str) -> str:
    return "　".join(x for x in (run.title, run.when, variant_name(variant)) if x)


def _compared(found: Comparison) -> None:
    kind: plain.Kind = "bad" if found.regressed else "good" if any(c.verdict == "better" for c in found.scorers) else "info"
    plain.note(kind, verdict(found))
    scores, rules, cases = st.tabs(["各项得分", "逐条规则", "逐例"])
    with scores:
        _changes("得分", found.scorers)
    with rules:
        _changes("规则", found.rules)
    with cases:
        _cases(found)
    plain.remark("差的区间已按看的项数放宽；区间跨过 0 的，算在波动范围内。例数少于 6 不下结论。")


def _changes(what: str, changes: tuple[Change, ...]) -> None:
    ordered = sorted(changes, key=lambda change: _ORDER.index(change.verdict))
    plain.table((what, "甲", "乙", "差的区间", "判断"), [_line(change) for change in ordered], tight=(1, 2, 3, 4), height=_HEIGHT)


def _line(change: Change) -> tuple[str, ...]:
    unit = "%" if change.unit == "%" else ""
    low, high = (shown(x, unit, signed=True) for x in (change.difference.low, change.difference.high))
    between = _NONE if change.verdict == "same" else f"{low}～{high}"
    return change.name, shown(change.a, change.unit), shown(change.b, change.unit), between, VERDICTS[change.verdict]


def _cases(found: Comparison) -> None:
    """Each case with the measures that differ in it."""
    rows = []
    for case in found.per_case:
        said = {way: "、".join(_NAMES.get(id, id) for id, _, _, verdict in case.measures if verdict == way) for way in ("better", "worse")}
        rows.append((case.title, said["better"] or _NONE, said["worse"] or _NONE))
    plain.table(("例", "变好", "变差"), rows, height=_HEIGHT)
