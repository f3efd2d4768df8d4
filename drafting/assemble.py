"""Sections → Draft: numbers, the genre's elements, one canonical text with blocks, citations and marks."""

from collections.abc import Sequence

from corpus.zh import chinese_day, chinese_number
from drafting.brief import Brief
from drafting.draft import Block, Citation, Draft, Mark, Outline, Paragraph, Role, Section
from drafting.guard import open_marks
from prompts.genres import Genre


def assemble(brief: Brief, genre: Genre, outline: Outline, sections: Sequence[Section], generator: str) -> Draft:
    """The whole draft. Offsets of the sections are carried over, not found again."""
    sheet = _Sheet(first_level=1 if any(p.heading for p in outline.sections) else 0)
    for role, text in [*_number_line(brief, genre), ("title", outline.title), *_head(brief, genre)]:
        sheet.line(role, text)
    for plan, section in zip(outline.sections, sections, strict=True):
        if plan.heading:
            heading = Paragraph(role="heading1", text=plan.heading)
            sheet.add("heading1", _number(heading, sheet.counts) + plan.heading, plan.id)
        sheet.section(section)
    for role, text in _tail(brief, genre):
        sheet.line(role, text)
    return sheet.draft(outline.title, genre.id, generator)


class _Sheet:
    """The lines of a draft so far, and where everything stands."""

    def __init__(self, first_level: int) -> None:
        self.raised = 1 - first_level  # where no section has a heading, its sub-headings move up a level
        self.counts = [0, 0, 0, 0]
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.citations: list[Citation] = []
        self.marks: list[Mark] = []
        self.at = 0

    def line(self, role: Role, text: str) -> None:
        """A line of no section: its marks are its own."""
        self.marks += [m.model_copy(update={"start": m.start + self.at, "end": m.end + self.at}) for m in open_marks(text)]
        self.add(role, text)

    def add(self, role: Role, text: str, section: str = "") -> None:
        self.lines.append(text)
        self.blocks.append(Block(role=role, start=self.at, end=self.at + len(text), section=section))
        self.at += len(text) + 1

    def section(self, section: Section) -> None:
        """The paragraphs of a section, sub-headings numbered, its citations and marks moved along."""
        self.counts[1:] = [0, 0, 0]
        inner = 0
        for original in section.paragraphs:
            paragraph = _raised(original) if self.raised else original
            number = _number(paragraph, self.counts)
            shift = self.at + len(number) - inner
            end = inner + len(paragraph.text)
            self.citations += [
                Citation(start=max(c.start, inner) + shift, end=min(c.end, end) + shift, source=c.source)
                for c in section.citations
                if c.start < end and inner < c.end
            ]
            inside = [m for m in section.marks if inner <= m.start < end]
            self.marks += [m.model_copy(update={"start": m.start + shift, "end": m.end + shift}) for m in inside]
            self.add(paragraph.role, number + paragraph.text, section.id)
            inner = end + 1

    def draft(self, title: str, genre: str, generator: str) -> Draft:
        text = "\n".join(self.lines)
        return Draft(
            title=title, genre=genre, text=text, blocks=tuple(self.blocks), citations=tuple(self.citations),
            marks=tuple(self.marks), generator=generator,
        )  # fmt: skip


def _raised(paragraph: Paragraph) -> Paragraph:
    """A sub-heading one level up."""
    if not paragraph.role.startswith("heading"):
        return paragraph
    return Paragraph.model_validate({"role": f"heading{max(1, int(paragraph.role[-1]) - 1)}", "text": paragraph.text})


def _number(paragraph: Paragraph, counts: list[int]) -> str:
    """The number of a sub-heading: 一、, （一）, 1., （1）; lower levels start again under a higher one."""
    if not paragraph.role.startswith("heading"):
        return ""
    level = int(paragraph.role[-1]) - 1
    counts[level] += 1
    counts[level + 1 :] = [0] * (len(counts) - level - 1)
    n = min(counts[level], 99)
    return (f"{chinese_number(n)}、", f"（{chinese_number(n)}）", f"{n}.", f"（{n}）")[level]


def _number_line(brief: Brief, genre: Genre) -> list[tuple[Role, str]]:
    """发文字号 above the title, 签发人 beside it on what goes upward (GB/T 9704—2012, 7.2.5 and 7.2.6)."""
    signer = f"签发人：{brief.signer}" if "signer" in genre.elements and brief.signer else ""
    said = "　　".join(x for x in (brief.number, signer) if x) if "number" in genre.elements else ""
    return [("number", said)] if said else []


def _head(brief: Brief, genre: Genre) -> list[tuple[Role, str]]:
    lines: list[tuple[Role, str]] = []
    if "byline" in genre.elements:
        lines += [("byline", line) for line in (_in_brackets(chinese_day(brief.date)), _speaker(brief)) if line]
    if "recipient" in genre.elements:
        lines.append(("recipient", ("、".join(brief.audience) or "〔待写：主送机关〕") + "："))
    if genre.salutation:
        lines.append(("salutation", genre.salutation.replace("{audience}", "、".join(brief.audience) or "〔待写：称谓〕")))
    return lines


def _tail(brief: Brief, genre: Genre) -> list[tuple[Role, str]]:
    lines: list[tuple[Role, str]] = [("closing", genre.closing)] if genre.closing else []
    if "attachments" in genre.elements:
        one = len(brief.attachments) == 1
        lines += [
            ("attachment", ("附件：" if i == 1 else "") + ("" if one else f"{i}.") + name) for i, name in enumerate(brief.attachments, 1)
        ]
    if "signature" in genre.elements:
        lines.append(("signature", brief.issuer or "〔待写：署名〕"))
    if "date" in genre.elements:
        lines.append(("date", chinese_day(brief.date) or "〔待写：成文日期〕"))
    if "contact" in genre.elements:
        lines.append(("contact", f"（联系人：{brief.contact or '〔待写：姓名、电话〕'}）"))
    return lines


def _speaker(brief: Brief) -> str:
    """县长　周明远; the speaker alone when the brief names nobody with that title."""
    named = [p.name for p in brief.people if p.title and p.title == brief.speaker]
    return "　".join([brief.speaker, *named[:1]])


def _in_brackets(text: str) -> str:
    return f"（{text}）" if text else ""
