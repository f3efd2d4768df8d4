"""Every figure of a text with its ground, in words a person reads: for report.json, the text report and the docx's last page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from drafting.ledger import Fact
from evals.case import Case
from evals.checks import figure
from evals.checks.figure.grounds import FigureGround, Status, grounds
from evals.finding import Evidence, Finding

STATUS: dict[Status, str] = {"given": "有出处", "derived": "算得", "inner": "本文", "ungrounded": "无出处", "doubtful": "有疑问"}
_QUOTE = 30  # characters of a source's words
_NONE = "没有找到出处。"
_UNSUPPORTED = "figure-unsupported"  # says that there is no source, not that the figure is wrong


@dataclass(frozen=True)
class FigureRow:
    """A figure and what it rests on: `basis` is one Chinese phrase."""

    ground: FigureGround
    basis: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self.ground) | {"refs": [r.as_json() for r in self.ground.refs], "basis": self.basis}


def figure_table(case: Case, sources: Sequence[str] = ()) -> tuple[FigureRow, ...]:
    """The figures of `case` in order of place; `sources` are the names of its sources."""
    wrong = [f for f in case.once(figure.check).findings if f.name != _UNSUPPORTED]
    return tuple(_row(g, wrong, case.facts or (), sources) for g in grounds(case))


def _row(ground: FigureGround, wrong: Sequence[Finding], facts: Sequence[Fact], sources: Sequence[str]) -> FigureRow:
    """What a finding says is wrong is not called given, whatever it may rest on."""
    said = next((f.message for f in wrong if f.start < ground.end and ground.start < f.end), "")
    if not said:
        return FigureRow(ground, _basis(ground, facts, sources))
    known = f"（{_basis(ground, facts, sources)}）" if ground.status in ("given", "derived") else ""
    return FigureRow(replace(ground, status="doubtful", how=said), said + known)


def _basis(ground: FigureGround, facts: Sequence[Fact], sources: Sequence[str]) -> str:
    """台账：2026年10月全县危化品企业11家（县应急局），四舍五入; 由5.9亿元÷2.4亿元算得（…）; why there is none."""
    if ground.status == "ungrounded":
        return ground.how or _NONE
    named = "；".join(dict.fromkeys(_named(e, facts, sources) for e in ground.refs))
    if ground.status == "given":
        return f"{named}，{ground.how}" if ground.how else named
    return f"{ground.how}（{named}）" if named and ground.status == "derived" else ground.how


def _named(evidence: Evidence, facts: Sequence[Fact], sources: Sequence[str]) -> str:
    if evidence.kind == "fact" and evidence.ref.isdecimal() and int(evidence.ref) < len(facts):
        return facts[int(evidence.ref)].label.removeprefix("数据")
    if evidence.kind == "source" and evidence.ref.isdecimal() and int(evidence.ref) < len(sources):
        return f"{sources[int(evidence.ref)]}“{_short(evidence.quote)}”"
    where = {"brief": "任务书", "text": "本文", "source": f"来源{evidence.ref}"}.get(evidence.kind, evidence.ref)
    return f"{where}“{_short(evidence.quote)}”"


def _short(words: str) -> str:
    """The end of the words, where the figure stands, on one line."""
    flat = words.replace("\n", " ").strip("，。；、 ")
    return flat if len(flat) <= _QUOTE else "…" + flat[-_QUOTE + 1 :]
