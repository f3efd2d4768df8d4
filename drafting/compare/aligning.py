"""The characters that two texts share in the same order."""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import Postfix, Prefix

from drafting.compare.matching import shared
from drafting.compare.model import Run
from drafting.compare.packing import Packed, Worded, pack
from drafting.compare.tidying import shifted, without_chance, without_patchwork


def aligned(first: Worded, second: Worded) -> list[Run]:
    """The runs of characters that both share, in order, as a person would tell them: numbers and words whole, no chance hits."""
    old, new = first.text, second.text
    if old == new:
        return [Run(0, 0, len(old))] if old else []
    a, b = pack(first, second)
    tokens = shifted(a.code, b.code, shared(a.code, b.code))
    runs = [Run(a.at[r.old], b.at[r.new], a.at[r.old_end] - a.at[r.old]) for r in tokens]
    meant = without_chance(old, _widened(old, new, runs, a, b), len(old), len(new))
    return without_patchwork(old, meant, len(old), len(new))


def _widened(old: str, new: str, runs: Sequence[Run], a: Packed, b: Packed) -> list[Run]:
    """Runs grown over equal characters beside them: 三个 is one token in 三个项目 and two in 三个方面, and has not changed."""
    done: list[Run] = []
    for run, (old_end, new_end) in zip((Run(0, 0, 0), *runs), [*((r.old, r.new) for r in runs), (len(old), len(new))]):
        gap_old, gap_new = old[run.old_end : old_end], new[run.new_end : new_end]
        if not gap_old or not gap_new:
            done.append(run)
            continue
        head = _whole(Prefix.similarity(gap_old, gap_new), run.old_end, run.new_end, a, b)
        done.append(run._replace(size=run.size + head))
        tail = Postfix.similarity(gap_old[head:], gap_new[head:])
        while tail and not (_starts(a, old_end - tail) and _starts(b, new_end - tail)):
            tail -= 1
        if tail:
            done.append(Run(old_end - tail, new_end - tail, tail))
    return [run for run in done if run.size]


def _whole(size: int, old: int, new: int, a: Packed, b: Packed) -> int:
    """The most of `size` characters that ends with a token on both sides."""
    while size and not (_starts(a, old + size) and _starts(b, new + size)):
        size -= 1
    return size


def _starts(packed: Packed, at: int) -> bool:
    index = bisect_left(packed.at, at)
    return index < len(packed.at) and packed.at[index] == at
