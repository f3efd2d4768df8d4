"""The deterministic scorers: a module each, `SCORERS` in it. `briefs` measures what a writer made, `drafts` what the checks find."""

from evals.harness.dataset import Kind
from evals.harness.scorer import Scorer
from evals.harness.scorers import (
    citations,
    copied,
    coverage,
    detection,
    families,
    figures,
    length,
    marks,
    padding,
    readability,
    repetition,
    tone,
)

_OF_BRIEFS = (padding, figures, coverage, citations, tone, copied, length, repetition, readability, marks, families)
_BY_KIND: dict[Kind, tuple[Scorer, ...]] = {
    "briefs": tuple(scorer for module in _OF_BRIEFS for scorer in module.SCORERS),
    "drafts": detection.SCORERS,
}


def scorers(kind: Kind) -> tuple[Scorer, ...]:
    """The scorers for datasets of `kind`, in the order in which they are shown."""
    return _BY_KIND[kind]
