"""The notice as values: everything that any of its formats shows is counted here, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from evals.bulletin.aliases import aliases, without_names
from evals.bulletin.comparing import Compared, Comparison
from evals.bulletin.hiding import Hiding
from evals.bulletin.last import Last
from evals.bulletin.papers import Paper
from evals.bulletin.quotes import Quote, quotes
from evals.bulletin.tally import Tally, ranks
from evals.bulletin.units import NOBODYS


@dataclass(frozen=True)
class UnitRow:
    """A unit; `rank` is None for documents that are nobody's or have no 字, `trend` where the last notice has no such unit."""

    name: str
    tally: Tally
    rank: int | None
    trend: Decimal | None
    of_family: Mapping[str, int]


@dataclass(frozen=True)
class FamilyRow:
    family: str
    tally: Tally
    trend: Decimal | None


@dataclass(frozen=True)
class Bulletin:
    """`checked`: the families that were looked for; `compared` is None where there is no last notice."""

    title: str
    period: str
    checked: tuple[str, ...]
    total: Tally
    units: tuple[UnitRow, ...]
    families: tuple[FamilyRow, ...]
    quotes: tuple[Quote, ...]
    trend: Decimal | None = None  # of the units that stand in both notices
    compared: Compared | None = None
    marked: int = 0  # documents with a 密级, of which nothing is quoted
    unread: int = 0  # files that could not be read
    missing: tuple[str, ...] = ()  # families that were asked for and have no checks
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What the person said of the notice."""

    period: str = ""
    title: str = ""
    hide: bool = False  # the names of the units
    last: Last | None = None


def bulletin(papers: Sequence[Paper], families: Sequence[str], wanted: Wanted, unread: int = 0) -> Bulletin:
    """The notice on `papers`, which were checked for `families`; the same papers in any order give the same notice."""
    papers = sorted(papers, key=lambda p: (p.unit, p.file))
    last, checked = wanted.last, tuple(families)
    called = aliases((p.unit for p in papers if p.unit not in NOBODYS), last.aliases if last else {}) if wanted.hide else {}
    hiding = Hiding(called, papers)
    papers = without_names(papers, called) if wanted.hide else papers
    against = Comparison(papers, checked, last, called) if last else None
    return Bulletin(
        wanted.title or f"关于{wanted.period}公文错情的通报", wanted.period, checked, Tally.of(papers),
        _units(papers, checked, against), tuple(_family(papers, f, against) for f in checked),
        tuple(quote for f in checked for quote in quotes(papers, f, hiding)),
        against.total if against else None, against.compared if against else None,
        sum(p.marked for p in papers), unread, tuple(f for f in families if f not in checked), called,
    )  # fmt: skip


def _units(papers: Sequence[Paper], checked: Sequence[str], against: Comparison | None) -> tuple[UnitRow, ...]:
    by_unit: dict[str, list[Paper]] = {}
    for paper in papers:
        by_unit.setdefault(paper.unit, []).append(paper)
    places = ranks({unit: tally for unit, own in by_unit.items() if unit not in NOBODYS and (tally := Tally.of(own)).zi})
    rows = (_unit(unit, own, checked, places.get(unit), against) for unit, own in by_unit.items())
    return tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.name)))


def _unit(name: str, papers: Sequence[Paper], checked: Sequence[str], rank: int | None, against: Comparison | None) -> UnitRow:
    tally = Tally.of(papers)
    by = against.of_unit(name, tally) if against else None
    return UnitRow(name, tally, rank, by, {family: Tally.of(papers, family).total for family in checked})


def _family(papers: Sequence[Paper], family: str, against: Comparison | None) -> FamilyRow:
    return FamilyRow(family, Tally.of(papers, family), against.of_family(family) if against else None)
