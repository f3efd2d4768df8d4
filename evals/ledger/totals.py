"""Totals and their parts: 合计 below its rows, 其中, what is done and what is left, the 乡镇 of a county."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figures import figures
from corpus.units import comparable
from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item, groups
from evals.ledger.objects import Objects
from evals.ledger.rounding import in_unit_of, interval, total

_TOTAL = re.compile(r"(?:合计|总计|小计|共计)$")
_OF_IT = re.compile(r"^其中[:：]?")
_PART = re.compile(r"^(?:已|未|尚未|剩余|存在|停止|不合格|合格|达标|完成|不达标|整改|办结|销号)")
_WHOLES = (("已", "未"), ("已", "尚未"), ("合格", "不合格"), ("达标", "不达标"), ("男", "女"), ("城镇", "农村"), ("城镇", "乡村"))
_WHOLE_SCOPE = re.compile(r"全[县市区省镇乡]|[合总]计")
_PART_SCOPES = (
    re.compile(r".+(?:乡|镇|街道)(?<!城镇)(?<!集镇)"),
    re.compile(r".{2,}(?:(?<![农乡山])村|社区)"),
    re.compile(r".+县|.+(?<!城)(?<!全)市|.{2,}(?<![城市园库景发新业林矿校社])区"),
)
_NOT_ADDED = re.compile(r"均|每|占|比|率|指数|得分|评分|排名|位次|最[大高多]|单价|价格")
_REMARKED = re.compile(r"其中[:：]?(?P<parts>[^。；]+)")
_SHOWN = 6  # parts written out


def totals(every: list[Item]) -> Iterator[LedgerFinding]:
    """合计 after its rows: the rows above it, up to another total or another unit or period."""
    inside = {part.order for _, parts in _of_its(every) for part in parts}
    for i, whole in enumerate(every):
        if not _TOTAL.search(whole.name):
            continue
        parts: list[Item] = []
        for item in reversed(every[:i]):
            if _TOTAL.search(item.name) or not (item.measures_like(whole) and item.when == whole.when):
                break
            parts.insert(0, item)
        parts = [p for p in parts if p.order not in inside]
        if len(parts) > 1:
            yield from _sum(whole, parts)


def of_it(every: list[Item]) -> Iterator[LedgerFinding]:
    """What stands under 其中 is no more than the row above it, each for itself and all together."""
    for whole, parts in _of_its(every):
        above = [p for p in parts if p.value > whole.value]
        for part in above:
            yield finding("part-above-whole", part, whole, part=part.said, whole=whole.said, severity="error")
        if not above:
            yield from _too_many(whole, parts)
    for item in every:
        yield from _remarked(item)


def _of_its(every: list[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Rows with their 其中, and what follows it as more of the same kind: 其中：工业企业, 商业企业."""
    whole: Item | None = None
    parts: list[Item] = []
    for item in every:
        if whole and (_is_of(item, whole) or (parts and _goes_on(item, whole, parts[0]))):
            parts.append(item)
        else:
            if whole and parts:
                yield whole, parts
            whole, parts = item, []
    if whole and parts:
        yield whole, parts


def _is_of(item: Item, whole: Item) -> bool:
    return bool(_OF_IT.match(item.name)) and item.measures_like(whole) and item.when == whole.when


def _goes_on(item: Item, whole: Item, first: Item) -> bool:
    """Is this row still under 其中, though it does not say so? It ends as the first does and as the whole: 商业企业."""
    alike = item.measures_like(whole) and item.when == whole.when and item.scope == whole.scope
    return alike and item.name[-2:] == first.name[-2:] == whole.name[-2:] and not _TOTAL.search(item.name)


def _too_many(whole: Item, parts: list[Item]) -> Iterator[LedgerFinding]:
    if len(parts) > 1 and total(parts).low > interval(whole).high:
        yield finding("parts-above-whole", whole, *parts, whole=whole.said, terms=_terms(parts), sum=_added(whole, parts))


def _remarked(item: Item) -> Iterator[LedgerFinding]:
    """A remark that takes the row apart: 其中：工业60家，商业30家，服务业20家."""
    match = _REMARKED.search(item.fact.note)
    found = figures(match["parts"]) if match else []
    parts = [f for f in found if f.kind == "quantity" and f.unit.name and comparable(f.unit, item.unit) and not f.is_share]
    summed = sum((p.low for p in parts), Decimal(0))
    if len(parts) > 1 and summed - sum((p.step for p in parts), Decimal(0)) * (not item.is_count) > interval(item).high:
        terms = "＋".join(p.text for p in parts)
        yield finding("parts-above-whole", item, whole=item.said, terms=terms, sum=in_unit_of(item, summed))


def over_scopes(every: list[Item]) -> Iterator[LedgerFinding]:
    """One indicator for the county and for its 乡镇: these are together no more than the whole."""
    for group in groups(every, "name", "when"):
        whole = next((i for i in group if _WHOLE_SCOPE.fullmatch(i.scope)), None)
        if whole is None or whole.unit.dimension in ("比例", "百分点", "倍数") or _NOT_ADDED.search(whole.name):
            continue
        for kind in _PART_SCOPES:
            once = {
                i.scope: i
                for i in reversed(group)
                if kind.fullmatch(i.scope) and not _WHOLE_SCOPE.fullmatch(i.scope) and i.measures_like(whole)
            }
            yield from _scopes(whole, sorted(once.values(), key=lambda i: i.order))


def _scopes(whole: Item, parts: list[Item]) -> Iterator[LedgerFinding]:
    if parts and total(parts).low > interval(whole).high:
        scopes = "、".join(p.fact.scope for p in parts[:_SHOWN]) + ("等" if len(parts) > _SHOWN else "")
        yield finding(
            "scopes-above-whole",
            whole,
            *parts,
            scope=whole.fact.scope,
            whole=whole.said,
            scopes=scopes,
            terms=_terms(parts),
            sum=_added(whole, parts),
        )


def parts_named(group: list[Item]) -> Iterator[LedgerFinding]:
    """已整改隐患 is no more than 隐患."""
    objects = Objects(group)
    for item in group:
        wholes = (w for at in range(1, len(item.name) - 1) if (w := objects.whole(item.name[at:])) and w is not item)
        for whole in dict.fromkeys(wholes):
            if _PART.match(item.name) and item.measures_like(whole) and item.value > whole.value:
                yield finding("part-above-whole", item, whole, part=item.said, whole=whole.said)


def wholes(group: list[Item]) -> Iterator[LedgerFinding]:
    """已整改隐患 and 未整改隐患 together are 隐患."""
    objects = Objects(group)
    for item in group:
        for one, other in _WHOLES:
            if not item.name.startswith(one):
                continue
            rest = objects.named(other + item.name.removeprefix(one))
            tails = [item.name[at:] for at in range(len(one) + 1, len(item.name) - 1)] if one == "已" else [item.name.removeprefix(one)]
            whole = next((w for t in tails if (w := objects.whole(t)) and w is not item), None)
            if rest and whole and whole is not rest and whole.measures_like(item) and whole.measures_like(rest):
                yield from _sum(whole, [item, rest])


def _sum(whole: Item, parts: list[Item]) -> Iterator[LedgerFinding]:
    if not total(parts).meets(interval(whole)):
        yield finding("sum-differs", whole, *parts, total=whole.said, terms=_terms(parts), sum=_added(whole, parts))


def _terms(parts: list[Item]) -> str:
    return "＋".join(p.said for p in parts) if len(parts) <= _SHOWN else f"{len(parts)}项之和"


def _added(whole: Item, parts: list[Item]) -> str:
    return in_unit_of(whole, sum((p.value for p in parts), Decimal(0)))
