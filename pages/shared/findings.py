"""Findings for a reader: by gate, in a table, and in the text they stand in. Takes the contract's check object."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from drafting.docx.review import shortened
from evals.render.words import SEVERITY
from evals.rules import FAMILY_NAMES, GATE_ORDER, GATES
from pages.shared import plain
from pages.shared.plain import Highlight, Kind

KIND: dict[str, Kind] = {"error": "bad", "warning": "warn", "suggestion": "info"}
BASIS = {"fact": "台账", "source": "材料", "passage": "文库", "text": "文中", "rule": "规则", "brief": "任务书"}
HEADERS = ("号", "关口", "程度", "位置", "原文", "问题", "依据")

Json = dict[str, Any]


def ordered(report: Json) -> list[Json]:
    """The findings gate by gate, in each the gravest first: the order in which they are numbered."""
    grave = list(SEVERITY)
    return sorted(report["findings"], key=lambda f: (GATE_ORDER.index(f["gate"]), grave.index(f["severity"]), f["start"]))


def highlights(report: Json) -> list[Highlight]:
    """Where the findings stand, with their numbers; the gravest first, which wins where two overlap."""
    found = [Highlight(f["start"], f["end"], KIND[f["severity"]], n, f["message"]) for n, f in enumerate(ordered(report), 1)]
    return sorted(found, key=lambda h: ("bad", "warn", "info").index(h.kind))


def summary(report: Json) -> str:
    """政治关 未检查　政策关 2 …: a gate none of whose families was judged has no number."""
    skipped = {u["family"] for u in report["unscored"]}
    judged = {gate for family, gate in GATES.items() if family not in skipped}
    counts = {gate: sum(f["gate"] == gate for f in report["findings"]) for gate in GATE_ORDER}
    return "　".join(f"{gate}关 {n}" + (" 处" if n else "") if n or gate in judged else f"{gate}关 未检查" for gate, n in counts.items())


def without(report: Json, marks: Sequence[Json]) -> Json:
    """The report without the findings that only repeat the open marks of a draft."""
    places = {(m["start"], m["end"]) for m in marks}
    return report | {"findings": [f for f in report["findings"] if (f["start"], f["end"]) not in places]}


def show(report: Json, text: str, height: int = 0) -> None:
    """The findings by gate, then what was not checked: 0 found is not the same as not looked."""
    found = ordered(report)
    if found:
        starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        rows = [_row(n, f, starts) for n, f in enumerate(found, 1)]
        width = len(HEADERS) if any(row[-1] for row in rows) else len(HEADERS) - 1
        plain.table(HEADERS[:width], [row[:width] for row in rows], tight=(0, 1, 2, 3), height=height)
    else:
        plain.note("good", "已检查的各类没有发现问题。")
    if skipped := not_checked(report):
        plain.note("info", f"没有检查：{skipped}。")


def not_checked(report: Json) -> str:
    """The families that were not judged, in one breath for each reason."""
    by_why: dict[str, list[str]] = {}
    for one in report["unscored"]:
        by_why.setdefault(one["why"], []).append(FAMILY_NAMES.get(one["family"], one["family"]))
    return "；".join(f"{'、'.join(names)}（{why}）" for why, names in by_why.items())


def _row(number: int, finding: Json, starts: Sequence[int]) -> tuple[str, ...]:
    where = f"第{bisect_right(starts, finding['start'])}段" if finding["end"] else "全文"
    basis = "；".join(dict.fromkeys(_basis(e) for e in finding["evidence"]))
    severity = SEVERITY[finding["severity"]]
    return str(number), finding["gate"], severity, where, shortened(finding["text"]), finding["message"], basis


def _basis(evidence: Json) -> str:
    return f"{BASIS.get(evidence['kind'], evidence['kind'])}：{shortened(evidence['quote'])}"
