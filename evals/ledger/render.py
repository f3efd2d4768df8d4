"""What is said of a ledger, and of what its change touches: for the terminal and as JSON."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from drafting.ledger import Ledger
from evals.ledger.findings import LedgerFinding
from evals.ledger.impact import Change, Impact
from evals.render.words import SEVERITY
from evals.report import SCHEMA

_KINDS = {"value": "数值", "derived": "推算", "remark": "有关", "new": "新增"}


def as_text(name: str, ledger: Ledger, findings: Sequence[LedgerFinding]) -> str:
    """The findings by row, then how the file was read."""
    counts = [(word, sum(f.severity == s for f in findings)) for s, word in SEVERITY.items()]
    said = "，".join(f"{word} {n}" for word, n in counts if n) or "未发现问题"
    left = f"，{len(ledger.skipped)} 行没有读" if ledger.skipped else ""
    lines = [f"【{name}】{len(ledger.rows)} 项{left}，{said}"]
    lines += [f"  {SEVERITY[f.severity]} {f.rule} {f.message}" for f in findings]
    lines += ["读取说明："] if ledger.notes else []
    return "\n".join([*lines, *(f"  {note.removeprefix(name).strip()}" for note in ledger.notes)])


def as_json(name: str, ledger: Ledger, findings: Sequence[LedgerFinding]) -> dict[str, Any]:
    """One object in the form of `check --format json`."""
    return {
        "schema": SCHEMA,
        "id": name,
        "findings": [f.as_json() for f in findings],
        "metrics": {"rows": len(ledger.rows)},
        "notes": [*ledger.skipped, *ledger.notes],
        "unscored": [],
    }


def impacts_as_text(name: str, text: str, changed: Sequence[Change], found: Sequence[Impact]) -> str:
    """Every place with its paragraph, in order."""
    if not changed:
        return "两份台账没有不同的数值。"
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    lines = [f"台账改动 {len(changed)} 处：", *(f"  {c.said}" for c in changed)]
    places = sum(i.kind != "new" for i in found)
    lines.append(f"【{name}】受影响 {places} 处" + ("（只列出建议，没有改动稿件）：" if found else "。"))
    lines += [f"  {_KINDS[i.kind]} {_where(text, starts, i)}{i.message}" for i in found]
    return "\n".join(lines)


def impacts_as_json(name: str, changed: Sequence[Change], found: Sequence[Impact]) -> dict[str, Any]:
    rows = [
        {
            "name": c.row.name,
            "period": c.row.period,
            "scope": c.row.scope,
            "old": c.old.said if c.old else None,
            "new": c.new.said if c.new else None,
        }
        for c in changed
    ]
    return {"schema": SCHEMA, "id": name, "changes": rows, "impacts": [i.as_json() for i in found]}


def _where(text: str, starts: list[int], impact: Impact) -> str:
    return "" if impact.kind == "new" else f"第{bisect_right(starts, impact.start)}段“{_around(text, impact)}”："


def _around(text: str, impact: Impact) -> str:
    """The figure with the words before it in its clause."""
    start = max(text.rfind(mark, 0, impact.start) for mark in "，。；：！？\n") + 1
    return text[max(start, impact.start - 20) : impact.end]
