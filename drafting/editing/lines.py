"""A paragraph of a section put in other words: what stays keeps its sources, what is new has none but those a person states."""

from collections.abc import Iterator, Sequence

from drafting.draft import Citation, Mark, Paragraph, Role, Section
from drafting.guard import MARK, open_marks


def rewritten(section: Section, at: int, text: str, cited: Sequence[Citation] = ()) -> Section:
    """`section` with paragraph number `at` in the words `text`, whose lines are paragraphs of their own; no words, no paragraph.

    `cited` are citations of the new words, with offsets into `text`: for what has no other source, and instead of what was stated before.
    """
    start = sum(len(p.text) + 1 for p in section.paragraphs[:at])
    old = section.paragraphs[at]
    new = [Paragraph(role=_role(old, i, line), text=line) for i, line in enumerate(text.split("\n"))] if text else []
    kept = _carried(section.citations, start, old.text, text)
    own = [c.model_copy(update={"start": c.start + start, "end": c.end + start}) for c in cited]
    kept = [c for c in kept if c.source.kind != "stated" or not any(_meet(c, o.start, o.end) for o in own)]
    written = Section(id=section.id, paragraphs=(*section.paragraphs[:at], *new, *section.paragraphs[at + 1 :]))
    pieces = [piece for c in own for piece in _beside(c, kept, written.text)]
    citations = tuple(sorted({*kept, *pieces}, key=lambda c: (c.start, c.end, c.source.label)))
    return remarked(written.model_copy(update={"citations": citations}), section.marks)


def remarked(section: Section, before: Sequence[Mark]) -> Section:
    """`section` with its open marks as they stand now; the reasons are known from `before`."""
    return section.model_copy(update={"marks": open_marks(section.text, {m.text: m.why for m in before})})


def _role(old: Paragraph, line: int, text: str) -> Role:
    """The first line is what the paragraph was, but words written in the place of 〔待写〕 are text."""
    return old.role if line == 0 and (old.role != "todo" or MARK.fullmatch(text)) else "body"


def _carried(citations: Sequence[Citation], start: int, old: str, new: str) -> list[Citation]:
    """The citations that the change from `old` to `new`, the paragraph at `start`, leaves: moved along, or dropped where words changed."""
    first, last = unchanged(old, new)
    changed, rest = start + first, start + len(old) - last
    by = len(new) - len(old) - (0 if new else 1)  # a paragraph that goes takes its line's end along
    kept = [c for c in citations if c.end <= changed]
    return kept + [c.model_copy(update={"start": c.start + by, "end": c.end + by}) for c in citations if c.start >= max(rest, changed)]


def _beside(citation: Citation, others: Sequence[Citation], text: str) -> Iterator[Citation]:
    """The stretches of words in `citation` that no other one covers."""
    at = citation.start
    inside = sorted((c.start, c.end) for c in others if _meet(c, citation.start, citation.end))
    for start, end in [*inside, (citation.end, citation.end)]:
        if any(c.isalnum() for c in text[at:start]):
            yield citation.model_copy(update={"start": at, "end": start})
        at = max(at, end)


def _meet(citation: Citation, start: int, end: int) -> bool:
    return citation.start < end and start < citation.end


def unchanged(old: str, new: str) -> tuple[int, int]:
    """How many characters both have in common at the beginning and, apart from those, at the end."""
    most = min(len(old), len(new))
    first = next((i for i in range(most) if old[i] != new[i]), most)
    most -= first
    return first, next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
