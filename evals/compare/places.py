"""Where a place of one version lies in the other, also where its own words were changed."""

from collections.abc import Sequence

from corpus.zh import Span
from drafting.compare import Change, Comparison

_NEAR = 60  # characters of a replacement inside which two places still are one


def touches(a: Span, start: int, end: int) -> bool:
    """Do they share a character, or does one of them, empty, lie within the other or at its edge?"""
    return a.start < end and start < a.end if a.start < a.end else start <= a.start <= end


def edits_at_old(comparison: Comparison, start: int, end: int) -> list[Change]:
    """The changes, moves aside, that reach into `[start, end)` of the old text."""
    return [c for c in comparison.changes if c.kind != "move" and touches(c.old, start, end)]


def in_new(comparison: Comparison, start: int, end: int) -> Span | None:
    """Where `[start, end)` of the old text lies in the new one, the short replacements that reach into it included."""
    spans: list[Span] = [c.new for c in edits_at_old(comparison, start, end) if c.new.start < c.new.end <= c.new.start + _NEAR]
    if kept := comparison.to_new(start, end):
        spans.append(kept)
    return hull(spans)


def hull(spans: Sequence[Span]) -> Span | None:
    """The span from the first to the last of `spans`."""
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
