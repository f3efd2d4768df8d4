"""Which documents a search may find."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict, Unpack

import sqlalchemy as sa

from corpus.db import documents


class Wanted(TypedDict, total=False):
    """The filters of `Library.search` as keywords; see `Filter`."""

    kind: str | tuple[str, ...]
    issuer: str
    region: str
    since: dt.date | None
    until: dt.date | None
    not_after: dt.date | None
    exclude: Collection[str]


@dataclass(frozen=True)
class Filter:
    """Which documents a search may find; the empty filter lets all pass. `issuer` and `region` may be a part of the name.

    A document without a date is outside every range of dates, but not after any day.
    """

    kind: str | tuple[str, ...] = ""  # one 文种, or any of several
    issuer: str = ""
    region: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    not_after: dt.date | None = None
    exclude: frozenset[str] = frozenset()  # document ids

    @classmethod
    def of(cls, **wanted: Unpack[Wanted]) -> "Filter":
        """From keywords."""
        return cls(**wanted | {"exclude": frozenset(wanted.get("exclude", ()))})  # type: ignore[arg-type]

    def where(self) -> list[sa.ColumnElement[bool]]:
        """Its SQL conditions on `documents`, but for `exclude`."""
        column = documents.c
        conditions: list[sa.ColumnElement[bool]] = []
        if self.kind:
            conditions.append(column.kind.in_((self.kind,) if isinstance(self.kind, str) else self.kind))
        if self.issuer:
            conditions.append(column.issuer.contains(self.issuer, autoescape=True))
        if self.region:
            conditions.append(column.region.contains(self.region, autoescape=True))
        if self.since:
            conditions.append(column.date >= self.since)
        if self.until:
            conditions.append(column.date <= self.until)
        if self.not_after:
            conditions.append(sa.or_(column.date.is_(None), column.date <= self.not_after))
        return conditions
