"""Marking: a returned worksheet against the key, by aligning its text with what was handed out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from base.errors import FileError
from corpus.readers import canonical_text
from corpus.remarks import Remark, remarks_of
from corpus.zh import Span
from drafting.compare import Change, Comparison, compare
from evals.engine import run
from evals.exercises.checking import seen
from evals.exercises.judging import Place, judged, touches
from evals.exercises.marked import Alteration, Answer, Marked, Scale
from evals.exercises.model import Defect, Exercise
from evals.exercises.planting import case_of
from evals.exercises.plants import sentence_at
from evals.exercises.sheets import ANNEX, paragraph_of, sheet_text, text_span
from evals.finding import Finding

_ID = re.compile(r"练习编号[：:]\s*([0-9A-Fa-f]{8})")
_NAME = re.compile(r"姓名[：:][_\s]*(?!班级|日期|单位)([^_\s：:]{1,20})")
_LONGEST = 3  # times the worksheet: more is no corrected worksheet
_WIDEST = 40  # characters that a comment may reach beyond what it points at
_KEPT = 0.4  # of the text: what keeps less is another one
_REASONS = {"figure": "改动了正确的数字或日期", "policy": "改动了正确的政策表述"}


@dataclass(frozen=True)
class Returned:
    """A worksheet that came back: its canonical text (tracked changes accepted) and the comments in it."""

    name: str
    text: str
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def of(cls, path: Path) -> "Returned":
        """FileError for a file that cannot be read, or has no text."""
        text = canonical_text(path)
        if not text.strip():
            raise FileError(f"{path.name} 里没有文字，请让学员重新交一份。")
        return cls(path.stem, text, remarks_of(path))

    @property
    def pupil(self) -> str:
        """The name written on the worksheet, else that of the file."""
        match = _NAME.search(self.text[:400])
        return match[1] if match else self.name


def mark(exercise: Exercise, returned: Returned, scale: Scale | None = None) -> Marked:
    """The worksheet marked; FileError when it is none of this exercise."""
    _demand_same(exercise, returned)
    handed_out, text = _handed_out(exercise, returned)
    comparison = compare(handed_out, returned.text)
    _demand_alike(exercise, returned, comparison, text)
    marking = _Marking(exercise, returned, comparison, text)
    return Marked(returned.pupil, returned.name, marking.answers(), tuple(marking.alterations()), scale or Scale())


def _demand_same(exercise: Exercise, returned: Returned) -> None:
    match = _ID.search(returned.text)
    if match and match[1].upper() != exercise.id:
        raise FileError(f"{returned.name} 是另一份练习（编号 {match[1].upper()}，这份是 {exercise.id}），请用那份练习的答案批改。")
    if len(returned.text) > _LONGEST * len(sheet_text(exercise)):
        raise FileError(f"{returned.name} 比练习卷长得多（{len(returned.text)} 字），不像是改过的练习卷，请核对文件。")


def _handed_out(exercise: Exercise, returned: Returned) -> tuple[str, Span]:
    """What the pupil worked on, and where the text stands in it: head and annex only as far as they came back."""
    sheet, text = sheet_text(exercise), text_span(exercise)
    start = 0 if _ID.search(returned.text) else text.start
    end = len(sheet) if ANNEX in returned.text else text.end
    return sheet[start:end], Span(text.start - start, text.end - start)


def _demand_alike(exercise: Exercise, returned: Returned, comparison: Comparison, text: Span) -> None:
    kept = sum(min(r.old_end, text.end) - max(r.old, text.start) for r in comparison.runs_in(*text))
    if kept < _KEPT * len(exercise.text):
        raise FileError(f"{returned.name} 与练习 {exercise.id} 几乎没有相同的文字，请核对是不是这份练习的答卷。")


class _Marking:
    """One worksheet being marked; all offsets are into the whole sheet's text."""

    def __init__(self, exercise: Exercise, returned: Returned, comparison: Comparison, text: Span) -> None:
        self._exercise, self._returned, self._comparison = exercise, returned, comparison
        self._text, self._shift = text, text.start
        self._changes = [c for c in comparison.changes if c.kind != "move" and self._is_ours(c)]
        self._case = case_of(exercise, returned.text)

    def answers(self) -> tuple[Answer, ...]:
        return tuple(judged(self._place(d), self._still_wrong) for d in self._exercise.defects)

    def alterations(self) -> Iterator[Alteration]:
        """The changes where nothing was planted, those of one sentence together."""
        taken = [self._in_sheet(d.start, d.end) for d in self._exercise.defects]
        taken += [self._in_sheet(*e) for d in self._exercise.defects for e in d.elsewhere]
        taken += [self._in_sheet(f.start, f.end) for f in self._exercise.own]
        free = [c for c in self._changes if not any(touches(c, t) for t in taken)]
        found = run(self._case).findings if free else ()
        for group in self._by_sentence(free):
            yield self._alteration(group, found)

    def _is_ours(self, change: Change) -> bool:
        """Is it in the text (not in the head or the annex), and more than white space?"""
        inside = touches(change, self._text)  # a line taken out at the end takes the line's end behind it along
        return inside and "".join(change.was.split()) != "".join(change.now.split())

    def _in_sheet(self, start: int, end: int) -> Span:
        return Span(start + self._shift, end + self._shift)

    def _place(self, defect: Defect) -> Place:
        span = self._in_sheet(defect.start, defect.end)
        changes = tuple(c for c in self._changes if touches(c, span))
        others = [self._in_sheet(*e) for e in defect.elsewhere]
        elsewhere = any(touches(c, other) for c in self._changes for other in others)
        return Place(defect, span, self._comparison.old, changes, tuple(self._remarks(span)), elsewhere)

    def _remarks(self, span: Span) -> Iterator[Remark]:
        """The comments on `span`, not those on whole paragraphs around it."""
        for remark in self._returned.remarks:
            here = self._comparison.to_old(remark.start, max(remark.end, remark.start + 1))
            if here and here.overlaps(*span) and here.end - here.start <= span.end - span.start + _WIDEST:
                yield remark

    def _still_wrong(self, defect: Defect, span: Span) -> bool:
        return any(s.at(*span) for s in seen(defect.kind, self._case))

    def _by_sentence(self, changes: Sequence[Change]) -> list[list[Change]]:
        groups: dict[Span, list[Change]] = {}
        for change in changes:
            at = change.old.start - self._shift
            groups.setdefault(sentence_at(self._exercise.text, at, at), []).append(change)
        return list(groups.values())

    def _alteration(self, group: Sequence[Change], found: Sequence[Finding]) -> Alteration:
        why = next((_REASONS[c.category] for c in group if c.category in _REASONS), "")
        said = (f.message for f in found if f.severity != "suggestion" and any(f.start < c.new.end and c.new.start < f.end for c in group))
        was, now = ("……".join(filter(None, words)) for words in ((c.was for c in group), (c.now for c in group)))
        return Alteration(paragraph_of(self._exercise, group[0].old.start - self._shift), was, now, why or next(said, ""))
