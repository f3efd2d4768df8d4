"""Two values of one clause that bind each other: who should come and who came, a part with its share, a value in another unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figures import Figure
from corpus.units import comparable
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, as_written, slip

_EXPECTED = re.compile(r"应(?:出席|参加|参会|参训|到会|到|参加投票)(?:代表|委员|人员|人数|会议)?(?:为|有)?$")
_PRESENT = re.compile(r"[，、；。]?(?:会议|大会)?实(?:际)?(?:出席|参加|参会|参训|到会|到)(?:代表|委员|人员|人数|会议)?(?:为|有)?")
_SENT = re.compile(r"(?:发放|发出|下发)(?:了)?(?:调查|征求意见)?(?:问卷|表|调查表|选票|测评表)?(?:共|约)?$")
_RETURNED = re.compile(r"[，、；](?:共|实际)?(?:收回|回收)(?:有效)?(?:问卷|表|调查表|选票|测评表)?(?:共|了)?")
_OUT_AND_BACK = ((_EXPECTED, _PRESENT), (_SENT, _RETURNED))
_OF = re.compile(r"占(?:了)?(?:全[国省市县区镇乡]|总[^，。；、0-9]{0,4})?")
_SHARE = re.compile(r"的(?:比例为|比重为)?")
_AGAIN = re.compile(r" ?[（(](?P<says>也就是|[折约]?合|即|相当于|折算为)?约?$")
_CLOSING = re.compile(r"(?:左右)?[）)]")
_CONVERTED = ("面积", "地亩", "质量", "长度", "人民币", "功率", "电量")
_ROUGH = Decimal("0.05")  # of a value, by which it is rounded at most
_CENT = Decimal("1.5")  # points that a share may be off by rounding


def check(text: str, a: Place, b: Place, after: Place | None) -> Iterator[Slip]:
    """The slips between the neighbours `a` and `b`, and the share `after` that may follow them."""
    yield from _present(text, a, b)
    yield from _converted(text, a, b)
    if after is not None:
        yield from _share(text, a, b, after)


def _present(text: str, a: Place, b: Place) -> Iterator[Slip]:
    """应到58人，实到60人; 发放问卷500份，收回512份."""
    expected, came = a.read.figure, b.read.figure
    before = text[max(0, a.read.start - 14) : a.read.start]
    told = next((back for out, back in _OUT_AND_BACK if out.search(before) and back.fullmatch(text, a.read.end, b.read.start)), None)
    if told and comparable(expected.unit, came.unit) and came.low > expected.low and not expected.modifier:
        yield slip("figure-impossible", b, a, "warning", reason=f"比前面的“{expected.text}”还多")


def _share(text: str, a: Place, b: Place, after: Place) -> Iterator[Slip]:
    """1.2亿元占2亿元的80%."""
    part, whole, share = a.read.figure, b.read.figure, after.read.figure
    told = _OF.fullmatch(text, a.read.end, b.read.start) and _SHARE.fullmatch(text, b.read.end, after.read.start)
    if not told or not share.is_share or part.unit.dimension != whole.unit.dimension or not whole.low or _is_rough(part, whole, share):
        return
    low, high = ((part.low + side * _slack(part)) / (whole.low - side * _slack(whole)) * 100 for side in (-1, 1))
    if not low - max(share.step, _CENT) <= share.low <= high + max(share.step, _CENT):
        exact = as_written(part.low / whole.low * 100, share)
        yield slip("arithmetic-wrong", after, a, sum=f"{part.text}÷{whole.text}＝{exact}")


def _converted(text: str, a: Place, b: Place) -> Iterator[Slip]:
    """12亩（约8.5公顷）: one value told twice; the brackets hold nothing else."""
    first, again = a.read.figure, b.read.figure
    opening = _AGAIN.fullmatch(text, a.read.end, b.read.start)
    if not opening or not _CLOSING.match(text, b.read.end):
        return
    measured = {first.unit.dimension, again.unit.dimension} <= set(_CONVERTED) and comparable(first.unit, again.unit)
    if not measured or (first.unit == again.unit and not opening["says"]) or first.is_range or again.is_range:
        return
    slack = (first.step + again.step) / 2 + first.low * _ROUGH
    if abs(first.low - again.low) > slack:
        yield slip("arithmetic-wrong", b, a, sum=f"{first.text}合{as_written(first.low, again)}")


def _slack(figure: Figure) -> Decimal:
    """By how much a value may have been rounded; 2亿元 is nearer to itself than its one digit says."""
    return min(figure.step / 2, figure.low * _ROUGH)


def _is_rough(*figures: Figure) -> bool:
    return any(f.modifier or f.is_range or f.soft for f in figures)
