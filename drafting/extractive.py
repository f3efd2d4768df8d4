"""The extractive writer: a working skeleton (材料稿) from the brief, the ledger and the library. It writes no prose of its own."""

from itertools import groupby, islice

from corpus.documents import Hit
from corpus.figures.dates import period_of
from corpus.zh import SENTENCE_ENDS, Span, close_figures, count_zi, paragraphs, sentences
from drafting.brief import Brief
from drafting.draft import Citation, Outline, Paragraph, Section, Source
from drafting.guard import Material, markable, open_marks
from drafting.ledger import Fact
from drafting.outline import nearest, overlap
from drafting.writer import OnSentence, Task, Usage
from prompts.genres import Genre

QUOTE_ZI = (30, 220)  # a reference shorter than this says too little, a longer one is no reference any more
REFERENCES = 2  # reference blocks a section without points gets, a short one (in 字) half of it; each point gets one
SHORT = 400
RELATED = 0.12  # a passage that shares less of its bigrams with the topic is no reference for it
MEASURES = ("%", "％", "‰", "率")
_ENDS = SENTENCE_ENDS + "”’）；;"  # a title or a 主送机关 line ends in none of them
_PAIRS = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "〔": "〕", "【": "】", "「": "」"}
_LEADS = ("：", ":", "如下。")
_BEFORE = ("上年同期", "去年同期")
CHANGES = ("增长", "下降", "提高", "降低", "增加", "减少", "上升", "回落", "达到", "超过")  # names after which no 为 stands


class ExtractiveWriter:
    """Writes from material alone; needs no model. Every sentence is a ledger row, the brief's own words, or a quotation."""

    name = "extractive"
    repairs = False
    note = "材料稿：未使用模型，由任务书、台账和文库材料按提纲排列而成；〔待写〕处须由起草人写出。"

    def __init__(self) -> None:
        self.usage = Usage()

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Outline:  # noqa: ARG002
        return skeleton

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Section:
        page = _Page(task)
        page.own_words()
        page.facts([f for f in task.facts if nearest(f.name, task.plan.points) is None])
        for i, point in enumerate(task.plan.points):
            page.point(point, [f for f in task.facts if nearest(f.name, task.plan.points) == i])
        if not task.plan.points:
            page.references(" ".join(task.plan.queries), REFERENCES if task.plan.length[1] >= SHORT else 1, task.brief.must_cover)
            page.ask()
        section = page.section()
        for paragraph in section.paragraphs if on_sentence else ():
            on_sentence(paragraph.text)  # type: ignore[misc]
        return section


class _Page:
    """One section being put together, line by line, with its citations."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.sources = {(s.kind, s.ref): s for s in Material(task.brief, task.brief.facts, task.hits).sources}
        self.lines: list[Paragraph] = []
        self.citations: list[Citation] = []
        self.quoted = [p.text for s in task.written for p in s.paragraphs if p.role == "reference"]
        self.at = 0

    @property
    def _own(self) -> Source:
        return self.sources["brief", "brief"]

    @property
    def _wish(self) -> str:
        return _plain(self.task.plan.ask or self.task.plan.purpose)

    def section(self) -> Section:
        text = "\n".join(p.text for p in self.lines)
        return Section(id=self.task.plan.id, paragraphs=tuple(self.lines), citations=tuple(self.citations), marks=open_marks(text))

    def own_words(self) -> None:
        """What the brief itself says of local reality, in the first section that serves it."""
        words = close_figures(self.task.brief.local.rstrip("。；; ")) + "。"
        said = any(p.text == words for section in self.task.written for p in section.paragraphs)
        if "local" in self.task.plan.serves and self.task.brief.local and not said:
            self._line(Paragraph(role="body", text=words), [(0, len(words), self._own)])

    def facts(self, rows: list[Fact]) -> None:
        """The ledger rows as one paragraph: a sentence for each period and scope, a clause for each row."""
        text, cited = "", []
        for (period, scope, before), group in groupby(rows, key=lambda f: (f.period, f.scope, self._says_before(f))):
            text += f"{before}（{period}）{scope}" if before else f"{period}，{scope}" if period else scope
            for row in group:
                clause = fact_clause(row).removeprefix(before)
                cited.append((len(text), len(text) + len(clause), self.sources["fact", str(self.task.brief.facts.index(row))]))
                text += clause + "，"
            text = text[:-1] + "。"
        if text:
            self._line(Paragraph(role="body", text=text), cited)

    def _says_before(self, row: Fact) -> str:
        """上年同期 at the head of the row's name, where the row's period is that earlier one: not to be told as two periods. Else ''."""
        own = period_of(row.period)
        known = (p.year for f in self.task.brief.facts if (p := period_of(f.period)))
        today = self.task.brief.date.year if self.task.brief.date else 0
        word = next((w for w in _BEFORE if row.name.startswith(w)), "")
        return word if own and 0 < own.year < max(today, *known) else ""

    def point(self, point: str, rows: list[Fact]) -> None:
        """One must-cover point: its heading, what the brief says of it, its facts, the best passage, what a person must write."""
        heading, _, said = point.partition("：")
        if not self._is_alone:
            self._line(Paragraph(role="heading2", text=heading), [])
        if said:
            named = not self._is_alone or self._is_headed(heading)
            words = (said if named else point).rstrip("。") + "。"
            self._line(Paragraph(role="body", text=words), [(0, len(words), self._own)])
        self.facts(rows)
        self.references(point, 1)
        self._line(Paragraph(role="todo", text=f"〔待写：{_plain(heading)}——{self._wish}〕"), [])

    def _is_headed(self, heading: str) -> bool:
        """Is the point what the section is about, as the section's own heading says?"""
        return bool(self.task.plan.heading) and heading.startswith(self.task.plan.heading)

    @property
    def _is_alone(self) -> bool:
        """Would the sub-heading of the point be the only one of its level? Nothing is numbered （一） without a （二）."""
        sections = self.task.outline.sections
        numbered_together = (self.task.plan,) if any(s.heading for s in sections) else sections
        return sum(len(s.points) for s in numbered_together) == 1

    def references(self, topic: str, most: int, saved: tuple[str, ...] = ()) -> None:
        """Attributed quotations of the passages nearest to `topic`; none twice in a draft, none that says more on a `saved` topic."""
        ranked = sorted(self.task.hits, key=lambda h: -overlap(topic, h.passage.text) - _substance(h.passage.text))
        quotes = ((hit, quote.of(hit.passage.text)) for hit in ranked if (quote := best_quote(hit.passage.text, topic)))
        fitting = (
            (hit, words)
            for hit, words in quotes
            if words[-1] in _ENDS
            and overlap(topic, words) >= max([RELATED, *(overlap(other, words) for other in saved)])
            and not self._said(words)
        )
        for hit, words in islice(fitting, most):
            line = f"参考：{hit.document.label}：“{inner_quotes(words)}”"
            self._line(Paragraph(role="reference", text=line), [(0, len(line), self.sources["passage", hit.passage.id])])

    def _said(self, words: str) -> bool:
        """Is this quotation, or a part of it, in the draft already?"""
        return any(inner_quotes(s.of(words)) in line for line in (*self.quoted, *(p.text for p in self.lines)) for s in sentences(words))

    def ask(self) -> None:
        """What a person must write in this section, with the leader's intent where the section serves it."""
        intent = self.task.brief.intent if "intent" in self.task.plan.serves else ""
        wish = f"；领导意图：{_plain(intent)}" if intent else ""
        self._line(Paragraph(role="todo", text=f"〔待写：{self._wish}{wish}〕"), [])

    def _line(self, paragraph: Paragraph, cited: list[tuple[int, int, Source]]) -> None:
        self.citations += [Citation(start=self.at + s, end=self.at + e, source=source) for s, e, source in cited]
        self.lines.append(paragraph)
        self.at += len(paragraph.text) + 1


def fact_clause(fact: Fact) -> str:
    """A ledger row without its period and scope: 危化品企业11家, 整改率为96.5%."""
    measure = fact.name.endswith(MEASURES) or any(m in fact.unit + fact.value for m in MEASURES)
    link = "为" if measure and not fact.name.endswith(CHANGES) else ""
    return f"{fact.name}{link}{fact.value}{fact.unit}"


def best_quote(text: str, topic: str) -> Span | None:
    """The run of whole sentences inside one paragraph of `text` that says most on `topic`, within QUOTE_ZI; None when there is none."""
    best, best_score = None, 0.0
    for paragraph in paragraphs(text):
        inside = [Span(paragraph.start + s.start, paragraph.start + s.end) for s in sentences(paragraph.of(text))]
        for i, first in enumerate(inside):
            for last in inside[i:]:
                run = Span(first.start, last.end)
                zi = count_zi(run.of(text))
                if zi > QUOTE_ZI[1]:
                    break
                if run.of(text).endswith(_LEADS) or not _is_whole(run.of(text)):  # 现通知如下： says nothing by itself
                    continue
                score = overlap(topic, run.of(text)) + _substance(run.of(text)) + min(zi, 120) / 1000
                if zi >= QUOTE_ZI[0] and score > best_score:
                    best, best_score = run, score
    return best


def _is_whole(words: str) -> bool:
    """Is every bracket and quotation mark in `words` closed in them? A sentence may end inside one."""
    marks = [mark for mark in words if mark in _PAIRS or mark in _PAIRS.values()]
    opened: list[str] = []
    for mark in marks:
        if mark in _PAIRS:
            opened.append(_PAIRS[mark])
        elif not opened or opened.pop() != mark:
            return False
    return not opened


def inner_quotes(text: str) -> str:
    """`text` as it stands inside a quotation: its own “” become ‘’ (GB/T 15834—2011, 4.8.3.3)."""
    return text.translate(str.maketrans("“”‘’", "‘’“”"))


def _substance(text: str) -> float:
    """A small bonus for text that names figures: passages of mere formula sink."""
    return min(0.2, 0.04 * sum(c.isdigit() for c in text))


def _plain(text: str) -> str:
    """`text` as it may stand inside a mark, without its full stop."""
    return markable(text).rstrip("。；")
