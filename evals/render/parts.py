"""The parts of a text under its highest headings, and one line on each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.zh import Span, count_zi, heading_level, paragraphs
from evals.finding import Finding
from evals.render import Checked
from evals.render.verdict import Counts
from evals.render.words import shortened

_LONGEST = 24  # characters of a heading
_SAID_AGAIN = "said-again"
_MUCH = 0.4  # of a part's 字 in padding


@dataclass(frozen=True)
class Part:
    """`[start, end)` of the text under `heading`: what was found in it and how much of it is padding (None where it was not scored)."""

    heading: str
    start: int
    end: int
    zi: int
    counts: Counts
    padding: float | None

    @property
    def verdict(self) -> str:
        """One line: what has to be done here."""
        padded = self.padding is not None and self.padding >= _MUCH
        said = [f"{n} 处{words}" for n, words in zip(self.counts, ("错误必须改", "要核实", "可斟酌")) if n]
        said += ["空话多，建议压缩"] * padded
        return "，".join(said) or "未发现问题"


def parts(checked: Checked) -> list[Part]:
    """The parts of a checked text in order; none where it has no headings."""
    spans = list(_spans(checked.text))
    return [_part(checked, heading, span) for heading, span in spans] if len(spans) > 1 else []


def _spans(text: str) -> Iterator[tuple[str, Span]]:
    lines = paragraphs(text)
    levels = [heading_level(line.of(text)) for line in lines]
    highest = min((level for level in levels if level), default=0)
    starts = [line.start for line, level in zip(lines, levels) if level and level == highest]
    if starts and text[: starts[0]].strip():
        yield "开头", Span(0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(text)]):
        line = text[start:end].partition("\n")[0].partition("。")[0]
        yield shortened(line, _LONGEST), Span(start, end)


def _part(checked: Checked, heading: str, span: Span) -> Part:
    found = [f for f in checked.outcome.findings if f.end and span.start <= f.start < span.end]
    zi = count_zi(span.of(checked.text))
    return Part(heading, span.start, span.end, zi, Counts.of(found), _padding(checked, span, found, zi))


def _padding(checked: Checked, span: Span, found: Sequence[Finding], zi: int) -> float | None:
    """The share of 字 in sentences that are clearly padding; one that only says again what was said is not empty."""
    if not checked.outcome.sentences or not zi:
        return None
    said = [f for f in found if f.family == "padding" and f.severity != "suggestion" and f.name != _SAID_AGAIN]
    scored = [s for s in checked.outcome.sentences if span.overlaps(s.start, s.end)]
    empty = [s for s in scored if any(f.start < s.end and s.start < f.end for f in said)]
    return min(1.0, sum(count_zi(checked.text[s.start : s.end]) for s in empty) / zi)
