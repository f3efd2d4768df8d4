"""Results for the terminal: the five gates, in each the parts of the text, in each the findings with their place and words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from evals.figure_table import STATUS
from evals.finding import Finding
from evals.render import Checked, Results
from evals.render.metrics import said_metrics
from evals.render.parts import Part, parts
from evals.render.verdict import Counts, judged
from evals.render.words import SEVERITY, advice, opinion, paragraph_number, place, unscored
from evals.rules import GATE_ORDER

_MOST = 5  # findings of one rule on the same words that are each told
_FIRST = 3  # of more, so many
_READABLE = 20_000  # 字 of what is left that are shown
_PLACES = 20  # paragraphs named for the rest
_Alike = tuple[str, str, str]  # rule, words, what is said of them


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
    """The findings of a gate, under the heading they stand below where the text has headings; of many alike the first ones."""
    alike: dict[_Alike, list[Finding]] = {}
    for finding in found:
        alike.setdefault(_alike(finding), []).append(finding)
    shown = [f for f in found if len(same := alike[_alike(f)]) <= _MOST or f in same[:_FIRST]]
    for heading, here in groupby(shown, key=lambda f: _heading(f, divided)):
        indent = "    " if heading else "  "
        if heading:
            yield f"  {heading}"
        for finding in here:
            yield from (f"{indent}{line}" for line in _finding(checked, finding))
            same = alike[_alike(finding)]
            if len(same) > _MOST and finding is same[_FIRST - 1]:
                yield f"{indent}  {_others(checked, same[_FIRST:])}"


def _alike(finding: Finding) -> _Alike:
    return finding.rule, finding.text, finding.message


def _finding(checked: Checked, finding: Finding) -> Iterator[str]:
    yield f"{SEVERITY[finding.severity]} {finding.rule} {place(checked.text, finding)}：{finding.message}"
    if said := advice(finding):
        yield f"  建议{said}"
    if said := opinion(finding):
        yield f"  第二意见：{said}"


def _others(checked: Checked, others: Sequence[Finding]) -> str:
    """Where else the same stands."""
    paragraphs = list(dict.fromkeys(paragraph_number(checked.text, f.start) for f in others))
    rest = "等" if len(paragraphs) > _PLACES else ""
    return f"同类还有 {len(others)} 处：第{'、'.join(map(str, paragraphs[:_PLACES]))}{rest}段"


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
    said = f"原 {before} 字，删 {len(checked.trimmed.cuts)} 句，剩 {after} 字"
    if after > _READABLE:
        yield f"去掉空话：{said}；剩下的太长，不在这里列出，要的话用 biganzi trim 另存一份。"
        return
    yield f"去掉空话后剩下（{said}）："
    yield from (f"  {line}" for line in checked.trimmed.text.split("\n") if line.strip())
