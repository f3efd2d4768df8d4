"""Scores put together: the sum of standard scores (reciprocal ranks gained nothing here), then what a whole work speaks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.ranking import Fusion

Scores = Mapping[int, float]  # by the serial of a passage or a document


def fused(lexical: Scores, near: Scores, vector_weight: float, every_match: bool = False) -> dict[int, float]:
    """The candidates of both with one score each, 0 to 1; one that an index did not name counts as its worst.

    With `every_match` the lexical index named all there are: the others hold none of the words and count 0 there.
    """
    candidates = sorted({*lexical, *near})
    if not candidates:
        return {}
    others = 0.0 if every_match else min(lexical.values(), default=0.0)
    total = _standard(lexical, candidates, others) + vector_weight * _standard(near, candidates, min(near.values(), default=0.0))
    room = float(total.max() - total.min())
    scaled = (total - total.min()) / room if room else np.ones(len(candidates))
    return dict(zip(candidates, scaled.tolist()))


def _standard(scores: Scores, candidates: Sequence[int], others: float) -> NDArray[np.float64]:
    if not scores:
        return np.zeros(len(candidates))
    values = np.array([scores.get(candidate, others) for candidate in candidates], dtype=np.float64)
    standard: NDArray[np.float64] = (values - values.mean()) / (values.std() or 1.0)
    return standard


def with_kin(scores: Scores, works: Mapping[int, int | str], weights: Fusion) -> dict[int, float]:
    """Each passage's score with the evidence of its work: the law that many passages speak for is the law that is meant.

    `works` holds the work of every candidate.
    """
    found: defaultdict[int | str, list[float]] = defaultdict(list)
    for serial in sorted(scores, key=lambda serial: (-scores[serial], serial)):
        found[works[serial]].append(scores[serial])
    evidence = {work: sum(score * weights.kin_decay**i for i, score in enumerate(of[: weights.kin_most])) for work, of in found.items()}
    return {serial: score + weights.kin_weight * evidence[works[serial]] for serial, score in scores.items()}
