"""Changes from what two texts share: what lies between the runs, inside moved blocks and outside of them."""

from collections.abc import Iterator, Sequence

from corpus.zh import Span
from drafting.compare.categories import Categories
from drafting.compare.model import Block, Change, Kind, Run, gaps

_Place = tuple[Kind, Span, Span, int]


def changes(old: str, new: str, kept: Sequence[Run], blocks: Sequence[Block]) -> list[Change]:
    """All changes in order of their old place. `kept` stand in the same order in both texts, blocks do not."""
    categories = Categories(old, new)
    places = [*_outside(len(old), len(new), kept, blocks), *(p for b in blocks for p in _inside(b))]
    return [
        Change(kind, a, b, categories.of(kind, a, b), a.of(old), b.of(new), block)
        for kind, a, b, block in sorted(places, key=lambda p: (p[1], p[2]))
    ]


def _outside(old: int, new: int, kept: Sequence[Run], blocks: Sequence[Block]) -> Iterator[_Place]:
    """What was put in and taken out between the kept runs; a block gone from there or come there is left alone."""
    gone, come = sorted(b.old for b in blocks), sorted(b.new for b in blocks)
    before = Run(0, 0, 0)
    for run in (*kept, Run(old, new, 0)):
        a = _free(Span(before.old_end, run.old), gone)
        b = _free(Span(before.new_end, run.new), come)
        before = run
        if len(a) == len(b) == 1:
            yield "replace", a[0], b[0], 0
            continue
        for span in a:
            yield "delete", span, Span(run.new, run.new) if not b else Span(b[0].start, b[0].start), 0
        for span in b:
            yield "insert", Span(run.old, run.old), span, 0


def _free(gap: Span, taken: Sequence[Span]) -> list[Span]:
    inside = [t for t in taken if gap.start <= t.start and t.end <= gap.end]
    return gaps(gap.end, inside, gap.start)


def _inside(block: Block) -> Iterator[_Place]:
    """The words of a moved block, and the edits between them."""
    at_old, at_new = block.old.start, block.new.start
    for run in (*block.runs, Run(block.old.end, block.new.end, 0)):
        a, b = Span(at_old, run.old), Span(at_new, run.new)
        if a.start < a.end or b.start < b.end:
            yield "replace" if a.start < a.end and b.start < b.end else "delete" if a.start < a.end else "insert", a, b, block.number
        if run.size:
            yield "move", Span(run.old, run.old_end), Span(run.new, run.new_end), block.number
        at_old, at_new = run.old_end, run.new_end
