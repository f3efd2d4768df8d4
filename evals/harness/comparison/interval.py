"""How far the mean of paired differences can be trusted, when many measures are looked at together."""

from collections.abc import Sequence
from math import sqrt

from corpus.retrieval_eval import Estimate, estimate

FEWEST = 6  # pairs; of five that all point one way chance alone makes one in sixteen
_ERROR = 0.05  # the chance that any of all the measures looked at is called better or worse though nothing changed
_ROUNDS = 10_000


def interval(differences: Sequence[float], measures: int) -> Estimate:
    """The mean of paired `differences` with an interval that holds for `measures` of them together; the same for the same values.

    A paired bootstrap. The level is Bonferroni's, and the percentiles are moved out as far as the t distribution lies outside the normal
    one (Hesterberg 2015), for plain ones are too narrow for a few cases.
    """
    if len(differences) < 2 or not any(differences):
        return estimate(differences)
    from scipy.special import ndtr, stdtrit  # a second to import

    n = len(differences)
    tail = float(ndtr(sqrt(n / (n - 1)) * stdtrit(n - 1, _ERROR / measures / 2)))
    return estimate(differences, 1 - 2 * tail, _ROUNDS)
