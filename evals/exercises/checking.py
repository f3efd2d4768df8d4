"""What our own checker says of the places where defects are, one kind at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.zh import Span
from evals.case import Case
from evals.engine import run
from evals.exercises.model import Kind
from evals.finding import Finding

_FAMILIES: dict[Kind, tuple[str, ...]] = {
    "figure": ("figure",), "strength": ("strength",), "date": ("figure",), "padding": ("padding",), "tone": ("tone",),
    "numbering": ("numbering",), "residue": ("residue",),
}  # fmt: skip
_SOURCE = "来源1"  # how the checker calls the annex, the only source there is


@dataclass(frozen=True)
class Seen:
    """Something wrong at `span`, and where the text says otherwise."""

    span: Span
    message: str
    elsewhere: tuple[Span, ...] = ()

    def at(self, start: int, end: int) -> bool:
        """Is it about `[start, end)`, at its own place or as the other side of a contradiction?"""
        return any(s.start < max(end, start + 1) and start < s.end for s in (self.span, *self.elsewhere))


def seen(kind: Kind, case: Case) -> tuple[Seen, ...]:
    """What is wrong with `case` of this kind."""
    return tuple(_of(f) for f in run(case, _FAMILIES[kind]).findings if f.end)


def seen_of(kinds: Sequence[Kind], case: Case) -> dict[Kind, tuple[Seen, ...]]:
    """The same for several kinds."""
    return {kind: seen(kind, case) for kind in dict.fromkeys(kinds)}


def _of(finding: Finding) -> Seen:
    inside = (Span(e.start, e.end) for e in finding.evidence if e.kind == "text" and e.start is not None and e.end is not None)
    return Seen(Span(finding.start, finding.end), finding.message.replace(_SOURCE, "核对材料"), tuple(inside))
