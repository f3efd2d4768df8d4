"""How a comparison is put into Chinese, the same in every format."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

from drafting.compare import Category, Change
from evals.compare.commitments import Shift
from evals.compare.figures import FigureChange, Status, period_words, said
from evals.compare.report import Report
from evals.finding import Finding
from evals.render.words import SEVERITY, shortened

CATEGORY: dict[Category, str] = {"figure": "数字", "policy": "政策", "wording": "文字", "structure": "结构", "punctuation": "标点"}
STATUS: dict[Status, str] = {"changed": "改动", "added": "新增", "removed": "删去", "moved": "移位"}
_LONGEST = 40


def paragraph_numbers(text: str) -> Callable[[int], int]:
    """The number of the paragraph (line) that holds an offset, from 1."""
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    return lambda at: bisect_right(starts, at)


def edits(changes: Iterable[Change]) -> list[Change]:
    """The changes as a person counts them: a block that was moved is one, its own edits are others."""
    seen: set[int] = set()
    counted = []
    for change in changes:
        if change.kind == "move" and change.block in seen:
            continue
        if change.kind == "move":
            seen.add(change.block)
        counted.append(change)
    return counted


def verdict(report: Report) -> str:
    """改动 12 处：数字 3，文字 9."""
    if report.comparison.unrelated:
        return "两份文稿几乎没有相同的文字，视为全文替换；请确认是不是同一份文稿的两个版本"
    changes = edits(report.comparison.changes)
    if not changes:
        return "两份文稿的文字完全相同"
    counts = Counter(c.category for c in changes)
    return f"改动 {len(changes)} 处：" + "，".join(f"{name} {counts[c]}" for c, name in CATEGORY.items() if counts[c])


def figure_words(change: FigureChange) -> str:
    """2026年1—10月 危化品企业：11家→12家."""
    one = change.read
    about = " ".join(x for x in (period_words(one.period), one.indicator) if x)
    values = {"changed": f"{said(change.was)}→{said(change.now)}", "moved": said(change.now)}
    value = values.get(change.status, said(one))
    return f"{about}：{value}" if about else value


def support_words(change: FigureChange) -> str:
    """What bears the figure out; '' when it is gone."""
    if change.now is None:
        return ""
    if change.supported is None:
        return "未核对"
    return f"{'有依据' if change.supported else '无依据'}：{change.basis}" if change.basis else "有依据" if change.supported else "无依据"


def commitment_words(shift: Shift) -> str:
    """力争→确保（目标的把握），说重了."""
    words = f"{shift.was}→{shift.now}" if shift.was and shift.now else f"去掉“{shift.was}”" if shift.was else f"加上“{shift.now}”"
    return f"{words}（{shift.ladder}）"


def finding_words(finding: Finding) -> str:
    quote = f"“{shortened(finding.text, _LONGEST, '⏎')}”" if finding.end else "全文"
    return f"{SEVERITY[finding.severity]} {finding.rule} {quote}：{finding.message}"
