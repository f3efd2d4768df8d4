"""Results for the terminal: the five gates, in each the parts of the text, in each the findings with their place and words."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from evals.figure_table import STATUS
from evals.finding import Finding
from evals.render import Checked, Results
from evals.render.metrics import said_metrics
from evals.render.parts import Part, parts
from evals.render.verdict import Counts, judged
from evals.render.words import SEVERITY, advice, opinion, paragraph_number, place, unscored
from evals.rules import GATE_ORDER


def render(results: Results) -> str:
    """All files, one after the other."""
    return "\n\n".join("\n".join(_file(r)) for r in results)


def _file(checked: Checked) -> Iterator[str]:
    yield f"【{checked.name}】{_counts(checked)}"
    divided = parts(checked)
    for gate in GATE_ORDER:
        if found := [f for f in checked.outcome.findings if f.gate == gate]:
            yield f"{gate}关：{len(found)} 处"
            yield from _gate(checked, found, divided)
    if said := said_metrics(checked.outcome.metrics):
        yield "，".join(f"{name} {value}" for name, value in said)
    if skipped := unscored(checked.outcome.unscored):
        yield "未检查：" + "；".join(skipped)
    yield from _figures(checked)
    yield from _rest(checked)


def _counts(checked: Checked) -> str:
    """What was found; that nothing was found is said only where something was judged."""
    counts = zip(SEVERITY.values(), Counts.of(checked.outcome.findings))
    return "，".join(f"{name} {n}" for name, n in counts if n) or ("未发现问题" if judged(checked) else "没有检查")


def _gate(checked: Checked, found: list[Finding], divided: list[Part]) -> Iterator[str]:
    """The findings of a gate, under the heading they stand below where the text has headings."""
    for heading, here in groupby(found, key=lambda f: _heading(f, divided)):
        indent = "    " if heading else "  "
        if heading:
            yield f"  {heading}"
        for finding in here:
            yield f"{indent}{SEVERITY[finding.severity]} {finding.rule} {place(checked.text, finding)}：{finding.message}"
            if said := advice(finding):
                yield f"{indent}  建议{said}"
            if said := opinion(finding):
                yield f"{indent}  第二意见：{said}"


def _heading(finding: Finding, divided: list[Part]) -> str:
    return next((p.heading for p in divided if finding.end and p.start <= finding.start < p.end), "")


def _figures(checked: Checked) -> Iterator[str]:
    """The table of figures in order of place."""
    if checked.figures is None:
        return
    counts = Counter(r.ground.status for r in checked.figures)
    said = "，".join(f"{name} {counts[s]}" for s, name in STATUS.items() if counts[s])
    yield f"数字一览：共 {len(checked.figures)} 处" + (f"（{said}）" if said else "")
    for row in checked.figures:
        g = row.ground
        where = f"第{paragraph_number(checked.text, g.start)}段“{g.text}”"
        yield f"  {STATUS[g.status]} {where}" + (f"：{row.basis}" if row.basis else "")


def _rest(checked: Checked) -> Iterator[str]:
    """What is left when the padding goes."""
    if checked.trimmed is None or not checked.trimmed.cuts:
        return
    before, after = checked.trimmed.zi
    yield f"去掉空话后剩下（原 {before} 字，删 {len(checked.trimmed.cuts)} 句，剩 {after} 字）："
    yield from (f"  {line}" for line in checked.trimmed.text.split("\n") if line.strip())
