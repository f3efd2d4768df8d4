"""Rates against their terms: 隐患整改率 is 已整改隐患 by 隐患, or what the remark says."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item
from evals.ledger.objects import Objects
from evals.ledger.rounding import decimals, interval, number

_QUOTIENT = re.compile(r"(?P<a>\d[\d,.]*[万亿]?)[^\d，。；]{0,4}(?:除以|÷|/)(?P<b>\d[\d,.]*[万亿]?)")


def rates(group: list[Item]) -> Iterator[LedgerFinding]:
    """The rates of one period and scope whose terms stand in the ledger by name."""
    objects = Objects(group)
    for item in group:
        if item.name.endswith("率") and item.unit.dimension == "比例" and (terms := _terms(item.name, objects)):
            part, whole = terms
            if whole.measures_like(part) and whole.value:
                yield from _share(item, part.value / whole.value, f"{part.said}÷{whole.said}", (part, whole))


def _terms(name: str, objects: Objects) -> tuple[Item, Item] | None:
    """Numerator and denominator of 隐患整改率; of a bare 整改率 when there is but one thing that has been 整改."""
    for length in (2, 3):
        of, verb = name[: -length - 1], name[-length - 1 : -1]
        for thing in [of] if of else objects.done(verb):
            whole = objects.whole(thing)
            part = next(
                (i for n in (f"已{verb}{thing}", f"{verb}{thing}", f"{thing}已{verb}", f"{thing}{verb}数") if (i := objects.named(n))), None
            )
            if whole and part and part is not whole:
                return part, whole
    return None


def quotients(every: list[Item]) -> Iterator[LedgerFinding]:
    """A remark that says how a rate was computed: 97件除以1284件."""
    for item in every:
        match = _QUOTIENT.search(item.fact.note)
        a, b = (number(match["a"]), number(match["b"])) if match else (None, None)
        if match and a is not None and b and item.unit.dimension == "比例":
            yield from _share(item, a / b, match[0], ())


def _share(item: Item, share: Decimal, how: str, rows: Iterable[Item]) -> Iterator[LedgerFinding]:
    stated, percent = interval(item), share * 100
    if not stated.low <= percent <= stated.high:
        yield finding("share-differs", item, *rows, how=how, computed=f"{percent:.{decimals(item)}f}%", stated=item.said)
