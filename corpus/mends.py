"""Mends: where the library's copy of a text differs from the text of the file, so that nothing is changed unseen or for good.

Mends are in order of `start` and do not overlap; two of them may touch, but not both be empty at one point.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from corpus.documents import Document, Mend
from corpus.zh import Span, count_zi


def cut(text: str, start: int, end: int, why: str) -> Mend:
    """The mend that leaves `text[start:end]` out."""
    return Mend(start, end, text[start:end], "", why)


def apply(text: str, mends: Iterable[Mend]) -> str:
    """The copy: `text` with each of `mends` carried out."""
    return "".join(_pieces(text, ((mend.start, mend.end, mend.now) for mend in mends)))


def restore(copy: str, mends: Sequence[Mend]) -> str:
    """The text of which `copy` was made by `mends`."""
    starts = _starts(mends)
    return "".join(_pieces(copy, ((start, start + len(mend.now), mend.was) for start, mend in zip(starts, mends))))


def original(mends: Sequence[Mend], offset: int) -> int:
    """Where the character at `offset` of the copy stands in the text; of what stands only in the copy, where its mend begins."""
    starts = _starts(mends)
    at = bisect_right(starts, offset) - 1
    if at < 0:
        return offset
    mend, start = mends[at], starts[at]
    return mend.start if offset < start + len(mend.now) else mend.end + offset - start - len(mend.now)


def copied(mends: Sequence[Mend], offset: int) -> int:
    """Where the character at `offset` of the text stands in the copy; of what is not in the copy, where it would stand."""
    at = bisect_right([mend.start for mend in mends], offset) - 1
    if at < 0:
        return offset
    mend, start = mends[at], _starts(mends)[at]
    return start if offset < mend.end else start + len(mend.now) + offset - mend.end


def original_span(mends: Sequence[Mend], start: int, end: int) -> Span:
    """`[start, end)` of the copy in the text, without what was left out at either side."""
    begin = original(mends, start)
    return Span(begin, original(mends, end - 1) + 1 if start < end else begin)


def united(spans: Iterable[Span]) -> list[Span]:
    """`spans`, given in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def compose(text: str, first: Sequence[Mend], second: Sequence[Mend]) -> tuple[Mend, ...]:
    """The mends of `text` that do in one step what `first` and then `second` (of the copy made by `first`) do."""
    if not first or not second:
        return tuple(first or second)
    middle, shift = apply(text, first), 0
    found: list[Mend] = []
    for region in _regions(first, second):
        start, gain = region.start - shift, sum(len(mend.now) - len(mend.was) for mend in region.first)
        end = region.end - shift - gain
        now = apply(middle[region.start : region.end], (_moved(mend, -region.start) for mend in region.second))
        why = "、".join(dict.fromkeys(mend.why for mend in (*region.first, *region.second)))
        found.append(Mend(start, end, text[start:end], now, why))
        shift += gain
    return tuple(mend for mend in found if mend.was != mend.now)


def summary(document: Document) -> str:
    """What was mended in `document`, for a person: 网页残留 3 处（去掉 58 字）、断行 12 处; '' when nothing was."""
    return counted((mend.why, mend) for mend in document.mends)


def counted(mends: Iterable[tuple[str, Mend]]) -> str:
    """Mends by reason, for a person."""
    places, left_out = Counter[str](), Counter[str]()
    for why, mend in mends:
        places[why] += 1
        left_out[why] += max(0, count_zi(mend.was) - count_zi(mend.now))
    return "、".join(f"{why} {n} 处" + (f"（去掉 {left_out[why]} 字）" if left_out[why] else "") for why, n in places.items())


def _pieces(text: str, changes: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    at = 0
    for start, end, now in changes:
        yield text[at:start]
        yield now
        at = end
    yield text[at:]


@dataclass
class _Region:
    """A stretch of the middle text that mends of two steps change together."""

    start: int
    end: int
    first: list[Mend] = field(default_factory=list)
    second: list[Mend] = field(default_factory=list)

    def meets(self, start: int, end: int) -> bool:
        """Whether `[start, end)` overlaps this, or is an insertion at the same point."""
        return start < self.end or self.start == self.end == start == end


def _regions(first: Sequence[Mend], second: Sequence[Mend]) -> Iterator[_Region]:
    made = [(start, start + len(mend.now), True, mend) for start, mend in zip(_starts(first), first)]
    parts = sorted(made + [(mend.start, mend.end, False, mend) for mend in second], key=lambda part: part[:2])
    region: _Region | None = None
    for start, end, is_first, mend in parts:
        if region is None or not region.meets(start, end):
            if region:
                yield region
            region = _Region(start, end)
        region.end = max(region.end, end)
        (region.first if is_first else region.second).append(mend)
    if region:
        yield region


def _moved(mend: Mend, by: int) -> Mend:
    return replace(mend, start=mend.start + by, end=mend.end + by)


def _starts(mends: Sequence[Mend]) -> list[int]:
    """Where in the copy each mend begins."""
    shifts = accumulate((len(mend.now) - len(mend.was) for mend in mends), initial=0)
    return [mend.start + shift for mend, shift in zip(mends, shifts)]
