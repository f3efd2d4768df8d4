"""What a person corrected: how it is kept, and what follows from it for the other fields."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from corpus.organs import seat_of
from corpus.titles import kind_of

Value = str | dt.date | None


def kept(fields: Mapping[str, Value]) -> dict[str, str | None]:
    """Corrections as the `edits` column holds them. A standing of None gives the question back to the library."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()}


def columns(edits: Mapping[str, Any], sure: Mapping[str, float]) -> dict[str, Any]:
    """The columns that the corrections `edits` set, in place of what was read with the certainty `sure`."""
    said = {name: value for name, value in edits.items() if not (name == "standing" and value is None)}
    if said.get("date"):
        said["date"] = dt.date.fromisoformat(said["date"])
    values = _consequences(said) | said
    return values | {"sure": {name: share for name, share in sure.items() if name not in values}}


def _consequences(said: Mapping[str, Any]) -> dict[str, str]:
    """What a corrected issuer says of level and region, and a corrected title of the 文种."""
    seat = seat_of(said.get("issuer") or "")
    found = {"level": seat.level, "region": seat.place, "kind": kind_of(said.get("title") or "")}
    return {name: value for name, value in found.items() if value}
