"""The fitted weights of `evals/data/padding_weights.yaml`: how empty a sentence is, and which signals say so."""

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.padding.signals import Signals

_NEAR = 4  # sentences on either side that keep one company
FILE = Path(__file__).parents[2] / "data" / "padding_weights.yaml"


class Weight(BaseModel):
    """A signal counts `weight` for each `scale` by which it stands above `mean`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    mean: float
    scale: float
    weight: float

    def share(self, value: float) -> float:
        """What a signal of this value adds to the log odds that a sentence is padding."""
        return self.weight * (value - self.mean) / self.scale


class Weights(BaseModel):
    """The whole file, written by scripts/fit_padding.py."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    intercept: float
    surroundings: float  # how much the sentences around one count
    signals: dict[str, Weight]
    words: dict[str, float]  # what a stock word adds or takes beside its class, in a sentence of one character
    pairs: dict[str, float]  # what two characters side by side add or take, in a sentence of one pair

    def shares(self, values: dict[str, float]) -> dict[str, float]:
        """What each signal adds to the log odds."""
        return {name: weight.share(values[name]) for name, weight in self.signals.items()}

    def odds(self, found: Signals) -> float:
        """The log odds that a sentence with these signals is padding, taken by itself."""
        signals = sum(weight.share(found.values[name]) for name, weight in self.signals.items())
        words = sum(self.words.get(word, 0.0) for words in found.words.values() for word in words)
        pairs = math.fsum(self.pairs.get(pair, 0.0) for pair in found.pairs)
        return self.intercept + signals + words / math.sqrt(len(found.text)) + pairs / math.sqrt(len(found.pairs) or 1)

    def in_company(self, odds: Sequence[float]) -> list[float]:
        """The log odds of sentences that stand one after the other, each drawn towards those around it."""
        leaning = [math.tanh(one / 2) for one in odds]
        return [
            one + self.surroundings * _mean(leaning[max(0, i - _NEAR) : i] + leaning[i + 1 : i + 1 + _NEAR]) for i, one in enumerate(odds)
        ]


@cache
def weights() -> Weights:
    """The weights in use."""
    return load_model(FILE, Weights)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def squashed(odds: float) -> float:
    """Log odds as a probability."""
    return 1 / (1 + math.exp(-odds))
