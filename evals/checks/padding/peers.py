"""A text beside the library's documents of its genre: is it emptier than they are?"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from statistics import quantiles
from typing import Any

from base.office import remembered
from corpus.office import office
from evals.archive import Archive, Measure, Numbers
from evals.case import Case
from evals.checks.padding.document import metrics
from evals.checks.padding.judged import judged
from evals.checks.padding.kinds import genre_of
from evals.checks.padding.lexicon import FILE as WORDS
from evals.checks.padding.lexicon import KindOfText
from evals.checks.padding.model import FILE as WEIGHTS
from prompts.genres import genre

_MEASURE = 1  # raised when the code measures otherwise
_COMPARED = ("padding_share", "substance_chars", "lead_in_chars")


def among_peers(case: Case, kind: KindOfText, own: Mapping[str, Any]) -> dict[str, Any]:
    """`padding_peers`: how many documents of the genre there are, and the place of each of `own` metrics among theirs. {} for too few."""
    name = genre_of(case, kind)
    if case.archive is None or not name:
        return {}
    peers = case.archive.measured(genre(name).kinds, _measure(kind))
    places = {key: place for key in _COMPARED if (place := _place(own[key], peers, key))}
    return {"padding_peers": {"genre": genre(name).name, "count": len(peers), **places}} if peers else {}


def _measure(kind: KindOfText) -> Measure:
    def of(text: str, archive: Archive) -> Numbers:
        return metrics(judged(Case(text, archive=archive), kind))

    return Measure(f"padding {_MEASURE} {kind.shift} {_state()}", of)


@remembered
def _state() -> str:
    """Of weights and words, the office's own included."""
    own = json.dumps(office().padding.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(WEIGHTS.read_bytes() + WORDS.read_bytes() + own.encode()).hexdigest()[:16]


def _place(own: float | None, peers: Sequence[Numbers], key: str) -> dict[str, Any]:
    """Quartiles of the peers, and the share of them that have less than `own`; {} where that cannot be said."""
    theirs = sorted(value for peer in peers if (value := peer[key]) is not None)
    if own is None or len(theirs) < 2:
        return {}
    below = sum((value < own) + (value == own) / 2 for value in theirs) / len(theirs)
    return {"quartiles": [round(q, 4) for q in quantiles(theirs, method="inclusive")], "below": round(below, 4)}
