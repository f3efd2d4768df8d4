"""From a fault to a finding: severity, Chinese sentence, evidence."""

import re
from decimal import Context, Decimal, localcontext

from corpus.figures import Figure
from evals.case import Case
from evals.checks.figure.aims import is_aim
from evals.checks.figure.commonplace import is_commonplace
from evals.checks.figure.judged import Fault, Judged
from evals.checks.figure.material import Support
from evals.finding import Finding, Severity
from evals.rules import family_rules

_STAGE = re.compile(r"阶段|环节|步|部分|方面|层面")  # the order of a text, not data
_SPANS = ("历时", "天数", "月数", "年龄", "数")


def finding(judged: Judged, case: Case) -> Finding | None:
    """The finding of what was judged wrong; None when nothing was."""
    fault = judged.fault
    if fault is None or (fault.rule == "figure-unsupported" and is_commonplace(judged.place, case)):
        return None
    figure = judged.place.read.figure
    severity = _severity(judged, fault, case)
    rule = family_rules("figure")[fault.rule]
    evidence = (fault.against.evidence(for_ground=False),) if fault.against else ()
    return rule.finding(
        case.text, fault.start, fault.end, evidence=evidence, severity=severity, score=0.9 if severity == "error" else 0.7,
        where=_where(case), known=_known(fault.against), said=fault.said, sum=fault.said, gap=_gap(figure, fault.against),
    )  # fmt: skip


def _severity(judged: Judged, fault: Fault, case: Case) -> Severity:
    figure = judged.place.read.figure
    if case.strict:
        return "error"
    if fault.rule != "figure-unsupported":
        return "error" if fault.sure and not figure.soft else "warning"
    if case.sources is not None:
        return "suggestion" if figure.kind == "ordinal" and (figure.soft or _STAGE.match(judged.place.read.right)) else "warning"
    if figure.soft or is_aim(judged.place) or figure.kind in ("date", "time", "ordinal") or figure.unit.dimension in _SPANS:
        return "suggestion"  # a ledger holds indicators, not every aim, date and way of speaking
    return "warning"


def _where(case: Case) -> str:
    return "台账和来源" if case.facts is not None and case.sources is not None else "台账" if case.facts is not None else "来源"


def _known(support: Support | None) -> str:
    if support is None:
        return ""
    if support.place is None:
        return support.label
    after = support.place.read.right[:2] if support.figure.kind == "date" else ""  # 上午, 下旬
    return f"{support.label}“{support.place.read.left.lstrip('、')[-20:]}{support.figure.text}{after}”"


def _gap(figure: Figure, support: Support | None) -> str:
    """，相差10倍 when a point or a magnitude slipped."""
    if support is None or figure.kind != "quantity" or not figure.low or not support.figure.low:
        return ""
    with localcontext(Context(prec=30)):
        times = max(figure.low / support.figure.low, support.figure.low / figure.low)
        return f"，相差{times:f}倍" if times in (Decimal(10) ** n for n in range(1, 9)) else ""
