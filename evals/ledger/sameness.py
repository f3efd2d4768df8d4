"""One indicator, one value: contradictions, repetitions, units that do not go together, names that are nearly one."""

import re
from collections.abc import Iterator
from itertools import combinations

from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item, groups

# In this order: the longer word before the one it holds
_SHORT = {
    "规模以上": "规上", "限额以上": "限上", "危险化学品": "危化品", "固定资产投资额": "固投", "固定资产投资": "固投",
    "地区生产总值": "GDP", "生产总值": "GDP", "一般公共预算": "公共预算", "社会消费品零售总额": "社零",
}  # fmt: skip
_FILLING = re.compile(r"[（(].*?[）)]|[的之]|(?:总数|数量|总量|数|总额|金额|额|情况)$")
_RATE = re.compile(r"率$|占比|比重|同比|环比|增")
_TELLING = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十甲乙丙已未上下增减升降城乡农男女新老旧大小中高低内外东南西北国省市县区镇村街进出收支总非不无首末初次前后]"
)
_LONG = 6  # characters from which one that differs may be a slip of the pen


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    for group in groups(every, "name", "when", "scope"):
        yield from _one_value(group)
    for group in groups(every, "name"):
        yield from _one_unit(group)
    yield from _near(every)


def _one_value(group: list[Item]) -> Iterator[LedgerFinding]:
    """The rows of one indicator, period and scope."""
    first = group[0]
    for other in group[1:]:
        if not first.measures_like(other):
            continue  # said once, as a matter of units
        if first.equals(other):
            yield finding("row-repeated", first, other, how=_how_equal(first, other))
        else:
            told_apart = bool(first.fact.note and other.fact.note and first.fact.note != other.fact.note)
            yield finding("value-conflict", first, other, a=first.said, b=other.said, severity="warning" if told_apart else None)


def _how_equal(first: Item, other: Item) -> str:
    """12874人 and 1.29万人 are equal only once they are rounded."""
    converted = "" if first.fact.full_unit == other.fact.full_unit else "换算并" if first.value != other.value else "换算后"
    return f"{converted}四舍五入后相同" if first.value != other.value else f"{converted}数值相同"


def _one_unit(group: list[Item]) -> Iterator[LedgerFinding]:
    """The rows of one indicator, whatever its periods."""
    first = next((i for i in group if i.fact.full_unit), group[0])
    other = next((i for i in group if i.fact.full_unit and not first.measures_like(i)), None)
    if other:
        yield finding("unit-conflict", first, other, a=first.fact.full_unit, b=other.fact.full_unit)
        return
    written = dict.fromkeys(i.fact.full_unit for i in group if i.fact.full_unit)
    if len(written) > 1:
        yield finding("unit-varies", *group, units="、".join(written))


def _near(every: list[Item]) -> Iterator[LedgerFinding]:
    """Two names that are probably one indicator."""
    first = {i.name: i for i in reversed(every)}
    for a, b in sorted(_like_pairs(list(first)), key=lambda p: (first[p[0]].order, first[p[1]].order)):
        one, other = sorted((first[a], first[b]), key=lambda i: i.order)
        if one.measures_like(other) and bool(_RATE.search(a)) == bool(_RATE.search(b)):
            yield finding("name-nearly-equal", one, other, other=other.fact.name)


def _like_pairs(names: list[str]) -> set[tuple[str, str]]:
    """Names alike once abbreviated and without filling words, or but for one character that tells nothing apart."""
    keys: dict[str, list[str]] = {}
    for name in names:
        for key in {short(name), *_without_one(name)}:
            keys.setdefault(key, []).append(name)
    return {(a, b) for alike in keys.values() for a, b in combinations(dict.fromkeys(alike), 2) if _one_thing(a, b)}


def _one_thing(a: str, b: str) -> bool:
    if short(a) == short(b):
        return True
    if min(len(a), len(b)) < _LONG or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    end = next((i for i, (x, y) in enumerate(zip(a[start:][::-1], b[start:][::-1])) if x != y), min(len(a), len(b)) - start)
    differing = a[start : len(a) - end] + b[start : len(b) - end]
    return len(differing) <= 2 and not _TELLING.search(differing)


def _without_one(name: str) -> Iterator[str]:
    if len(name) >= _LONG:
        yield f"\0{name}"
        yield from (f"\0{name[:i]}{name[i + 1 :]}" for i in range(len(name)))


def short(name: str) -> str:
    """规模以上工业企业数量 → 规上工业企业."""
    for long, brief in _SHORT.items():
        name = name.replace(long, brief)
    return _FILLING.sub("", name) or name
