"""The fitted weights of evals/data/typo_weights.yaml: how sure a replacement is."""

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.language.table import Counts
from evals.checks.typo.features import Features

FILE = Path(__file__).parents[2] / "data" / "typo_weights.yaml"


class Fit(BaseModel):
    """A logistic regression."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    intercept: float
    features: dict[str, float]

    def probability(self, values: Features) -> Counts:
        """How probable each row of `values` makes it."""
        odds = self.intercept + sum(weight * values[name] for name, weight in self.features.items())
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


class Weights(BaseModel):
    """The whole file, written by scripts/fit_typo.py."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    warning: float  # from this probability on
    in_company: float  # from this one on beside a warning in the same sentence: who slips once slips twice
    suggestion: float
    character: Fit  # for replacements of one character
    word: Fit  # and for those of a whole word

    def probability(self, size: int, values: Features) -> Counts:
        """How probable it is that each replacement, `size` characters long, is what was meant."""
        return (self.character if size == 1 else self.word).probability(values)


@cache
def weights() -> Weights:
    """The weights in use."""
    return load_model(FILE, Weights)
