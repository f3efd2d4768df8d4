"""Who tracks a change, and when: every element of a revision bears it, and a number of its own."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from drafting.tracked.xml import attribute, made


@dataclass(frozen=True)
class Stamp:
    """Author and local time of tracked changes."""

    author: str
    when: dt.datetime

    @property
    def date(self) -> str:
        """As Word writes it."""
        return f"{self.when:%Y-%m-%dT%H:%M:%S}Z"


class Pen:
    """Makes the elements of revisions in the tree of one document."""

    def __init__(self, document: Any, stamp: Stamp) -> None:
        self.stamp = stamp
        ids = (attribute(e, "id") for e in document.iter() if isinstance(e.tag, str) and e.attrib)
        self._last = max((int(i) for i in ids if i.isdecimal() and len(i) < 10), default=0)

    def number(self) -> str:
        """A number that no annotation of the document has."""
        self._last += 1
        return str(self._last)

    def element(self, like: Any, kind: str) -> Any:
        """A new `w:KIND` of this author."""
        return made(like, kind, id=self.number(), author=self.stamp.author, date=self.stamp.date)
