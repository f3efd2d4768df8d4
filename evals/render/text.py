"""Results for the terminal: the five gates, each finding with its place and words."""

from bisect import bisect_right
from collections import Counter

from evals.case import Outcome
from evals.figure_table import STATUS
from evals.finding import Finding
from evals.render import Checked, Results
from evals.rules import FAMILY_NAMES, GATE_ORDER

SEVERITY = {"error": "错误", "warning": "警告", "suggestion": "建议"}
QUOTE = 40  # characters of the text shown with a finding


def render(results: Results) -> str:
    """All files, one after the other."""
    return "\n\n".join(_file(r) for r in results)


def _file(checked: Checked) -> str:
    starts = [0, *(i + 1 for i, c in enumerate(checked.text) if c == "\n")]
    lines = [f"【{checked.name}】{_counts(checked)}"]
    for gate in GATE_ORDER:
        found = [f for f in checked.outcome.findings if f.gate == gate]
        if found:
            lines.append(f"{gate}关：{len(found)} 处")
            lines += [_finding(f, starts) for f in found]
    lines += _metrics(checked.outcome)
    if checked.outcome.unscored:
        lines.append("未检查：" + "；".join(_unscored(checked.outcome)))
    return "\n".join(lines + _figures(checked, starts))


def _counts(checked: Checked) -> str:
    """What was found; that nothing was found is said only where something was judged."""
    counts = [(name, sum(f.severity == s for f in checked.outcome.findings)) for s, name in SEVERITY.items()]
    judged = set(checked.families) - {u.family for u in checked.outcome.unscored}
    return "，".join(f"{name} {n}" for name, n in counts if n) or ("未发现问题" if judged else "没有检查")


def _finding(finding: Finding, starts: list[int]) -> str:
    quote = finding.text.replace("\n", "⏎")
    quote = quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
    where = f"第{bisect_right(starts, finding.start)}段“{quote}”" if finding.end else "全文"
    return f"  {SEVERITY[finding.severity]} {finding.rule} {where}：{finding.message}"


def _figures(checked: Checked, starts: list[int]) -> list[str]:
    """The table of figures in order of place."""
    if checked.figures is None:
        return []
    counts = Counter(r.ground.status for r in checked.figures)
    said = "，".join(f"{name} {counts[s]}" for s, name in STATUS.items() if counts[s])
    lines = [f"数字一览：共 {len(checked.figures)} 处" + (f"（{said}）" if said else "")]
    for row in checked.figures:
        g = row.ground
        lines.append(f"  {STATUS[g.status]} 第{bisect_right(starts, g.start)}段“{g.text}”" + (f"：{row.basis}" if row.basis else ""))
    return lines


def _metrics(outcome: Outcome) -> list[str]:
    said = []
    if "zi" in outcome.metrics:
        said.append(f"字数 {outcome.metrics['zi']}")
    if minutes := outcome.metrics.get("minutes"):
        said.append(f"宣读约 {minutes[0]:g}—{minutes[1]:g} 分钟")
    return ["，".join(said)] if said else []


def _unscored(outcome: Outcome) -> list[str]:
    """Families that are not there yet in one breath, others with their own reason."""
    by_why: dict[str, list[str]] = {}
    for u in outcome.unscored:
        by_why.setdefault(u.why, []).append(u.family)
    return [f"{'、'.join(FAMILY_NAMES.get(f, f) for f in families)}（{why}）" for why, families in by_why.items()]
