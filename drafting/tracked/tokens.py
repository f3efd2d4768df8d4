"""What two versions keep of each other, where it can be kept: characters in paired stretches, and the marks that end paragraphs.

A mark has the offset of the newline it gives; the last mark of a text stands one beyond it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from corpus.readers.wordml import name
from drafting.compare.model import Run
from drafting.tracked.pairing import Stretch
from drafting.tracked.shape import Atom, Side

_NOT_ALWAYS_TEXT = frozenset("\n\t-")  # characters that a break, a tab or a hyphen may give


@dataclass(frozen=True)
class Kept:
    """Of one stretch: the runs of characters and single marks that stay, in order; whether a run is a mark."""

    run: Run
    is_mark: bool


def kept_tokens(old: Side, new: Side, runs: Sequence[Run], stretches: Sequence[Stretch]) -> list[list[Kept]]:
    """For each stretch what stays of it."""
    here = {line: n for n, s in enumerate(stretches) for line in s.old if isinstance(line, int)}
    there = {line: n for n, s in enumerate(stretches) for line in s.new if isinstance(line, int)}
    found: list[list[Kept]] = [[] for _ in stretches]
    for run in runs:
        for kept, i, j in _by_lines(old, new, run):
            if i in here and here[i] == there.get(j):
                found[here[i]] += [kept] if kept.is_mark else [Kept(r, False) for r in _alike(old, new, kept.run)]
    return [_with_last_mark(old, new, kept, stretch) for kept, stretch in zip(found, stretches)]


def _by_lines(old: Side, new: Side, run: Run) -> Iterator[tuple[Kept, int, int]]:
    """A run cut at the marks of either side, with the lines it is in; a mark stays only where the other is one too."""
    at = 0
    while at < run.size:
        o, n = run.old + at, run.new + at
        i, j = old.line_number(o), new.line_number(n)
        end_old, end_new = old.runs.lines[i].end, new.runs.lines[j].end
        size = min(end_old - o, end_new - n, run.size - at)
        if size:
            yield Kept(Run(o, n, size), False), i, j
        elif end_old == o and end_new == n:
            yield Kept(Run(o, n, 1), True), i, j
        at += size or 1


def _alike(old: Side, new: Side, run: Run) -> Iterator[Run]:
    """The parts of a run of characters that the same kinds of elements give on both sides; a formula stays as a whole or not at all."""
    bad = sorted({*_odd(old, new, run), *_in_other_atoms(old, new, run)})
    start = 0
    for at in [*bad, run.size]:
        if at > start:
            yield Run(run.old + start, run.new + start, at - start)
        start = at + 1


def _odd(old: Side, new: Side, run: Run) -> Iterator[int]:
    text = old.text[run.old : run.old_end]
    for at, character in enumerate(text):
        if character in _NOT_ALWAYS_TEXT and _giver(old, run.old + at) != _giver(new, run.new + at):
            yield at


def _giver(side: Side, offset: int) -> tuple[object, ...]:
    piece = side.piece(offset)
    if piece is None:
        return ()
    values = () if name(piece.element) == "t" else sorted((etree.QName(k).localname, str(v)) for k, v in piece.element.attrib.items())
    return name(piece.element), *values


def _in_other_atoms(old: Side, new: Side, run: Run) -> Iterator[int]:
    olds = {a.start - run.old: a for a in old.atoms if a.start < run.old_end and run.old < a.end}
    news = {a.start - run.new: a for a in new.atoms if a.start < run.new_end and run.new < a.end}
    for at in sorted({*olds, *news}):
        one, other = olds.get(at), news.get(at)
        if one is None or other is None or not _same(one, other) or at < 0 or at + one.end - one.start > run.size:
            ends = [a.end - a.start for a in (one, other) if a]
            yield from range(max(0, at), min(run.size, at + max(ends)))


def _same(one: Atom, other: Atom) -> bool:
    def plain(atom: Atom) -> bytes:
        return bytes(etree.tostring(atom.element, method="c14n", with_tail=False))

    return plain(one) == plain(other)


def _with_last_mark(old: Side, new: Side, kept: list[Kept], stretch: Stretch) -> list[Kept]:
    """The last paragraphs of both sides end with one mark: what stands after them (a table, a cell's end) needs it."""
    here, there = [b for b in stretch.old if isinstance(b, int)], [b for b in stretch.new if isinstance(b, int)]
    if not here or not there:
        return kept
    o, n = old.runs.lines[here[-1]].end, new.runs.lines[there[-1]].end
    return [*(k for k in kept if k.run.old_end <= o and k.run.new_end <= n), Kept(Run(o, n, 1), True)]
