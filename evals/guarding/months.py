"""10月一个月，办件3172件, where the ledger says 7—10月: the value of a row told of other months."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.figures import Read, read
from corpus.figures.dates import period_of
from drafting.guard import Gap
from drafting.ledger import Fact
from evals.checks.citation.material import tight
from evals.guarding.known import Known

_DIGITS = 3  # a value of fewer digits is equal by chance too often
_UP_TO = re.compile(r"截至|截止|[末底止]|以来|累计")  # 截至10月末 tells of all months before it
_WHY = "台账里这个数是“{period}”的，与句中所说的时期不同，请核对。"


class _Months(NamedTuple):
    first: int
    last: int


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Values of ledger rows behind months that are not theirs; what the brief or a passage tells as well stands."""
    said: _Months | None = None
    sentence = 0
    for place in read(text):
        said = said if place.sentence == sentence else None
        sentence = place.sentence
        if place.figure.kind == "date":
            said = _months(place)
        rows = [fact for fact in known.facts if _is_value_of(place, fact)] if said else []
        if not said or not rows or known.told_beside_the_ledger(place.figure.text):
            continue
        if all(_differ(said, text[sentence : place.start], fact) for fact in rows):
            yield Gap(place.figure.start, place.figure.end, _WHY.format(period=rows[0].period))


def _months(place: Read) -> _Months | None:
    """The months a date names, without a day; None for a day or a year."""
    first, last = place.figure.days[0], place.figure.days[-1]
    return _Months(first[1], last[1]) if first[1] and last[1] and not first[2] else None


def _is_value_of(place: Read, fact: Fact) -> bool:
    written = place.figure.text
    return place.figure.kind == "quantity" and sum(c.isdigit() for c in written) >= _DIGITS and tight(written) == tight(fact.amount)


def _differ(said: _Months, before: str, fact: Fact) -> bool:
    row = period_of(fact.period)
    if row is None or not row.month:
        return False
    last = row.last_month or row.month
    return said.last != last or (said.first == said.last > row.month and not _UP_TO.search(before))
