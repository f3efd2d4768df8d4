"""三个方面, 五项工作: how many are announced, and how many numbered lines follow."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from corpus.numerals import parse
from corpus.zh import Span, heading_level, paragraphs
from evals.checks.figure.counts import counts
from evals.checks.numbering.markers import markers
from evals.checks.numbering.series import tokens
from evals.checks.numbering.slips import Slip

_PROMISE = re.compile(
    r"(?P<said>[“「]?(?<![十第百\d])(?P<n>[两二三四五六七八九十]|[2-9])"
    r"(?:个方面|方面|个(?!月|百分点|工作日|小时|交易日)|点|条|项|大|种|句|件|类)[^，。；：、\n“”的]{0,8}[”」]?)[。：:；]?$"
)
_ANNOUNCES = re.compile(r"以下|如下|下面|下列|[讲谈说提]|归纳|概括|体现|表现|分为|围绕|主要|强调|[：:]$")
# So do these, where each line bears the name: 五大工程, 一、畅通工程
_SETS_OUT = re.compile(r"实施|抓好|做好|推进|打造|开展|建设|办好|落实")
_OTHER = re.compile(r"第.{1,4}条|一百|规定的")  # the words of a law count something else
_COUNTED = re.compile(r"[两二三四五六七八九十2-9](?:个|点|条|项|大|种|句|件|类)")  # 三种能力、五项工作: the heads speak of each
_TAIL = 40  # characters at a line's end in which an announcement stands
_MOST = 12
_AHEAD = 100  # numbers in which a row is told


@dataclass(frozen=True)
class _Promise:
    """A line that ends in an announcement, `[start, end)`, and the line under it."""

    line: str
    start: int
    end: int
    said: str
    promised: int
    below: int

    @property
    def tail(self) -> str:
        return self.line[-_TAIL:]


def slips(text: str) -> Iterator[Slip]:
    """Announcements at a line's end that the rows right under them do not keep; what the figures' check says is not said again."""
    promises = list(_promises(text))
    if not promises:
        return
    rows, told = _Rows(text), {count.start for count in counts(text)}
    for promise in promises:
        members = rows.members(promise.below)
        if len(members) != promise.promised and promise.start not in told and _is_meant(promise, [m.of(text) for m in members]):
            values = {"promised": promise.promised, "listed": len(members)}
            yield Slip("promise-differs", promise.start, promise.end, values)


def _promises(text: str) -> Iterator[_Promise]:
    for line, below in pairwise(paragraphs(text)):
        match = _PROMISE.search(text, max(line.start, line.end - _TAIL), line.end)
        promised = int(parse(match["n"]) or 0) if match else 0
        if match and 1 < promised <= _MOST:
            yield _Promise(line.of(text), *match.span("said"), match["said"], promised, below.start)


def _is_meant(promise: _Promise, members: list[str]) -> bool:
    """Does the announcement speak of the row under it?"""
    if len(members) < 2 or _OTHER.search(promise.tail) or len(_COUNTED.findall(promise.tail)) > 1:
        return False
    if heading_level(promise.line[:_TAIL]) or _ANNOUNCES.search(promise.tail):
        return True
    name = promise.said.rstrip("”」")[-2:]
    return bool(_SETS_OUT.search(promise.tail)) and all(name in member for member in members)


class _Rows:
    """The rows of numbered lines in a text, by the place of their first line."""

    def __init__(self, text: str) -> None:
        self._lines = {line.start: line for line in paragraphs(text)}
        self._markers = markers(text)
        self._tokens = [t for t in tokens(text) if t.start in self._lines]
        self._marker_at = {m.start: i for i, m in enumerate(self._markers)}
        self._token_at = {t.start: i for i, t in enumerate(self._tokens)}

    def members(self, start: int) -> list[Span]:
        """The lines of the row whose first is at `start`; none where no row begins there or its end is not certain."""
        starts = self._of_markers(start) if start in self._marker_at else self._of_tokens(start) if start in self._token_at else []
        return [self._lines[at] for at in starts if at in self._lines]

    def _of_markers(self, start: int) -> list[int]:
        at = self._marker_at[start]
        first = self._markers[at]
        row = [m for m in takewhile(lambda m: m.rank >= first.rank, self._markers[at : at + _AHEAD]) if m.style == first.style]
        return [m.start for m in row] if _is_run([m.n for m in row]) else []

    def _of_tokens(self, start: int) -> list[int]:
        at = self._token_at[start]
        form = self._tokens[at].form
        next_marker = bisect_right(self._markers, start, key=lambda m: m.start)
        end = self._markers[next_marker].start if next_marker < len(self._markers) else None
        row = [t for t in self._tokens[at : at + _AHEAD] if (end is None or t.start < end) and t.form == form]
        return [t.start for t in row] if _is_run([t.n for t in row]) else []


def _is_run(numbers: Sequence[int]) -> bool:
    """1, 2, 3 … without a gap or a new beginning."""
    return list(numbers) == list(range(1, len(numbers) + 1))
