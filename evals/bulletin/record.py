"""The notice as JSON: for programs, and as the record that the next notice is held against."""

from typing import Any

from evals.bulletin.bulletin import Bulletin
from evals.bulletin.last import SCHEMA
from evals.bulletin.quotes import Quote
from evals.bulletin.tally import Tally
from evals.rules import FAMILY_NAMES


def as_json(notice: Bulletin) -> dict[str, Any]:
    """All that the notice shows, under the names that it shows."""
    return {
        "schema": SCHEMA,
        "title": notice.title,
        "period": notice.period,
        "checked": list(notice.checked),
        "total": _tally(notice.total) | _trend(notice.trend),
        "units": [
            {"name": u.name, "rank": u.rank, **_tally(u.tally), **_trend(u.trend), "of_family": dict(u.of_family)} for u in notice.units
        ],
        "families": [
            {"family": f.family, "name": FAMILY_NAMES[f.family], **_tally(f.tally), **_trend(f.trend)} for f in notice.families
        ],
        "quotes": [_quote(q) for q in notice.quotes],
        "last_period": notice.compared.period if notice.compared else None,
        "compared": _compared(notice),
        "marked": notice.marked,
        "unread": notice.unread,
        "missing": list(notice.missing),
    }  # fmt: skip


def as_record(notice: Bulletin, aliases: dict[str, str]) -> dict[str, Any]:
    """What the next notice needs of this one, which has the names of the units: counts and `aliases`, no quotations."""
    return as_json(notice) | {"quotes": [], "aliases": aliases}


def _tally(tally: Tally) -> dict[str, Any]:
    counts = {"papers": tally.papers, "zi": tally.zi, "errors": tally.errors, "warnings": tally.warnings, "total": tally.total}
    return counts | {"per_paper": float(tally.per_paper), "per_10k": float(tally.per_10k)}


def _trend(by: object) -> dict[str, float | None]:
    return {"trend": None if by is None else float(str(by))}


def _compared(notice: Bulletin) -> dict[str, int] | None:
    """How many units the trend rests on, and how many it leaves out."""
    against = notice.compared
    return {"units": against.both, "new": against.new, "gone": against.gone} if against else None


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "family": quote.family, "rule": quote.rule, "quoted": quote.quoted, "wrong": quote.wrong,
        "right": quote.right, "unit": quote.unit, "title": quote.title, "times": quote.times,
    }  # fmt: skip
