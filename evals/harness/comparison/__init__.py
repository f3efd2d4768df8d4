"""Two runs side by side: for each scorer, rule and case better, worse, or no more than noise."""

from evals.harness.comparison.comparing import Side, compare, sides
from evals.harness.comparison.model import CaseChange, Change, Comparison, Verdict
from evals.harness.comparison.preferring import preferences

__all__ = ["CaseChange", "Change", "Comparison", "Side", "Verdict", "compare", "preferences", "sides"]
