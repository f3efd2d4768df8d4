"""白水镇农村自建房640处, where 640 are those of the whole county: a value told of a place of which no source tells it."""

import re
from collections.abc import Iterator

from corpus.figures import read
from corpus.proper_names import Place, places
from drafting.guard import Gap
from evals.checks.figure.parts import localities
from evals.guarding.known import Known
from evals.guarding.telling import tellings

_LOCAL = 2  # the rank up to which a place is a part of something: township, county
_COUNTS_PLACES = re.compile(r"\s*(?:乡|镇|街道|县|区|地)")
_WHY = "材料里没有说这个数是{place}的，请核对范围。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Values behind the name of a place that is not theirs."""
    if not _others(places(text), known):
        return
    for found in read(text):
        if found.figure.kind != "quantity" or found.figure.soft or _COUNTS_PLACES.match(found.right):
            continue
        for place in _others(localities(found, text), known)[-1:]:
            told = tellings(found, known)
            if told and not any(one.is_of_place(place.stem) for one in told):
                yield Gap(found.figure.start, found.figure.end, _WHY.format(place=place.name))


def _others(named: list[Place], known: Known) -> list[Place]:
    """Those that are a part of something, and not the place that the draft speaks for."""
    return [place for place in named if place.rank <= _LOCAL and place.name != known.home]
