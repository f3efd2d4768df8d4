"""Figures in a row that share their words: A、B分别增长5%、6%; 增长5%、6%."""

import re
from dataclasses import replace

from corpus.figures import indicator
from corpus.figures.movement import core
from corpus.figures.readings import Read

_SHARED = re.compile(r"[、和及与或，/ ]{1,2}|以及")
_ITEMS = re.compile(r"[、和及与]|以及")
_EACH = re.compile(r"分别|各自|依次")


def distributed(text: str, reads: list[Read]) -> list[Read]:
    """`reads` with the words of each row given to its figures."""
    done = list(reads)
    row: list[Read] = []
    start = 0
    while start < len(done):
        end = _row_end(text, done, start)
        if end - start > 1 and done[start].sentence == done[end - 1].sentence:
            row = done[start:end] = _shared(done[start:end], row)
        start = end
    return done


def _row_end(text: str, reads: list[Read], start: int) -> int:
    end = start + 1
    while end < len(reads) and _SHARED.fullmatch(text[reads[end - 1].end : reads[end].start].lstrip("以上下内左右")):
        end += 1
    return end


def _shared(row: list[Read], before: list[Read]) -> list[Read]:
    """Each figure of `row` with its item; `before` is the row before, whose items a row without its own takes over."""
    first = row[0]
    each = _EACH.search(first.left)
    listed = [x for x in _ITEMS.split(first.left[: each.start()]) if core(x)] if each else []
    if each and len(listed) >= len(row):
        return _by_item(row, listed[len(listed) - len(row) :], first.left[each.start() :])
    if each and not listed and len(before) == len(row) and before[0].sentence == first.sentence:
        return [_moved(r, first, subject=b.subject, indicator=b.indicator) for r, b in zip(row, before)]
    return [first] + [_moved(r, first, subject=first.subject, indicator=r.indicator or first.indicator) for r in row[1:]]


def _by_item(row: list[Read], listed: list[str], tail: str) -> list[Read]:
    named = indicator.items(listed)
    return [replace(_moved(r, row[0], subject=core(item), indicator=name), left=item + tail) for r, item, name in zip(row, listed, named)]


def _moved(read: Read, first: Read, subject: str, indicator: str) -> Read:
    """`read` with the words and the movement of the `first` of its row."""
    return replace(read, left=first.left, subject=subject, indicator=indicator, trend=first.trend, level=first.level, moves=first.moves)
