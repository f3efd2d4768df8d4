"""Taking in a section while it streams: sentence by sentence, grounded before anyone sees it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.documents import APPENDIX_TITLE
from corpus.zh import SENTENCE_ENDS, count_zi
from drafting.draft import Citation, Mark, Paragraph, Role, Section
from drafting.guard import MARK, Checker, ground, open_marks
from drafting.model.intruders import Intruders
from drafting.model.lines import (
    bare_heading,
    finished,
    has_chinese,
    is_chatter,
    is_refusal,
    key_of,
    level_of,
    plain,
    unhint,
    whole_sentences,
)
from drafting.model.sources import by_numbers, cited, material_of, shown_of, strays
from drafting.writer import OnSentence, Task

_REPEATS = 3  # the same sentence so often means the model is going round in circles
_WORTH_COMPARING = 8  # characters; shorter sentences may well be said twice
_LOOP = re.compile(r"(.{1,30}?)\1{9,}\Z", re.DOTALL)
_LOOP_WINDOW = 320
_LONGEST_SENTENCE = 800  # characters without an end: no sentence any more
_HEADINGS: dict[int, Role] = {1: "heading1", 2: "heading2", 3: "heading3", 4: "heading4"}
V = TypeVar("V", Citation, Mark)


@dataclass
class _Row:
    """One paragraph in the making."""

    role: Role
    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str, citations: tuple[Citation, ...], marks: tuple[Mark, ...]) -> None:
        at = len(self.text)
        self.text += text
        self.citations += [_moved(c, at) for c in citations]
        self.marks += [_moved(m, at) for m in marks]


class SectionReader:
    """A listener that builds a Section. `said` holds the sentences already shown to a person, over all tries of one call."""

    def __init__(self, task: Task, shown: int, check: Checker, on_sentence: OnSentence | None, said: set[str], sample: str = "") -> None:
        self._task, self._check, self._on_sentence, self._said, self._sample = task, check, on_sentence, said, sample
        self._material, self._shown, self._hits = material_of(task), shown_of(task, shown), task.hits[:shown]
        self._brief_words = "\n".join([task.brief.own_text, *(f"{s.heading}\n{s.purpose}" for s in task.outline.sections)])
        self._before = {
            key_of(text) for s in task.written if s.id != task.plan.id for p in s.paragraphs for text in whole_sentences(p.text)
        }
        self._salutation = task.genre.salutation.replace("{audience}", "、".join(task.brief.audience))
        given = (task.brief.title, task.plan.heading, self._salutation, task.genre.closing, APPENDIX_TITLE)
        self._unwanted = {key_of(x) for x in given if x}
        self.forget()

    def forget(self) -> None:
        """Start again: what was fed so far was not the answer."""
        self._line, self._taken = "", 0
        self._rows: list[_Row] = []
        self._row: _Row | None = None
        self._counts: Counter[str] = Counter()
        self._intruders = Intruders(self._task, self._hits, self._sample)
        self.left_out: Counter[str] = Counter()  # why sentences were left out, in words
        self.strays = 0  # numbers given back that were never given out
        self._heard = self.too_long = self.refused = self.circling = self.cut = False

    @property
    def empty(self) -> bool:
        """Was there nothing in the answer at all?"""
        return not self._heard

    @property
    def usable(self) -> bool:
        """Is there Chinese text of the section, and not an excuse?"""
        return not self.refused and any(r.role == "body" and has_chinese(MARK.sub("", r.text)) for r in self._rows)

    def feed(self, text: str) -> bool:
        """Take in more; False when the model goes round in circles, makes excuses or writes three times what was asked for."""
        self._heard |= bool(text.strip())
        *lines, rest = (self._line + text).split("\n")
        for line in lines:
            self._take_line(line, ended=True)
            self._taken, self._row = 0, None
        self._line = rest
        if re.search(r"[。！？!?…\n]", text):
            self._take_line(rest, ended=False)
            self.too_long = sum(count_zi(r.text) for r in self._rows) > 3 * self._task.plan.length[1] + 300
        return not (self._goes_round() or self.refused or self.too_long)

    def close(self, cut: bool) -> None:
        """The end: an unfinished last sentence is dropped when the answer was cut off or stopped."""
        self.cut = cut or self.too_long
        self._take_line(self._line, ended=not (self.cut or self.circling))
        self._line, self._row = "", None

    def section(self) -> Section:
        """What was taken in; a heading without text under it is left out."""
        rows = _with_text_under_headings(self._rows)
        if self.cut:
            why = "写得过长被停下，请压缩后" if self.too_long else "回答到长度上限被截断，请接着"
            rows.append(_todo(f"{why}写完“{self._task.plan.heading or self._task.plan.purpose}”"))
        return section_of(self._task.plan.id, rows)

    def _take_line(self, raw: str, ended: bool) -> None:
        line = plain(raw)
        found = whole_sentences(line)
        if is_chatter(line, not self._rows):
            return
        upto = len(found) if ended else finished(found)
        for i in range(self._taken, upto):
            self._take(found[i], first=i == 0)
        self._taken = max(self._taken, upto)

    def _take(self, sentence: str, first: bool) -> None:
        hinted = unhint(sentence.removeprefix(self._salutation))
        level = level_of(hinted.text) if first else 0
        text = bare_heading(hinted.text) if level else hinted.text
        self.refused |= not self._rows and is_refusal(text)
        if not text or self.refused or self._unwelcome(text):
            return
        grounded = ground(text, self._material, by_numbers(self._check, hinted, self._shown))
        citations = cited(grounded, hinted, self._shown, self._brief_words)
        self.strays += strays(hinted, self._shown)
        self._place(level).add(grounded.text, citations, grounded.marks)
        self._show(grounded.text)

    def _unwelcome(self, text: str) -> bool:
        """Said before, here or in an earlier section, or given by code (title, heading, salutation, closing)."""
        key = key_of(text)
        if key in self._unwanted or is_chatter(text, not self._rows):
            return True
        if reason := self._intruders.reason(text):
            self.left_out[reason] += 1
            return True
        if len(key) < _WORTH_COMPARING:
            return False
        self._counts[key] += 1
        self.circling |= self._counts[key] >= _REPEATS
        return self._counts[key] > 1 or key in self._before

    def _place(self, level: int) -> _Row:
        """The row a sentence belongs to; after a heading on the same line, body text begins a row of its own."""
        if level or self._row is None:
            row = _Row(_HEADINGS[level] if level else "body")
            self._rows.append(row)
            self._row = None if level else row
            return row
        return self._row

    def _show(self, text: str) -> None:
        if self._on_sentence and text not in self._said:
            self._said.add(text)
            self._on_sentence(text)

    def _goes_round(self) -> bool:
        unended = len(self._line) - max(map(self._line.rfind, SENTENCE_ENDS)) - 1
        self.circling |= unended > _LONGEST_SENTENCE or bool(_LOOP.search(self._line[-_LOOP_WINDOW:]))
        return self.circling


def _with_text_under_headings(rows: list[_Row]) -> list[_Row]:
    """The rows without headings that a heading of the same or a higher level, or nothing, comes after."""
    kept: list[_Row] = []
    for row in reversed(rows):
        after = kept[-1].role if kept else ""
        if row.role == "body" or after == "body" or row.role < after:  # heading2 < heading3: a heading of a lower level
            kept.append(row)
    return kept[::-1]


def section_of(name: str, rows: list[_Row]) -> Section:
    """The rows as a Section, with offsets into its text."""
    citations: list[Citation] = []
    marks: list[Mark] = []
    at = 0
    for row in rows:
        citations += [_moved(c, at) for c in row.citations]
        marks += [_moved(m, at) for m in row.marks]
        at += len(row.text) + 1
    paragraphs = tuple(Paragraph(role=r.role, text=r.text) for r in rows)
    return Section(id=name, paragraphs=paragraphs, citations=tuple(citations), marks=tuple(marks))


def todo_section(name: str, ask: str) -> Section:
    """A section that a person must write."""
    return section_of(name, [_todo(ask)])


def _todo(ask: str) -> _Row:
    text = f"〔待写：{re.sub('[〔〕]', '', ask)}〕"
    return _Row("todo", text, [], list(open_marks(text)))


def _moved(value: V, by: int) -> V:
    return value.model_copy(update={"start": value.start + by, "end": value.end + by})
