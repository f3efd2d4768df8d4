"""白水镇农村自建房640处, where 640 are those of the whole county: a value told of a place of which no source tells it."""

import re
from collections.abc import Iterator

from corpus.figures import Read, read
from corpus.proper_names import Place, places
from drafting.guard import Gap
from evals.guarding.known import Known
from evals.guarding.telling import tellings

_LOCAL = 2  # the rank up to which a place is a part of something: township, county
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n]")
_OF_MORE = re.compile(r"全[国省市县区]|县里|市里|等|[每各]|不[少低]于|至少|不[超多]过")  # 白水镇等9个乡镇; what holds for each part
_COUNTS_PLACES = re.compile(r"\s*(?:乡|镇|街道|县|区|地)")
_WHY = "材料里没有说这个数是{place}的，请核对范围。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Values behind the name of a place that is not theirs."""
    named = [place for place in places(text) if place.rank <= _LOCAL and place.name != known.home]
    if not named:
        return
    for found in read(text):
        if found.figure.kind != "quantity" or found.figure.soft or _COUNTS_PLACES.match(found.right):
            continue
        place = _place_of(found, named, text)
        told = tellings(found, known) if place else []
        if place and told and not any(one.is_of_place(place.stem) for one in told):
            yield Gap(found.figure.start, found.figure.end, _WHY.format(place=place.name))


def _place_of(found: Read, named: list[Place], text: str) -> Place | None:
    """The place that the clause of a figure is about."""
    clause = next((m.end() for m in reversed(list(_CLAUSE_END.finditer(text, found.sentence, found.start)))), found.sentence)
    place = next((p for p in reversed(named) if clause <= p.start and p.end <= found.start), None)
    return None if place is None or _OF_MORE.search(text, place.end, found.start) else place
