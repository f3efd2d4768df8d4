"""A whole and its parts after 其中: parts that exclude each other are no more than the whole, and all of them together are the whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from corpus.numerals import parse
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, as_written, slip
from evals.checks.figure.values import rounds

_INSIDE = re.compile(r"[^，。；、0-9]{0,8}[，,（(；]其中[^，。；]*")
_NEXT_PART = re.compile(r"[、，]?(?![^，。；]*(?:合计|共|总))(?P<name>(?:(?!其中|占|[同环]比|[比较][上去])[^，。；、（(0-9]){2,12})$")
_NEAR = 10  # figures in which a list of parts ends
_RATES = ("比例", "百分点")
# what is told by where it lies, each in one place; people and firms are of many kinds at once
_EVENTS = ("起", "条", "件", "宗", "例", "处")
_FEW_KINDS = 3  # parts of events from which they are a division
_PART_NAME = re.compile(r"(?:.*其中)?[：:]?(?P<name>[^，。；、：:]*)$")
_LOCALITY = re.compile(r"[㐀-鿿A-Z]{1,6}(?P<rank>[镇乡村县区市州])")
_FUND = re.compile(r"(?P<giver>中央|国家|[省市县区镇乡村]|自筹|学校|单位|企业|业主|群众|农户|社会|银行|贷款|债券|捐)[㐀-鿿]{0,8}")
_CROSSING = ("投资", "资金", "产值", "加值", "收入", "企业")  # 工业投资 and 民间投资 hold the same money
_REST = re.compile(r"其他|其它|其余")
_COUNTED = re.compile(r"(?P<n>[两二三四五六七八九十])个[㐀-鿿]{1,6}?(?:一共|总共|合计|共计|共)[㐀-鿿]{0,8}$")


def check(text: str, run: list[Place], i: int) -> Iterator[Slip]:
    """案件320件，其中刑事案件120件、民事案件180件、行政案件30件; `run[i]` is the first part."""
    whole, parts = run[i - 1], parts_of(text, run, i)
    if not _is_exclusive(text, whole, parts):
        parts = list(takewhile(lambda p: p is parts[0] or _same_kind(whole, parts[0], p), parts))
    if len(parts) < 2:
        return
    total = sum((p.read.figure.low for p in parts), Decimal(0))
    more = total > whole.read.figure.low
    if (more or _is_exhaustive(text, whole, parts)) and rounds(whole.read.figure, total) is None:
        said = "＋".join(p.read.figure.text for p in parts) + f"＝{as_written(total, whole.read.figure)}"
        yield slip("arithmetic-wrong", parts[-1], whole, sum=f"{said}，{'大' if more else '小'}于“{whole.read.figure.text}”")


def parts_of(text: str, run: list[Place], i: int) -> list[Place]:
    """The figures of the list after 其中 that begins with `run[i]`; nothing when it is not part of the figure before it."""
    whole, parts = run[i - 1], [run[i]]
    if not has_part(text, whole, run[i]):
        return []
    for place in run[i + 1 : i + _NEAR]:
        between = text[parts[-1].read.end : place.read.start]
        named = _NEXT_PART.fullmatch(between) and place.read.figure.unit == run[i].read.figure.unit
        if not (named or between == "、") or place.read.figure.unit.name not in (whole.read.figure.unit.name, ""):
            break
        parts.append(place)
    return parts


def has_part(text: str, a: Place, b: Place) -> bool:
    """Is `b` told as a part of `a`: A x，其中B y?"""
    return (
        bool(_INSIDE.fullmatch(text, a.read.end, b.read.start))
        and _is_whole(a)
        and "每" not in text[max(0, a.read.start - 8) : a.read.start]
        and not b.read.figure.is_range
        and b.read.trend is None
    )  # fmt: skip


def _is_whole(place: Place) -> bool:
    """Can parts of this be spoken of: an amount, not a rate, a movement or so much each?"""
    figure = place.read.figure
    return not (figure.unit.dimension in _RATES or figure.is_range or figure.soft or place.read.trend or "每" in place.read.left)


def _is_exclusive(text: str, whole: Place, parts: Sequence[Place]) -> bool:
    """Do the parts exclude each other, by what they are called or how they are listed?"""
    names = _names(parts)
    return _is_bare(parts) or _are_localities(names) or _are_funds(names) or _is_division(text, whole, parts)


def _is_bare(parts: Sequence[Place]) -> bool:
    """其中60、30、20: numbers alone are those of one division."""
    return all(p.read.left.endswith("其中") for p in parts)


def _are_localities(names: Sequence[str]) -> bool:
    """甲乡50户、乙乡40户: a household is in one of them; 青禾县 and 柳溪镇 are not of one rank."""
    ranks = [match["rank"] for name in names if (match := _LOCALITY.fullmatch(name))]
    return len(names) > 1 and len(ranks) == len(names) and (len(set(ranks)) == 1 or set(ranks) <= {"镇", "乡"})


def _are_funds(names: Sequence[str]) -> bool:
    """中央150万元、县级100万元、自筹80万元: money comes from one giver."""
    givers = [match["giver"] for name in names if (match := _FUND.fullmatch(name))]
    return len(names) > 1 and len(set(givers)) == len(names)


def _is_division(text: str, whole: Place, parts: Sequence[Place]) -> bool:
    joined = all(text[a.read.end] == "、" for a in parts[:-1])
    return joined and len(parts) >= _FEW_KINDS and whole.read.figure.unit.name in _EVENTS


def _same_kind(whole: Place, a: Place, b: Place) -> bool:
    """刑事案件 and 民事案件 exclude each other, 示范村 and 达标村 of 12个村 too; 女职工 and 党员 do not."""
    one, other = a.read.left, b.read.left
    if a.read.figure.unit != b.read.figure.unit or len(one) <= 2 or one.endswith(_CROSSING):
        return False
    return one[-2:] == other[-2:] or one[-1:] == other[-1:] == whole.read.right[:1]


def _is_exhaustive(text: str, whole: Place, parts: Sequence[Place]) -> bool:
    """Are these all its parts: the last is the rest, or 三个乡镇共 and there are three? Only of values told exactly."""
    figures = [p.read.figure for p in (whole, *parts)]
    if any(f.modifier or f.soft or f.is_range for f in figures):
        return False
    counted = _COUNTED.search(text[max(whole.read.sentence, whole.read.start - 24) : whole.read.start])
    return bool(_REST.match(_names(parts)[-1])) or (counted is not None and parse(counted["n"]) == len(parts))


def _names(parts: Sequence[Place]) -> list[str]:
    """What each part is called: 住宅火灾 of 其中住宅火灾41起."""
    return [match["name"] for p in parts if (match := _PART_NAME.search(p.read.left.lstrip("、，")))]
