"""What an office's overlay files make of the rules: rules of its own, rules switched off or weighed otherwise, words it vouches for."""

from evals.overlay.findings import findings
from evals.overlay.settle import settled
from evals.overlay.tuning import Tuning, tuning

__all__ = ["Tuning", "findings", "settled", "tuning"]
