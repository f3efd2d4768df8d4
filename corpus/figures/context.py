"""What the words around a figure say of it: what it measures, which way it moved, when."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from corpus.figures.dates import Period, periods
from corpus.figures.model import Figure
from corpus.figures.reader import figures

_BREAK = re.compile(r"[，。；：！？,;!?\n]+")
_SENTENCE_END = re.compile(r"[。！？；\n]")
_UP = "增长|增加|提升|提高|上升|上涨|升高|攀升|扩大|增幅|涨幅|上调|净增|多增|增多|增至|升至|上浮|新增"
_DOWN = "下降|减少|降低|下滑|下跌|回落|收窄|缩小|缩减|压减|压缩|降幅|跌幅|下调|降至|减至|下浮|缩短|削减"
MOVE = re.compile(rf"(?P<up>{_UP})(?!点)|(?P<down>{_DOWN})")
_TREND = re.compile(
    rf"(?:(?P<up>{_UP}|[增升涨]|[多](?=开|收|了))|(?P<down>{_DOWN}|[降跌减]|少(?=开|收|了)))"
    r"(?:了|约|近|超过|超|为|幅度|均|逾|不低于|不少于|开|收|值)?(?P<level>到|至|达到|达|为)?(?:了|约|近|超过|超|逾|不低于|不超过|[ ])*$"
)
_EMPTY = re.compile(
    r"同比|环比|累计|其中|完成|实现|达到|突破|超过|不低于|不少于|不超过|分别|平均|年均|总计|共计|合计|同期|全年|全县|全市|全省|全区|今年|去年|上年|预计|力争|"
    r"[0-9]+|[年月日的了为达至到占和、，“”（）()《》 　]|[约近超逾仅由从在比较]+$|^[由从在比较]"
)
_SHARED = re.compile(r"[、和及与或，/ ]{1,2}|以及")
_ITEMS = re.compile(r"[、和及与]|以及")
_EACH = re.compile(r"分别|各自|依次")
_RIGHT = 10
_MAX_LEFT = 48


@dataclass(frozen=True)
class Move:
    """A word that says up (+1) or down (-1), where it stands."""

    sign: int
    start: int
    end: int


@dataclass(frozen=True)
class Read:
    """A figure with the words around it.

    `left` and `right` are the words of its own clause; `subject` is what it measures, taken over from before when its clause names
    nothing (地区生产总值100亿元，增长5%); `trend` is the movement it is the measure of, `level` when it is the value moved to.
    """

    figure: Figure
    left: str
    right: str
    subject: str
    sentence: int  # where its sentence starts
    moves: tuple[Move, ...] = ()
    trend: Move | None = None
    level: bool = False
    period: Period | None = None

    @property
    def start(self) -> int:
        return self.figure.start

    @property
    def end(self) -> int:
        return self.figure.end


def core(words: str) -> str:
    """`words` without what says nothing of the indicator: verbs of reaching, adverbs, movement."""
    return _EMPTY.sub("", MOVE.sub("", words))


def read(text: str, today: int = 0) -> list[Read]:
    """The figures of `text` with their words; `today` is the year that 今年 means, 0 when unknown."""
    found = figures(text)
    if not found:
        return []
    breaks = [m.end() for m in _BREAK.finditer(text)]
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    named = periods(text, today)
    reads: list[Read] = []
    for i, figure in enumerate(found):
        following = found[i + 1].start if i + 1 < len(found) else len(text)
        sentence = ends[bisect_right(ends, figure.start) - 1] if ends and ends[0] <= figure.start else 0
        reads.append(_around(text, figure, reads, following, breaks, sentence))
    return _with_periods(text, _distributed(text, reads), named)


def _around(text: str, figure: Figure, before: list[Read], following: int, breaks: list[int], sentence: int) -> Read:
    index = bisect_right(breaks, figure.start)
    start = max(breaks[index - 1] if index else 0, before[-1].end if before else 0, figure.start - _MAX_LEFT)
    end = min(breaks[index] - 1 if index < len(breaks) else len(text), following, figure.end + _RIGHT)
    left, right = text[start : figure.start], text[figure.end : end].split("、")[0]
    moves = tuple(Move(1 if m["up"] else -1, start + m.start(), start + m.end()) for m in MOVE.finditer(left))
    trend, level = _trend(left, start)
    own = core(left)
    subject = own if len(own) >= 2 else _carried(before, sentence) or own
    return Read(figure, left, right, subject, sentence, moves, trend, level)


def _trend(left: str, at: int) -> tuple[Move | None, bool]:
    match = _TREND.search(left)
    if not match:
        return None, False
    sign, group = (1, "up") if match["up"] else (-1, "down")
    return Move(sign, at + match.start(group), at + match.end(group)), bool(match["level"]) or match[group].endswith("至")


def _carried(before: list[Read], sentence: int) -> str:
    return before[-1].subject if before and before[-1].sentence == sentence else ""


def _distributed(text: str, reads: list[Read]) -> list[Read]:
    """A、B分别增长5%、6%: each figure gets its own item; 增长5%、6% without items share their words."""
    done = list(reads)
    i = 0
    while i < len(done):
        j = i
        while j + 1 < len(done) and _SHARED.fullmatch(text[done[j].end : done[j + 1].start].lstrip("以上下内左右")):
            j += 1
        if j > i and done[i].sentence == done[j].sentence:
            done[i : j + 1] = _shared(done[i : j + 1])
        i = j + 1
    return done


def _shared(run: list[Read]) -> list[Read]:
    first = run[0]
    each = _EACH.search(first.left)
    items = [x for x in _ITEMS.split(first.left[: each.start()]) if core(x)] if each else []
    if each and len(items) >= len(run):
        items = items[len(items) - len(run) :]
        tail = first.left[each.start() :]
        return [
            replace(r, left=item + tail, subject=core(item), trend=first.trend, level=first.level, moves=first.moves)
            for r, item in zip(run, items)
        ]
    return [
        r if r is first else replace(r, left=first.left, subject=first.subject, trend=first.trend, level=first.level, moves=first.moves)
        for r in run
    ]


def _with_periods(text: str, reads: list[Read], named: list[tuple[int, int, Period]]) -> list[Read]:
    """Each figure with the last period named before it in its paragraph."""
    starts = [s for s, _, _ in named]
    done = []
    for r in reads:
        k = bisect_left(starts, r.start) - 1
        inside = k >= 0 and named[k][1] <= r.start and "\n" not in text[named[k][0] : r.start]
        done.append(replace(r, period=named[k][2]) if inside else r)
    return done
