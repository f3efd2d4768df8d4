"""What a text says of itself: promised counts, sums, one indicator with two values, days that do not exist."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from typing import Any

from corpus.figures import Read
from corpus.figures.context import core
from corpus.figures.dates import Period, impossible
from evals.checks.figure import listed, sums, tables, weekdays
from evals.checks.figure.counts import counts
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, plain, slip
from evals.checks.figure.values import rounds
from evals.finding import Evidence, Finding
from evals.rules import family_rules

_STRUCTURE = re.compile(r"结构|比例|比重|之比")
_RELATIVE = re.compile(r"[由从比较每≥≤]|目标|超过|不足|不满|未满|不少于|不低于|周边|的$|第\s*$")
_NORM = re.compile(r"应当?|不得|可以|处以?|一次性|给予|发给|之日起|下列|责令|罚款")  # what a rule says of many cases, not what is
_WORD = re.compile(r"[㐀-鿿”）]\s*$")
_NAMED = 5  # an indicator must be this long to be the same one twice
_SPANS = ("历时", "天数", "月数")  # every matter has its own time limit
_BY_NOW = re.compile(r"截至目前|到目前为止|目前|现在|截至")
_LAST = 8  # places of one wording that are looked back upon
_HEAD = 60  # characters before the clause that may name whose the indicator is
_APART = 300  # further apart the same words may speak of last year's result and this year's goal
_MONTH = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_NO_SUCH = re.compile(
    r"(?<![0-9.])(?:(?:1[3-9]|[2-9][0-9])月)(?=份|底|初|[上中下]旬|开始|起|[0-9]{1,2}日)|(?<=[日于在午])(?:(?:2[5-9]|[3-9][0-9])时)(?=[0-9]{1,2}分|召开|开始|许|整)"
)
_TWO_UNITS = re.compile(r"[0-9０-９][0-9０-９.．]* ?(?P<unit>[%％﹪‰]) ?个?百分点")
_PART_OF_ALL = re.compile(r"(?:合格率|满意率|满意度|覆盖率|整改率|办结率|化解率|回复率|及格率|优良率|达标率|知晓率|持证率)[^，。；]{0,6}$")


def check(text: str, found: list[Place]) -> list[Finding]:
    """The findings of `text` on itself."""
    with localcontext(Context(prec=60)):
        slips = [*_days(found), *_structures(found), *_conflicts(found), *_promises(text), *listed.check(text)]
        slips += [*_rates(found), *_points(text), *_calendar(text), *weekdays.check(text), *tables.check(text)]
        runs = list(sums.sentences(text, found))
        slips += [s for earlier, run in zip([[], *runs], runs, strict=False) for s in sums.check(text, run, earlier)]
    return [_finding(text, s) for s in slips]


def _finding(text: str, found: Slip) -> Finding:
    at = found.other.read if found.other else None
    evidence = (Evidence("text", "", text[at.start : at.end], at.start, at.end),) if at else ()
    values: dict[str, Any] = dict(found.values)
    return family_rules("figure")[found.rule].finding(
        text, found.start, found.end, evidence=evidence, severity=found.severity, **values
    )  # fmt: skip


def _promises(text: str) -> Iterator[Slip]:
    for c in counts(text):
        if c.listed != c.promised:
            yield Slip("count-differs", c.start, c.end, {"listed": str(c.listed), "measure": c.measure})


def _days(found: list[Place]) -> Iterator[Slip]:
    for place in found:
        if any(impossible(day) for day in place.read.figure.days):
            yield slip("figure-impossible", place, reason="日历上没有这一天")


def _calendar(text: str) -> Iterator[Slip]:
    for match in _NO_SUCH.finditer(text):
        yield Slip("figure-impossible", *match.span(), {"reason": "一年只有12个月，一天只有24小时"}, severity="warning")


def _points(text: str) -> Iterator[Slip]:
    """下降3%个百分点: two units of which one must go."""
    for match in _TWO_UNITS.finditer(text):
        yield Slip("figure-impossible", *match.span(), {"reason": f"“{match['unit']}”和“百分点”只能用一个"})


def _rates(found: list[Place]) -> Iterator[Slip]:
    """覆盖率103%: a part that is more than the whole."""
    for place in found:
        figure = place.read.figure
        if figure.unit.name == "%" and figure.low > 100 and place.read.trend is None and _PART_OF_ALL.search(place.read.left):
            yield slip("figure-impossible", place, severity="warning", reason="这类比率不会超过100%")


def _structures(found: list[Place]) -> Iterator[Slip]:
    """三次产业结构为18:37:41: parts of a hundred that do not make a hundred."""
    for place in found:
        terms = place.read.figure.terms
        total = sum(terms, Decimal(0))
        if len(terms) > 2 and _STRUCTURE.search(place.read.left) and Decimal("0.5") < abs(total - 100) <= 10:
            yield slip("arithmetic-wrong", place, sum=f"{'＋'.join(map(plain, terms))}＝{plain(total)}，各部分之和应为100")


def _conflicts(found: list[Place]) -> Iterator[Slip]:
    """The same words round two values, in two sentences, of the same time."""
    seen: dict[tuple[object, ...], list[Place]] = defaultdict(list)
    for place in found:
        read = place.read
        if not _names_an_indicator(read) or _NORM.search(place.text, read.sentence, read.start):
            continue
        same = seen[_words(place), read.right[:4], read.figure.unit.dimension, _period(read), _month(place)]
        other = next((p for p in same[-_LAST:] if _contradict(p.read, read)), None)
        if other is not None:
            yield slip("figures-conflict", place, other, where="前文", known=f"{other.read.left.strip()}{other.read.figure.text}")
        same.append(place)


def _period(read: Read) -> Period | None:
    """The period of a figure; 目前 is the same as none."""
    return read.period if read.period and any(read.period) else None


def _words(place: Place) -> tuple[str, str]:
    """The clause of the figure and what its sentence says before: 短视频用户……，使用率 is not 网络视频用户……，使用率."""
    read = place.read
    clause = read.start - len(read.left)
    return re.sub(r"[\s“”]", "", read.left), core(_BY_NOW.sub("", place.text[max(read.sentence, clause - _HEAD) : clause]))


def _month(place: Place) -> str:
    """The month (and day) that its sentence named last before it: 8月 498条 and 1—10月 5872条 are no conflict."""
    first = max(place.read.sentence, place.read.start - _APART)
    return "".join(_MONTH.findall(place.text, first, place.read.start)[-1:])


def _names_an_indicator(read: Read) -> bool:
    figure = read.figure
    plain_value = figure.kind == "quantity" and not figure.soft and not figure.is_range and not figure.modifier
    if not plain_value or figure.unit.dimension in _SPANS or len(core(read.left)) < _NAMED:
        return False
    return bool(_WORD.search(read.left)) and not _RELATIVE.search(read.left)


def _contradict(a: Read, b: Read) -> bool:
    near = a.sentence != b.sentence and b.start - a.start < _APART
    return near and rounds(b.figure, a.figure.low) is None and rounds(a.figure, b.figure.low) is None
