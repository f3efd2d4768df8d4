"""Lines that stand elsewhere in the new text: a paragraph moved whole or lightly edited, a section moved with its heading."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.zh import Span, heading_level, heading_text
from drafting.compare.chain import heaviest

_GRAM = 5  # characters of a run that stands once on either side and so votes for two lines being the same
_ALIKE = 0.6  # of 1: lines less alike than this were not moved but written anew
_SHORTEST = 8  # characters that a line of a moved block has at least


@dataclass(frozen=True)
class Lines:
    """A text that ends with a line's end, and its lines, ends included."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        ends = [i + 1 for i, c in enumerate(text) if c == "\n"]
        return cls(text, tuple(map(Span, [0, *ends[:-1]], ends)))

    def words(self, i: int) -> str:
        """Line `i` without its end and the space around it."""
        return self.spans[i].of(self.text).strip()

    def whole(self, first: int, last: int) -> Span:
        return Span(self.spans[first].start, self.spans[last].end)


def moved(old: Lines, new: Lines) -> list[tuple[Span, Span]]:
    """Spans of whole lines that were moved, in order of their old place."""
    pairs = _pairs(old, new)
    stay = {pairs[i] for i in heaviest(pairs, [_weight(old, p) for p in pairs])}
    gone = [p for p in pairs if p not in stay and _is_same(old, new, p)]
    taken = _Taken({i for i, _ in [*stay, *gone]}, {j for _, j in [*stay, *gone]})
    blocks = [b for b in _blocks(gone, taken) if any(len(old.words(i)) >= _SHORTEST for i, _ in b)]
    spans = [_widened(old, new, b, taken) for b in blocks]
    return [(old.whole(first[0], last[0]), new.whole(first[1], last[1])) for first, last in spans]


_Pair = tuple[int, int]  # a line of the old text and the line of the new one that it became


def _weight(old: Lines, pair: _Pair) -> int:
    return len(old.words(pair[0])) + 1


def _is_same(old: Lines, new: Lines, pair: _Pair) -> bool:
    a, b = old.words(pair[0]), new.words(pair[1])
    return a == b or Indel.normalized_similarity(a, b) >= _ALIKE


def _pairs(old: Lines, new: Lines) -> list[_Pair]:
    """Each line with the one most like it, where that is mutual; sorted."""
    votes = _votes(old, new)
    best_old, best_new = _best(votes, 0), _best(votes, 1)
    return sorted((i, j) for i, j in votes if best_old[i] == j and best_new[j] == i)


def _votes(old: Lines, new: Lines) -> Counter[_Pair]:
    """For every two lines, the runs that stand in both and nowhere else."""
    here, there = _once(old.text), _once(new.text)
    starts_old, starts_new = [s.start for s in old.spans], [s.start for s in new.spans]
    both = ((a, there[gram]) for gram, a in here.items() if a >= 0 and there.get(gram, -1) >= 0)
    return Counter((bisect_right(starts_old, a) - 1, bisect_right(starts_new, b) - 1) for a, b in both)


def _once(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in range(len(text) - _GRAM + 1):
        gram = text[i : i + _GRAM]
        found[gram] = -1 if gram in found else i
    return {g: at for g, at in found.items() if "\n" not in g}


def _best(votes: Counter[_Pair], side: int) -> dict[int, int]:
    """For every line of a side the one of the other with most votes; the earlier of equals."""
    best: dict[int, tuple[int, int]] = {}
    for pair, count in sorted(votes.items()):
        if count > best.get(pair[side], (0, 0))[0]:
            best[pair[side]] = (count, pair[1 - side])
    return {line: other for line, (_, other) in best.items()}


@dataclass(frozen=True)
class _Taken:
    """Lines of either side that have their place."""

    old: set[int]
    new: set[int]


def _blocks(gone: Sequence[_Pair], taken: _Taken) -> list[list[_Pair]]:
    """Lines that were moved together; nothing that has a place of its own lies between them."""
    lines_old, lines_new = sorted(taken.old), sorted(taken.new)
    blocks: list[list[_Pair]] = []
    for pair in gone:
        last = blocks[-1][-1] if blocks else None
        if last and last[1] < pair[1] and _next(lines_old, last[0]) == pair[0] and _next(lines_new, last[1]) == pair[1]:
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
    return blocks


def _next(lines: Sequence[int], line: int) -> int:
    index = bisect_right(lines, line)
    return lines[index] if index < len(lines) else -1


def _widened(old: Lines, new: Lines, block: list[_Pair], taken: _Taken) -> tuple[_Pair, _Pair]:
    """The block with the equal lines around it that are nobody else's: short headings, numbered anew or not, and an empty line after it,
    or else before it."""
    first, last = block[0], block[-1]
    while _free(old, new, (last[0] + 1, last[1] + 1), taken):
        last = _take((last[0] + 1, last[1] + 1), taken)
    while (last == block[-1] or old.words(first[0] - 1)) and _free(old, new, (first[0] - 1, first[1] - 1), taken):
        first = _take((first[0] - 1, first[1] - 1), taken)
    return first, last


def _free(old: Lines, new: Lines, pair: _Pair, taken: _Taken) -> bool:
    i, j = pair
    if not (0 <= i < len(old.spans) and 0 <= j < len(new.spans)) or i in taken.old or j in taken.new:
        return False
    a, b = old.words(i), new.words(j)
    return a == b or (bool(heading_level(a)) and heading_level(a) == heading_level(b) and heading_text(a) == heading_text(b))


def _take(pair: _Pair, taken: _Taken) -> _Pair:
    taken.old.add(pair[0])
    taken.new.add(pair[1])
    return pair
