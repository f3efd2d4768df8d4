"""Briefs being written: the form a person fills in, what is wrong in it, and how it is kept. `drafting.brief` is the finished value."""

from drafting.briefs.convert import as_brief, form_of
from drafting.briefs.faults import advice, faults
from drafting.briefs.form import BriefForm, Row

__all__ = ["BriefForm", "Row", "advice", "as_brief", "faults", "form_of"]
