"""A comparison for the terminal: changes by place, figures, commitments, findings."""

from collections.abc import Callable, Iterable, Iterator

from drafting.compare import Change
from evals.compare.findings import Turnover
from evals.compare.flow import Stretch, stretches
from evals.compare.report import Report
from evals.compare.words import CATEGORY, STATUS, commitment_words, figure_words, finding_words, paragraph_numbers, support_words, verdict
from evals.finding import Finding
from evals.render.words import unscored

_AROUND = 14  # characters kept on either side of a change
_LEGEND = "（〔旧→新〕改写，〔＋新增〕，〔－删去〕，⏎ 换行）"
_WEIGHT = {"stronger": "加重", "weaker": "减轻"}


def render(report: Report) -> str:
    """The whole report; parts that have nothing to say are left out."""
    lines = [f"【{report.old_name} → {report.new_name}】{verdict(report)}"]
    if report.comparison.unrelated:
        return "\n".join([*lines, *_remarks(report)])
    number = paragraph_numbers(report.comparison.new), paragraph_numbers(report.comparison.old)
    if report.comparison.changes:
        lines.append(_LEGEND)
        lines += [_stretch(s, *number) for s in stretches(report.comparison)]
    return "\n".join([*lines, *_figures(report), *_commitments(report, number[0]), *_findings(report.findings, *number), *_remarks(report)])


_Number = Callable[[int], int]


def _stretch(stretch: Stretch, new: _Number, old: _Number) -> str:
    """第3段（数字）：…危化品企业〔11家→12家〕，……"""
    edits = [c for c in stretch.changes if c.kind != "move"]
    kinds = "、".join(name for category, name in CATEGORY.items() if any(c.category == category for c in edits))
    moved = next((f"由旧稿第{old(c.old.start)}段移来" for c in stretch.changes if c.kind == "move"), "")
    about = "，".join(x for x in (moved, kinds) if x)
    return f"  第{new(stretch.at)}段（{about}）：" + _said(stretch.parts)


def _said(parts: tuple[str | Change, ...]) -> str:
    pieces = [p if isinstance(p, str) else marked(p) if p.kind != "move" else p.now for p in parts]
    kept = [isinstance(p, str) or p.kind == "move" for p in parts]
    last = len(parts) - 1
    return "".join(_cut(w, i == 0, i == last) if k else w for i, (w, k) in enumerate(zip(pieces, kept))).replace("\n", "⏎")


def _cut(words: str, first: bool, last: bool) -> str:
    """Kept words with their middle, or the side that no change is on, left out."""
    head, tail = (0 if first else _AROUND), (0 if last and not first else _AROUND)
    if len(words) <= head + tail + 1:
        return words
    return words[:head] + "…" + (words[-tail:] if tail else "")


def marked(change: Change) -> str:
    """〔旧→新〕"""
    if change.was and change.now:
        return f"〔{change.was}→{change.now}〕"
    return f"〔＋{change.now}〕" if change.now else f"〔－{change.was}〕"


def _figures(report: Report) -> Iterator[str]:
    """The figures one by one; those that were only moved with their paragraphs on one line."""
    moved = [figure_words(f) for f in report.figures if f.status == "moved"]
    if report.figures:
        yield f"数字变动：{len(report.figures)} 处"
    for change in (f for f in report.figures if f.status != "moved"):
        support = support_words(change)
        yield f"  {STATUS[change.status]} {figure_words(change)}" + (f"（{support}）" if support else "")
    if moved:
        yield f"  {STATUS['moved']} {len(moved)} 处，数值未变：" + "、".join(moved)


def _commitments(report: Report, number: _Number) -> Iterator[str]:
    if report.commitments:
        yield f"力度变化：{len(report.commitments)} 处"
    for shift in report.commitments:
        clause = shift.clause.of(report.comparison.new).strip()
        yield f"  {_WEIGHT[shift.status]} 第{number(shift.clause.start)}段“{clause}”：{commitment_words(shift)}"


def _findings(found: Turnover, new: _Number, old: _Number) -> Iterator[str]:
    yield from _listed("已解决", found.resolved, old, "旧稿")
    yield from _listed("新出现", found.introduced, new, "")
    yield from _listed("仍存在", [k.new for k in found.kept], new, "")


def _listed(title: str, found: Iterable[Finding], number: _Number, whose: str) -> Iterator[str]:
    lines = [f"  {whose}第{number(f.start)}段 {finding_words(f)}" if f.end else f"  {finding_words(f)}" for f in found]
    if lines:
        yield from (f"{title}的问题：{len(lines)} 处", *lines)


def _remarks(report: Report) -> Iterator[str]:
    yield from (f"未比较：{u.what}（{u.why}）" for u in report.untracked)
    if report.unscored:
        yield "未检查：" + "；".join(unscored(report.unscored))
