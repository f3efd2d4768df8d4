"""Who acts, as the history names her."""

from drafting.history.entry import PROGRAM, Person
from pages.shared.person import person

_NAMELESS = Person(name="本机使用者", role="起草人")


def author() -> Person:
    """The person signed in; without sign-in the one who sits at this machine."""
    now = person()
    return Person(name=now.name, role="、".join(now.roles)) if now.name else _NAMELESS


def drafter() -> Person:
    """By whom a draft is said to be begun: without sign-in the program itself."""
    return author() if person().name else PROGRAM
