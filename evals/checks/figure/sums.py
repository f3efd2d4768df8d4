"""Figures of one sentence that must add up: totals, movements from one value to another, parts of a whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.figures import Figure
from corpus.numerals import parse
from evals.checks.figure.place import Place
from evals.checks.figure.values import rounds
from evals.finding import Severity

_TOTAL = re.compile(r"(?P<n>[两二三四五六七八])(?:项|类|期|者|处|部分|块|个\w{1,4}|类\w{1,4})?(?:合计|共计|总计|相加)[^，。；0-9]*$")
_FROM = re.compile(r"(?<!分别)[由从][^，。；]{0,24}$")
_MOVED = re.compile(
    r"[^，。；0-9]{0,8}(?P<word>(?P<up>上升|提高|提升|增加|增长|扩大|攀升)"
    r"|(?P<down>下降|降低|减少|下滑|回落|缩小|收窄|压缩|压减|缩短|降))(?:到|至|为)了?$"
)
_BY = re.compile(r"[，、](?:同比|累计)?\S{2,3}了?(?:约|近|超过)?")
_INSIDE = re.compile(r"(?:以上|左右)?[，,（(；]其中[^，。；]*")
_PART = re.compile(r"^，?(?:约)?占(?:比|全部|总数|总量)?的?(?:约|近|超过|超|达|为)?$")
_RANKS = ("位", "名")  # to rise is to a smaller number
_RATES = ("比例", "百分点")


@dataclass(frozen=True)
class Slip:
    """A fault of the text's own: rule, span, the values of its message, the other place it goes against."""

    rule: str
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    other: Place | None = None
    severity: Severity | None = None


def slip(rule: str, place: Place, other: Place | None = None, severity: Severity | None = None, **values: str) -> Slip:
    """A slip at a figure."""
    return Slip(rule, place.read.start, place.read.end, values, other, severity)


def check(text: str, run: list[Place]) -> Iterator[Slip]:
    """The slips among the quantities of one sentence."""
    yield from _totals(text, run)
    for i in range(1, len(run)):
        after = run[i + 1] if i + 1 < len(run) else None
        yield from _moved(text, run[i - 1], run[i], after)
        yield from _inside(text, run[i - 1], run[i], after)


def plain(number: Decimal) -> str:
    """A number as a person writes it."""
    return f"{number.normalize():f}"


def _totals(text: str, run: list[Place]) -> Iterator[Slip]:
    """三项合计 after exactly three figures of the kind."""
    for i, place in enumerate(run):
        figure = place.read.figure
        match = _TOTAL.search(_clause(text, place))
        if not match or figure.unit.dimension in _RATES:
            continue
        parts = [p.read.figure for p in run[:i] if p.read.figure.unit.dimension == figure.unit.dimension]
        if len(parts) != parse(match["n"]) or any(p.is_range for p in parts):
            continue
        total = sum((p.low for p in parts), Decimal(0))
        slack = sum((p.step for p in parts), figure.step) / 2
        if abs(total - figure.low) > slack and rounds(figure, total) is None:
            yield slip("arithmetic-wrong", place, sum="＋".join(p.text for p in parts) + f"＝{_as_written(total, figure)}")


def _moved(text: str, a: Place, b: Place, after: Place | None) -> Iterator[Slip]:
    """由A上升到B: the word and the two values; then 下降C."""
    match = _MOVED.search(text[a.read.end : b.read.start])
    first, last = a.read.figure, b.read.figure
    if not match or not _FROM.search(text[max(0, a.read.start - 30) : a.read.start]):
        return
    if first.unit.dimension != last.unit.dimension or last.unit.name in _RANKS:
        return
    if first.low != last.low and (last.low > first.low) != bool(match["up"]):
        start = a.read.end + match.start("word")
        yield Slip("direction-differs", start, b.read.end, {"known": f"“{first.text}”到“{last.text}”的变化"}, a)
    elif after is not None and after.read.trend and not after.read.level and _BY.fullmatch(text[b.read.end : after.read.start]):
        expected = _change(first, last, after.read.figure)
        if expected is not None and abs(expected - after.read.figure.low) > max(after.read.figure.step, expected * Decimal("0.03")):
            said = f"{first.text}到{last.text}相差{_as_written(expected, after.read.figure)}"
            yield slip("arithmetic-wrong", after, a, sum=said)


def _change(first: Figure, last: Figure, by: Figure) -> Decimal | None:
    """By how much, in what `by` is measured in; None when that cannot be told."""
    change = abs(last.low - first.low)
    if by.is_share and not first.is_share:
        return change / abs(first.low) * 100 if first.low else None
    if by.unit.dimension == "百分点" and first.is_share:
        return change
    return change if by.unit.dimension == first.unit.dimension and not by.is_share else None


def _inside(text: str, a: Place, b: Place, after: Place | None) -> Iterator[Slip]:
    """A x，其中B y，占z%: y is no more than x, and z is y ÷ x."""
    whole, part = a.read.figure, b.read.figure
    if (
        not _INSIDE.fullmatch(text[a.read.end : b.read.start])
        or not _is_whole(a)
        or part.is_range
        or b.read.trend
        or whole.unit != part.unit
    ):
        return
    if part.low > whole.low:
        if whole.modifier != "above":
            yield slip("figure-impossible", b, a, "warning", reason=f"其中的一部分大于整体“{whole.text}”")
    elif after is not None and after.read.figure.is_share and whole.low and _PART.match(text[part.end : after.read.start]):
        share, exact = after.read.figure, part.low / whole.low * 100
        if rounds(share, exact) is None and abs(share.low - exact) > max(share.step, Decimal(1)):
            yield slip("arithmetic-wrong", after, b, sum=f"{part.text}÷{whole.text}＝{exact:.1f}%")


def _is_whole(place: Place) -> bool:
    """Can parts of this be spoken of: an amount, not a rate, a movement or so much each?"""
    figure = place.read.figure
    return not (figure.unit.dimension in _RATES or figure.is_range or figure.soft or place.read.trend or "每" in place.read.left)


def _clause(text: str, place: Place) -> str:
    """From the last ，to the figure, other figures among the words."""
    return re.split(r"[，。；：\n]", text[max(0, place.read.start - 40) : place.read.start])[-1]


def _as_written(base: Decimal, figure: Figure) -> str:
    """A value in base units in the unit and magnitude that `figure` is written in."""
    digits = re.match(r"[0-9.,]+", figure.text)
    written = parse(digits[0]) if digits else None
    if digits is None or not written:
        return plain(base)
    return plain(round(base * written / figure.low, 3)) + figure.text[digits.end() :]
