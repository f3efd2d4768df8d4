"""2025年发生事故8起, where the 8 are those of 2026: a value told of a year of which no source tells it."""

from collections.abc import Iterator

from corpus.figures import Read, read
from drafting.guard import Gap
from evals.guarding.known import Known
from evals.guarding.telling import most_alike, tellings

_WHY = "材料里这个数是{year}年的，与句中所说的年份不同，请核对。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Values of one year behind the name of another."""
    for found in read(text):
        if found.figure.kind == "quantity" and not found.figure.soft and (year := _other_year(found, text, known)):
            yield Gap(found.figure.start, found.figure.end, _WHY.format(year=year))


def _other_year(found: Read, text: str, known: Known) -> int:
    """The year of which the material tells this value, when it is not the one stated; 0 otherwise."""
    said = found.period
    if said is None or not said.year:
        return 0
    told = most_alike(tellings(found, known), text[found.sentence : found.end])
    years = [one.period.year for one in told if one.period is not None and one.period.year]
    beside = text[found.sentence : found.figure.start]  # 2024年、2025年分别为
    if not years or any(one.is_of_year(said.year, said.last_year) for one in told) or any(str(year) in beside for year in years):
        return 0
    return years[0]
