"""A second opinion: a language model votes on what the checks of padding and tone found, and may name what they missed.

Votes stand beside a finding and change nothing in it, so that an exit code never rests on a model; what it names is a suggestion.
"""

from evals.second_opinion.judge import judge
from evals.second_opinion.parts import FAMILIES, Part, parts
from evals.second_opinion.weighing import Ballot, weighed

__all__ = ["FAMILIES", "Ballot", "Part", "judge", "parts", "weighed"]
