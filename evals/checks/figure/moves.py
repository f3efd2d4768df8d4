"""Movements from one value to another in one sentence: the word, the two values, and by how much it says."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figures import Figure
from evals.checks.figure.place import Place
from evals.checks.figure.slips import NUMBER, Slip, as_written, plain, slip
from evals.checks.figure.values import rounds

_FROM = re.compile(r"(?<!分别)[由从][^，。；]{0,24}$")
_MOVED = re.compile(
    r"[^，。；0-9]{0,8}(?P<word>(?P<up>上升|上涨|提高|提升|增加|增长|扩大|攀升|延长|扩展)"
    r"|(?P<down>下降|下跌|降低|减少|下滑|回落|缩小|收窄|压缩|压减|缩短|降))(?:到|至|为)了?$"
)
_CHANGED = re.compile(r"[^，。；0-9]{1,10}[到至为]了?$")
_BY = re.compile(r"[^，。；、0-9]{0,6}[，、](?:同比|累计)?\S{2,3}了?(?:约|近|超过)?")
_TIMES = re.compile(r"[，、](?:净|累计|共)?(?:增[长加]|提高|扩大)了?(?:约|近|超过?)?$")
_AS_MUCH = re.compile(r"[，、]是(?:原来|之前|过去|当年|当初|上年|去年|以前)的?(?:约|近)?$")
_DOUBLED = re.compile(r"[，、](?:实现|接近)?$")
_RANKS = ("位", "名")  # to rise is to a smaller number


def check(text: str, a: Place, b: Place, after: Place | None) -> Iterator[Slip]:
    """由A上升到B: the word and the two values; then 下降C, 增长C倍, 翻C番."""
    first, last = a.read.figure, b.read.figure
    between = text[a.read.end : b.read.start]
    if first.unit.dimension != last.unit.dimension or last.unit.name in _RANKS:
        return
    if not _FROM.search(text[max(0, a.read.start - 30) : a.read.start]):
        return
    match = _MOVED.search(between)
    if match and first.low != last.low and (last.low > first.low) != bool(match["up"]):
        start = a.read.end + match.start("word")
        yield Slip("direction-differs", start, b.read.end, {"known": f"“{first.text}”到“{last.text}”的变化"}, a)
    elif after is not None and (match or _CHANGED.search(between)):
        yield from _by(text, a, b, after)


def _by(text: str, a: Place, b: Place, by: Place) -> Iterator[Slip]:
    words = text[b.read.end : by.read.start]
    if by.read.figure.unit.dimension in ("倍数", "番"):
        yield from _times(words, a, b, by)
    elif by.read.trend and not by.read.level and _BY.fullmatch(words):
        yield from _amount(a, b, by)


def _amount(a: Place, b: Place, by: Place) -> Iterator[Slip]:
    first, last, said = a.read.figure, b.read.figure, by.read.figure
    if _is_in_points(first, last, said):
        points = f"{said.text.rstrip('%％')}个百分点"
        yield slip("unit-differs", by, a, known=f"“{first.text}”到“{last.text}”的变化（应为{points}）")
        return
    expected = _change(first, last, said)
    exact = all(f.unit.counts and f.step == 1 for f in (first, last, said))
    if expected is not None and abs(expected - said.low) > (0 if exact else max(said.step, expected * Decimal("0.03"))):
        yield slip("arithmetic-wrong", by, a, sum=_reckoning(first, last, said, expected))


def _is_in_points(first: Figure, last: Figure, said: Figure) -> bool:
    """由10.4%降到7.6%，下降2.8%: the difference of two rates, which is no rate of them."""
    if not (said.unit.name == first.unit.name == last.unit.name == "%") or said.soft or not first.low:
        return False
    change = abs(last.low - first.low)
    return change == said.low and rounds(said, change / first.low * 100) is None


def _reckoning(first: Figure, last: Figure, said: Figure, expected: Decimal) -> str:
    """8起比9起少1起，1÷9＝11.1%."""
    change = as_written(abs(last.low - first.low), last)
    moved = f"{last.text}比{first.text}{'多' if last.low > first.low else '少'}{change}"
    if said.is_share == first.is_share or said.unit.dimension == "百分点":
        return moved if said.unit.dimension == last.unit.dimension else f"{first.text}到{last.text}相差{as_written(expected, said)}"
    return f"{moved}，{_number(change)}÷{_number(first.text)}＝{as_written(expected, said)}"


def _number(written: str) -> str:
    """The digits of a figure, with its magnitude: 7.5亿 of 7.5亿元."""
    match = NUMBER.match(written)
    return match[0] if match else written


def _times(words: str, a: Place, b: Place, by: Place) -> Iterator[Slip]:
    """增长2倍 is three times as much, 是原来的2倍 twice, 翻两番 four times."""
    first, last, said = a.read.figure, b.read.figure, by.read.figure
    if not first.low or said.modifier or said.is_range or last.low <= first.low:
        return
    ratio = last.low / first.low
    if said.unit.dimension == "番":
        wrong = _DOUBLED.match(words) and said.low <= 10 and not Decimal("0.8") < ratio / 2 ** int(said.low) < Decimal("1.3")
    elif _TIMES.match(words):
        wrong = abs(ratio - 1 - said.low) > max(said.step, ratio * Decimal("0.1")) / 2
    else:
        wrong = bool(_AS_MUCH.match(words)) and abs(ratio - said.low) > max(said.step, ratio * Decimal("0.1")) / 2
    if wrong:
        many = plain(round(ratio, 2))
        yield slip("arithmetic-wrong", by, a, sum=f"{last.text}÷{first.text}＝{many}，是原来的{many}倍")


def _change(first: Figure, last: Figure, by: Figure) -> Decimal | None:
    """By how much, in what `by` is measured in; None when that cannot be told."""
    change = abs(last.low - first.low)
    if by.is_share and not first.is_share:
        return change / abs(first.low) * 100 if first.low else None
    if by.unit.dimension == "百分点" and first.is_share:
        return change
    return change if by.unit.dimension == first.unit.dimension and not by.is_share else None
