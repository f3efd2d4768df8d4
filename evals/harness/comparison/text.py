"""A comparison in words, for the terminal."""

from collections.abc import Iterator, Sequence

from evals.harness.comparison.model import CaseChange, Change, Comparison, Verdict
from evals.harness.measures import measures
from evals.harness.scorer import shown

VERDICTS: dict[Verdict, str] = {
    "better": "变好", "worse": "变差", "differs": "有变化", "noise": "在波动范围内", "same": "相同", "few": "例数太少，不下结论",
}  # fmt: skip
_MOST = 4  # measures named of a case
_NAMES = {one.id: one.name for one in (*measures("briefs"), *measures("drafts"))}
_TOLD: tuple[Verdict, ...] = ("worse", "better")


def render(comparison: Comparison) -> str:
    """The verdict, then what it rests on."""
    parts = [[verdict(comparison)], list(_missing(comparison))]
    parts += [_table("各项得分（括号里是差的区间）：", comparison.scorers), _table("各条规则查出的处数（每例平均）：", comparison.rules)]
    parts.append(["各例：", *map(_case, comparison.per_case)])
    return "\n".join(line for part in parts for line in part)


def verdict(comparison: Comparison) -> str:
    """One sentence: is B better, worse, or is there no telling?"""
    changes = (*comparison.scorers, *comparison.rules)
    better = [change.name for change in changes if change.verdict == "better"]
    worse = [change.name for change in comparison.worse]
    head = f"乙 {comparison.b} 与甲 {comparison.a} 相比（{comparison.dataset} 第 {comparison.version} 版，{comparison.cases} 例）："
    said = [f"变差 {len(worse)} 项（{'、'.join(worse)}）"] if worse else []
    said += [f"变好 {len(better)} 项（{'、'.join(better)}）"] if better else []
    said += [f"乙有 {len(comparison.failed)} 例没有做成"] if comparison.failed else []
    if not said and any(change.verdict == "few" for change in changes):
        return f"{head}例数太少，看不出好坏。"
    return f"{head}{'，'.join(said) or '没有超出波动范围的变化'}。"


def _missing(comparison: Comparison) -> Iterator[str]:
    for name, cases in (("乙", comparison.only_a), ("甲", comparison.only_b)):
        if cases:
            yield f"{name}没有做完、没有参加比较的：{'、'.join(cases)}。"
    for change in comparison.scorers:
        if change.lost:
            yield f"“{change.name}”甲评到而乙没有评到的有 {change.lost} 例，没有参加比较。"


def _table(title: str, changes: Sequence[Change]) -> list[str]:
    """Those that differ, a line each; the rest counted."""
    same = sum(change.verdict == "same" for change in changes)
    lines = [_line(change) for change in changes if change.verdict != "same"]
    return [title, *lines, *([f"  另有 {same} 项两边相同。"] if same else [])] if changes else []


def _line(change: Change) -> str:
    a, b = (shown(value, change.unit) for value in (change.a, change.b))
    unit = "%" if change.unit == "%" else ""  # said once is enough
    low, high = (shown(value, unit, signed=True) for value in (change.difference.low, change.difference.high))
    spread = f"，评分离散 {change.spread:.2f}" if change.spread else ""
    return f"  {VERDICTS[change.verdict]}　{change.name}（{change.id}）：{a} → {b}（{low}～{high}{spread}）"


def _case(case: CaseChange) -> str:
    said = []
    for wanted in _TOLD:
        names = [_NAMES.get(id, id) for id, _, _, found in case.measures if found == wanted]
        more = f"等 {len(names)} 项" if len(names) > _MOST else ""
        said += [f"{VERDICTS[wanted]}：{'、'.join(names[:_MOST])}{more}"] if names else []
    return f"  {case.case}　{'；'.join(said) or '没有变化'}"
