"""Two versions of a text: what was moved, and character by character what was put in, taken out and replaced."""

from drafting.compare.compared import Comparison, compare
from drafting.compare.model import Category, Change, Kind, apply, undo

__all__ = ["Category", "Change", "Comparison", "Kind", "apply", "compare", "undo"]
