"""Tracked changes in Word documents: two versions as one document with revisions, and revisions read, accepted, rejected."""

from drafting.tracked.beside import Untracked, untracked
from drafting.tracked.pen import Stamp
from drafting.tracked.revisions import Note, RevisedDocument, Revision
from drafting.tracked.versions import Tracked, tracked

__all__ = ["Note", "RevisedDocument", "Revision", "Stamp", "Tracked", "Untracked", "tracked", "untracked"]
