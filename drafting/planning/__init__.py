"""The outline before anything is written: two or three ways to divide the matter, a person's changes, and where they are kept."""

from drafting.planning.changes import unplaced
from drafting.planning.store import Choice, OutdatedError, Plans, begin, load, save
from drafting.planning.variants import Variant, variants

__all__ = ["Choice", "OutdatedError", "Plans", "Variant", "begin", "load", "save", "unplaced", "variants"]
