"""柳湾镇两处火点 beside the county's ledger row 火点数 3个: a part of a larger place is no contradiction."""

import re

from corpus.figures import Read
from corpus.proper_names import UNIT_RANKS, places
from corpus.proper_names import Place as Locality
from evals.checks.figure.material import Support
from evals.checks.figure.place import Place

_CLAUSE = 80  # characters before a figure in which its clause is looked for
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n]")
_OF_MORE = re.compile(r"全[国省市县区]|县里|市里|等|[每各]|不[少低]于|至少|不[超多]过")  # 白水镇等9个乡镇; what holds for each part
_WHOLE = re.compile(r"[全本我]([省市州县区旗镇乡])")


def is_part(place: Place, row: Support, home: str) -> bool:
    """Is the figure, no more than the row's, told of a place inside the one that the row counts? `home`: the place of the draft."""
    if not row.is_row or row.fact is None:
        return False
    named, scope = localities(place.read, place.text)[-1:], row.fact.scope or home
    if not any(part.stem not in f"{row.fact.name}{scope}" and part.rank < _rank(scope) for part in named):
        return False
    return place.read.figure.is_share or place.read.figure.high <= row.figure.high


def localities(found: Read, text: str) -> list[Locality]:
    """The places that the clause of a figure is about, in order; none where it speaks of more than them."""
    clause = _CLAUSE_END.split(text[max(found.sentence, found.start - _CLAUSE) : found.start])[-1]
    return [place for place in places(clause) if not _OF_MORE.search(clause, place.end)]


def _rank(scope: str) -> int:
    """The rank of 全县, 青禾县; 0 where the words name no place."""
    whole = _WHOLE.match(scope)
    return UNIT_RANKS[whole[1]] if whole else max((place.rank for place in places(scope)), default=0)
