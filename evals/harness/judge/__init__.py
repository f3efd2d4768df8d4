"""A model as judge of drafts: five qualities by several votes, or which of two drafts is the better one, asked in both orders."""

from evals.harness.judge.criteria import CRITERIA
from evals.harness.judge.judge import Judge
from evals.harness.judge.pairs import PairJudge, Preference

__all__ = ["CRITERIA", "Judge", "PairJudge", "Preference"]
