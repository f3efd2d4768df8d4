"""How a finding is put into words, the same in every format."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from evals.case import Unscored
from evals.finding import Evidence, EvidenceKind, Finding, Severity
from evals.rules import FAMILY_NAMES

SEVERITY: dict[Severity, str] = {"error": "错误", "warning": "警告", "suggestion": "建议"}
_BASIS: dict[EvidenceKind, str] = {"fact": "台账", "source": "材料", "passage": "文库", "text": "文中", "rule": "规则", "brief": "任务书"}
_LONGEST = 80  # characters of a quotation
_WORDS = 40  # characters of the text shown with a finding


def family_name(family: str) -> str:
    """The family in Chinese; its id when it has no name."""
    return FAMILY_NAMES.get(family, family)


def label(finding: Finding) -> str:
    """政策关·数字·错误."""
    return f"{finding.gate}关·{family_name(finding.family)}·{SEVERITY[finding.severity]}"


def basis(evidence: Sequence[Evidence]) -> str:
    """台账“危化品企业 11家”；材料“……”: what the finding rests on, each thing once; '' when on nothing but the text."""
    return "；".join(dict.fromkeys(_quoted(e) for e in evidence if e.quote.strip()))


def advice(finding: Finding) -> str:
    """改为“……”: the edit that is proposed; '' when there is none."""
    if finding.edit is None:
        return ""
    care = "" if finding.edit.safety == "safe" else "（请核实后再改）"
    return (f"改为“{finding.edit.text}”" if finding.edit.text else "删去") + care


def paragraph_number(text: str, offset: int) -> int:
    """Which line `offset` is in, from 1."""
    return text.count("\n", 0, offset) + 1


def place(text: str, finding: Finding) -> str:
    """第3段“413条”, or 全文."""
    quote = shortened(finding.text, _WORDS, newline="⏎")
    return f"第{paragraph_number(text, finding.start)}段“{quote}”" if finding.end else "全文"


def opinion(finding: Finding) -> str:
    """3 票中 2 票同意（没有说做什么）: the second opinion; '' when none was asked."""
    votes = finding.opinion
    if votes is None:
        return ""
    why = f"（{'；'.join(votes.why)}）" if votes.why else ""
    return f"{votes.votes} 票中 {votes.agree} 票同意{why}"


def unscored(found: Iterable[Unscored]) -> list[str]:
    """What was not judged: families with the same reason in one breath."""
    by_why: dict[str, list[str]] = {}
    for one in found:
        by_why.setdefault(one.why, []).append(family_name(one.family))
    return [f"{'、'.join(names)}（{why}）" for why, names in by_why.items()]


def shortened(text: str, longest: int = _LONGEST, newline: str = " ") -> str:
    """`text` on one line, cut to `longest` characters."""
    flat = text.strip().replace("\n", newline)
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def _quoted(evidence: Evidence) -> str:
    where = _BASIS.get(evidence.kind, evidence.kind)
    if evidence.kind == "passage":  # an id of a passage is the path of a document and a number
        where += f"《{PurePosixPath(evidence.ref.partition('#')[0]).stem}》" if evidence.ref else ""
    return f"{where}“{shortened(evidence.quote)}”"
