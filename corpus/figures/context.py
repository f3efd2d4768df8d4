"""What the words around a figure say of it: what it measures, whose it is, which way it moved, when."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from corpus.figures import indicator
from corpus.figures.dates import Period, periods
from corpus.figures.model import Figure
from corpus.figures.movement import MOVE, core, moves, trend
from corpus.figures.reader import figures
from corpus.figures.readings import Move, Read
from corpus.figures.sharing import distributed

__all__ = ["MOVE", "Move", "Read", "core", "read"]

_BREAK = re.compile(r"[，。；：！？,;!?\n]+")
_SENTENCE_END = re.compile(r"[。！？；\n]")
# 全县、城镇; not what the figure is ranked or compared in (居全省第3位, 高于全国平均水平)
_SCOPE = re.compile(
    r"(?<![居排占列于在前比])(?:[全我本][国省市县区州旗镇乡村]|(?:城镇|农村|城乡|市区|城区|县城|[市县区]本级)(?=[㐀-鿿]))"
    r"(?!平均|[上下直属级域委政]|第|前列|首位)"
)
_RIGHT = 10
_MAX_LEFT = 48


def read(text: str, today: int = 0) -> list[Read]:
    """The figures of `text` with their words; `today` is the year that 今年 means, 0 when unknown."""
    found = figures(text)
    if not found:
        return []
    breaks = [m.end() for m in _BREAK.finditer(text)]
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text))]
    reads: list[Read] = []
    for i, figure in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        sentence = ends[bisect_right(ends, figure.start) - 1]
        reads.append(_around(text, figure, reads, following, breaks, sentence))
    return _with_scopes(text, _with_periods(text, distributed(text, reads), periods(text, today)))


def _around(text: str, figure: Figure, before: list[Read], following: Figure | None, breaks: list[int], sentence: int) -> Read:
    index = bisect_right(breaks, figure.start)
    start = max(breaks[index - 1] if index else 0, _last_value(before), figure.start - _MAX_LEFT)
    limit = following.start if following else len(text)
    end = min(breaks[index] - 1 if index < len(breaks) else len(text), limit, figure.end + _RIGHT)
    left, right = text[start : figure.start], text[figure.end : end].split("、")[0]
    last = before[-1] if before and before[-1].sentence == sentence else None
    own = core(left)
    subject = own if len(own) >= 2 or not last else last.subject or own
    measured = indicator.indicator(text, figure, left, following)
    if not measured:
        measured = last.indicator if last else indicator.earlier(text[max(sentence, start - _MAX_LEFT) : start])
    return Read(figure, left, right, subject, sentence, moves(left, start), *trend(left, start), indicator=measured)


def _last_value(before: list[Read]) -> int:
    """Where the last figure ends that is no date: 增长到2025年的 belongs to the figure after it."""
    return next((r.end for r in reversed(before[-3:]) if r.figure.kind != "date"), 0)


def _with_periods(text: str, reads: list[Read], named: list[tuple[int, int, Period]]) -> list[Read]:
    """Each figure with the last period named before it in its paragraph."""
    starts = [s for s, _, _ in named]
    done = []
    for r in reads:
        k = bisect_left(starts, r.start) - 1
        inside = k >= 0 and named[k][1] <= r.start and text.rfind("\n", named[k][0], r.start) < 0
        done.append(replace(r, period=named[k][2]) if inside else r)
    return done


def _with_scopes(text: str, reads: list[Read]) -> list[Read]:
    """Each figure with the last scope named before it in its sentence."""
    named = [(m.start(), m[0]) for m in _SCOPE.finditer(text)]
    starts = [s for s, _ in named]
    done = []
    for r in reads:
        k = bisect_left(starts, r.start) - 1
        done.append(replace(r, scope=named[k][1]) if k >= 0 and starts[k] >= r.sentence else r)
    return done
