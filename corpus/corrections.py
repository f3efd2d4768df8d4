"""What a person corrected: how it is kept, what follows from it for the other fields, and how it is taken back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from corpus.organs import seat_of
from corpus.titles import kind_of

Value = str | dt.date | None

EDITABLE: Final = ("title", "kind", "issuer", "level", "date", "region", "number", "secrecy", "standing")
AS_READ: Final = "自动"  # as the value of a field: what was read counts again
_READ = ("title", "kind", "issuer", "level", "date", "region", "number", "secrecy", "sure")


def kept(edits: Mapping[str, Any], fields: Mapping[str, Value]) -> dict[str, str | None]:
    """The `edits` column after the corrections `fields`. A standing of None gives the question back to the library."""
    changed = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()}
    return {name: value for name, value in {**edits, **changed}.items() if value != AS_READ}


def as_read(values: Mapping[str, Any]) -> dict[str, Any]:
    """The `as_read` column of a document whose columns, before any correction, are `values`."""
    date = values["date"]
    return {name: values[name] for name in _READ} | {"date": date.isoformat() if date else None}


def columns(edits: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a document of which `read` (see `as_read`) was read and `edits` corrected."""
    said = {name: value for name, value in edits.items() if not (name == "standing" and value is None)}
    corrected = _consequences(said) | said
    values = {**read, **corrected}
    date, sure = values["date"], {name: share for name, share in read["sure"].items() if name not in corrected}
    return values | {"date": dt.date.fromisoformat(date) if date else None, "sure": sure}


def _consequences(said: Mapping[str, Any]) -> dict[str, str]:
    """What a corrected issuer says of level and region, and a corrected title of the 文种."""
    seat = seat_of(said.get("issuer") or "")
    found = {"level": seat.level, "region": seat.place, "kind": kind_of(said.get("title") or "")}
    return {name: value for name, value in found.items() if value}
