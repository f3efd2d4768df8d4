"""Whose drafts a person may open: those who check and sign see all, others those of which they have saved a revision."""

from drafting.history.history import History
from pages.shared.person import person

SEE_ALL = ("核稿人", "签发人")


def drafts(history: History) -> list[str]:
    """The names of the drafts that the person signed in may open, in the order in which they were begun."""
    now = person()
    if not now.name or any(role in SEE_ALL for role in now.roles):
        return history.drafts()
    return history.drafts_of(now.name)
