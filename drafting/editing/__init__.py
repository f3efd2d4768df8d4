"""Changes that a person makes to a finished draft: paragraphs, headings, and the places that were left open."""

from drafting.editing.changes import Change, OutdatedError, apply, filling, rewording
from drafting.editing.keeper import Keeper
from drafting.editing.manuscript import Line, Manuscript, read

__all__ = ["Change", "Keeper", "Line", "Manuscript", "OutdatedError", "apply", "filling", "read", "rewording"]
