"""What every figure of a text rests on: for the table of figures in a report, and for asking what depends on a ledger row."""

from dataclasses import dataclass, replace
from typing import Literal

from corpus.documents import own_text
from corpus.zh import Span
from evals.case import Case
from evals.checks.figure.commonplace import is_commonplace
from evals.checks.figure.derive import derive
from evals.checks.figure.judge import said_before
from evals.checks.figure.judged import Judged
from evals.checks.figure.material import Support, material
from evals.checks.figure.place import Place
from evals.checks.figure.report import finding
from evals.checks.figure.verdicts import figure_places, verdicts
from evals.checks.figure.vouch import is_named
from evals.checks.readings import Reading, lies_in, moved_evidence, with_words
from evals.context import Context
from evals.finding import Evidence

Status = Literal["given", "derived", "ungrounded", "inner", "doubtful"]
_SAYING = "行文说法"
_NOTHING = material((), (), Context())


@dataclass(frozen=True)
class FigureGround:
    """One figure at `[start, end)` of the text and what it rests on.

    `given`: it stands in the ledger, a source or the brief (`how`: 折算, 四舍五入, 概数 when written otherwise). `derived`: it follows from
    what stands there (`how`: the arithmetic). `inner`: it follows from figures of the text itself, or is a way of speaking (两条线, 几个).
    `ungrounded`: nothing bears it (`how`: why, one Chinese sentence). `doubtful`: a finding
    says that it is wrong (set by the table of figures). In `refs` a fact's `ref` is its row number from 0.
    """

    start: int
    end: int
    text: str
    status: Status
    how: str
    refs: tuple[Evidence, ...] = ()


def grounds(case: Case) -> tuple[FigureGround, ...]:
    """Every figure of the text of `case`, in order of place; those inside 〔待核：…〕 and 〔待写：…〕 are ungrounded."""
    text = own_text(case.text)
    reading = with_words(text)
    shown = case.reading(reading.text)
    found = figure_places(shown)
    judged = verdicts(shown, [p for p in found if not _is_open(p, reading)])
    order = {j.place.read.start: i for i, j in enumerate(judged)}
    grounded = (_ground(p, _standing(p, judged, order, reading, shown)) for p in found)
    return tuple(_in_original(g, reading, text) for g in grounded)


_Standing = tuple[Status, str, tuple[Evidence, ...]]


def _ground(place: Place, standing: _Standing) -> FigureGround:
    figure = place.read.figure
    return FigureGround(figure.start, figure.end, figure.text, *standing)


def _standing(place: Place, judged: list[Judged], order: dict[int, int], reading: Reading, case: Case) -> _Standing:
    if _is_open(place, reading):
        return "ungrounded", "文中标明待核。", ()
    index = order.get(place.read.start)
    if index is None:
        return "inner", "引文中的数字", ()
    verdict = judged[index]
    if verdict.is_grounded and _is_sure(verdict):
        return ("derived" if verdict.operands else "given"), verdict.how, verdict.refs
    if case.has_material and is_commonplace(place, case) and _is_unknown(verdict):
        return "inner", _SAYING, ()
    return _of_the_text(judged, index) or _ungrounded(verdict, case)


def _is_unknown(verdict: Judged) -> bool:
    return verdict.fault is None or verdict.fault.rule == "figure-unsupported"


def _is_sure(verdict: Judged) -> bool:
    """A check stays quiet about an equal value that may be the one; a table must not call it the source."""
    support = verdict.support
    return support is None or bool(verdict.operands) or is_named(verdict.place, support, verdict.likeness)


def _of_the_text(judged: list[Judged], index: int) -> _Standing | None:
    """Does the figure follow from those before it, or is it a way of speaking?"""
    verdict = judged[index]
    if not _is_unknown(verdict):
        return None
    beside = [Support(j.place.read.figure, "text", 0, "本文", place=j.place) for j in said_before(judged, index)]
    if derived := derive(verdict.place, _NOTHING, beside):
        return "inner", f"由{derived.how}算得", tuple(o.evidence(for_ground=True) for o in derived.operands)
    return ("inner", _SAYING, ()) if verdict.place.read.figure.soft else None


def _ungrounded(verdict: Judged, case: Case) -> _Standing:
    if not case.has_material:
        return "ungrounded", "没有台账和来源，未核对。", ()
    if verdict.is_grounded and verdict.support:
        return "ungrounded", f"只有{verdict.support.label}数值相同，所指不同。", ()
    fault = finding(verdict, case)
    against = verdict.fault.against if verdict.fault else None
    return "ungrounded", fault.message if fault else "", (against.evidence(for_ground=True),) if against else ()


def _is_open(place: Place, reading: Reading) -> bool:
    return lies_in(reading.marks, place.read.start, place.read.end)


def _in_original(ground: FigureGround, reading: Reading, text: str) -> FigureGround:
    start, end = Span(reading.at[ground.start], reading.at[ground.end - 1] + 1)
    return replace(ground, start=start, end=end, text=text[start:end], refs=tuple(moved_evidence(e, reading) for e in ground.refs))
