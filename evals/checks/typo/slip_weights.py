"""The fitted weights of evals/data/typo_slips.yaml: how sure a missing, transposed or doubled character is."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.typo.weights import Fit

FILE = Path(__file__).parents[2] / "data" / "typo_slips.yaml"


class Slip(BaseModel):
    """One kind of slip."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    warning: float  # from this probability on
    suggestion: float
    fit: Fit


class _File(BaseModel):
    """Written by scripts/fit_slips.py."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    missing: Slip
    swapped: Slip
    doubled: Slip


@cache
def slip_weights() -> dict[str, Slip]:
    """By kind."""
    return dict(load_model(FILE, _File))
