"""What cannot be: shares above the whole, counts below nothing or in fractions, months that no year has."""

import re
from collections.abc import Iterator

from corpus.figures import figures
from corpus.figures.dates import impossible
from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item

_PART = re.compile(
    r"(?:整改|合格|达标|覆盖|满意|普及|到位|采用|退文|办结|失业|就业|优良|硬化|绿化|处理|回收|应答|见面|抽检|受理|入户|销号|拥堵)率|占比|比重|满意度"
)
_CHANGE = re.compile(r"[增减升降净差]|同比|环比|盈亏|利润|余额|气温|温度|幅")
_MEAN = re.compile(r"均|每|占|比|倍|率|指数|得分|评分")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    for item in every:
        number = item.fact.number
        if item.unit.dimension == "比例" and item.value > 100 and _PART.search(item.name) and not _CHANGE.search(item.name):
            yield finding("share-above-whole", item, value=item.said)
        if number < 0 and item.is_count and not _CHANGE.search(item.name):
            yield finding("count-negative", item, value=item.said)
        if item.is_count and item.value % 1 and not (_MEAN.search(item.name) or _CHANGE.search(item.name)):
            yield finding("count-in-fractions", item, value=item.said)
        if _is_impossible(item.fact.period):
            yield finding("period-impossible", item, period=item.fact.period)


def _is_impossible(period: str) -> bool:
    """2025年13月, 6月31日."""
    months = any(not 1 <= int(month) <= 12 for month in _MONTH.findall(period))
    return months or any(impossible(day) for f in figures(period) if f.kind == "date" for day in f.days)
