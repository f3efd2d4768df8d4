"""What a row needs to be used: a unit, a period with its year, a source."""

import re
from collections.abc import Iterator

from corpus.zh import halfwidth
from drafting.ledger.headers import without_unit
from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item

_BARE = re.compile(r"指数|系数|排名|位次|名次|得分|评分|综合分")  # what needs no unit
_RATE = re.compile(r"(?:整改|合格|达标|覆盖|满意|普及|到位|采用|退文|办结|失业|就业|增长|完成|城镇化)率|占比|比重|增速|增幅|涨幅|降幅")
_RATES = ("比例", "百分点", "")


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    """One finding for all rows that lack the same: a column left empty is one fault."""
    lacking = (
        ("unit-missing", [i for i in every if not i.fact.full_unit and not _BARE.search(i.name)]),
        ("period-missing", [i for i in every if not i.fact.period]),
        ("period-without-year", [i for i in every if i.fact.period and i.period is None and not re.search(r"\d{4}", i.fact.period)]),
        ("source-missing", [i for i in every if not i.fact.source]),
    )
    for name, items in lacking:
        if items:
            yield finding(name, *items)
    for item in every:
        yield from _against_name(item)


def _against_name(item: Item) -> Iterator[LedgerFinding]:
    """The name says one unit or a rate, the unit column another."""
    _, named = without_unit(halfwidth(item.fact.name))
    if named and named != item.fact.full_unit:
        yield finding("unit-against-name", item, named=named, unit=item.fact.full_unit)
    elif _RATE.search(item.name) and item.unit.dimension not in _RATES:
        yield finding("unit-against-name", item, named="%", unit=item.fact.full_unit)
