"""The guard: what a text says and nothing grounds becomes 〔待核：…〕 before anyone sees it."""

import re
from dataclasses import dataclass
from typing import Protocol

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import REFERENCE, Citation, Mark, Source
from drafting.ledger import Fact

MARK = re.compile(r"〔(待核|待写)：([^〔〕]*)〕")


@dataclass(frozen=True)
class Material:
    """All that a draft may rest on: the brief, ledger rows, passages of the library, passages cited when it was first written, and what
    a person stated."""

    brief: Brief
    facts: tuple[Fact, ...] = ()
    hits: tuple[Hit, ...] = ()
    cited: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everything as sources: the facts (ref: row number from 0), the brief, the passages found, the passages cited before."""
        rows = [Source(kind="fact", ref=str(i), label=f.label, text=f.said) for i, f in enumerate(self.facts)]
        own = Source(kind="brief", ref="brief", label="任务书", text=self.brief.own_text)
        found = [Source(kind="passage", ref=h.passage.id, label=h.document.label, text=h.passage.text) for h in self.hits]
        return (*rows, own, *found, *self.cited)


@dataclass(frozen=True)
class Gap:
    """`text[start:end]` rests on nothing; `why` is one Chinese sentence."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class Verdict:
    """What a checker says of a text: what is grounded (with its source) and what is not."""

    grounded: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Checker(Protocol):
    """The judge of the pipeline; given to it as an argument, so that drafting needs to know nothing of evals.

    It judges figures, dates, names of people and documents, document numbers and quotations in `text`; what stands inside
    〔待核：…〕 and 〔待写：…〕 is not judged.
    """

    def __call__(self, text: str, material: Material) -> Verdict: ...


@dataclass(frozen=True)
class Grounded:
    """A text with its gaps marked; `citations` and `marks` hold offsets into `text`."""

    text: str
    citations: tuple[Citation, ...] = ()
    marks: tuple[Mark, ...] = ()


def ground(text: str, material: Material, check: Checker) -> Grounded:
    """`text` with every gap the checker finds turned into 〔待核：…〕. Loops until nothing more is found."""
    whys: dict[str, str] = {}
    for _ in range(4):
        verdict = check(text, material)
        gaps = _outside_marks(text, verdict.gaps)
        if not gaps:
            break
        whys |= {_marked_words(text, g): g.why for g in gaps}
        text = _mark(text, gaps)
    else:
        verdict = check(text, material)
        text = _mark(text, [Gap(0, len(text), "多次核对仍有无出处的内容")]) if _outside_marks(text, verdict.gaps) else text
    inside = [m.span() for m in MARK.finditer(text)]
    kept = [c for c in verdict.grounded if not any(s < c.end and c.start < e for s, e in inside)]
    return Grounded(text, tuple(sorted(kept, key=lambda c: (c.start, c.end))), open_marks(text, whys))


def open_marks(text: str, whys: dict[str, str] | None = None) -> tuple[Mark, ...]:
    """Every 〔待核：…〕 and 〔待写：…〕 of `text`, with the reasons known."""
    reasons = whys or {}
    return tuple(
        Mark.model_validate({"kind": m[1], "start": m.start(), "end": m.end(), "text": m[2], "why": reasons.get(m[2], "")})
        for m in MARK.finditer(text)
    )


def _outside_marks(text: str, gaps: tuple[Gap, ...]) -> list[Gap]:
    """The gaps that do not lie inside a mark, in order of place; one that touches a mark or another gap swallows it."""
    marks = [m.span() for m in MARK.finditer(text)]
    chosen: list[Gap] = []
    for gap in sorted(gaps, key=lambda g: (g.start, -g.end)):
        if gap.start >= gap.end or any(s <= gap.start and gap.end <= e for s, e in marks):
            continue
        touched = [(s, e) for s, e in marks if s < gap.end and gap.start < e]
        wide = Gap(min([gap.start, *(s for s, _ in touched)]), max([gap.end, *(e for _, e in touched)]), gap.why)
        if chosen and wide.start < chosen[-1].end:
            last = chosen.pop()
            wide = Gap(last.start, max(last.end, wide.end), last.why)
        chosen.append(wide)
    return chosen


def _mark(text: str, gaps: list[Gap]) -> str:
    for gap in reversed(gaps):
        text = f"{text[: gap.start]}〔待核：{_marked_words(text, gap)}〕{text[gap.end :]}"
    return text


def _marked_words(text: str, gap: Gap) -> str:
    """The words of a gap as they stand in its mark; marks inside it give up their brackets."""
    return markable(MARK.sub(r"\2", text[gap.start : gap.end]))


def own_words(text: str) -> str:
    """`text` without what is still to be written and the passages quoted for reference: they will not be in it."""
    return "\n".join(line for line in MARK.sub("", text).split("\n") if not line.startswith(REFERENCE))


def markable(text: str) -> str:
    """`text` as it may stand inside a mark, whose own brackets are 〔〕."""
    return text.translate(str.maketrans("〔〕", "（）"))
