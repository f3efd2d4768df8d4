"""A text without its padding: whole sentences go or stay, and nothing that only they say is lost."""

from evals.trim.cutting import Cut, Left, Trimmed, trim
from evals.trim.files import opened
from evals.trim.layout import Frozen
from evals.trim.remarks import Remark

__all__ = ["Cut", "Frozen", "Left", "Remark", "Trimmed", "opened", "trim"]
