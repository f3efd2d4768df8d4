"""This notice against the last: only what the units of both have, since another set of units has another rate whatever anybody does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.bulletin.last import CountedUnit, Last, trend
from evals.bulletin.papers import Paper
from evals.bulletin.tally import Tally
from evals.bulletin.units import NOBODYS


@dataclass(frozen=True)
class Compared:
    """How many units stand in both notices, only in this one, only in the last; whether the same families were looked for."""

    period: str
    both: int
    new: int
    gone: int
    same_families: bool


class Comparison:
    """`papers` of now against the notice `last`."""

    def __init__(self, papers: Sequence[Paper], families: Sequence[str], last: Last, aliases: Mapping[str, str]) -> None:
        """`aliases` are those of now, under which the papers of a notice without names come."""
        names = dict.fromkeys(p.unit for p in papers if p.unit not in NOBODYS)
        self._then = {name: then for name in names if (then := last.of_unit(name, aliases))}
        self._papers = [p for p in papers if p.unit in self._then]
        before = sum(u.name not in NOBODYS for u in last.units)
        both = len(self._then)
        self.compared = Compared(last.period, both, len(names) - both, before - both, set(last.checked) == set(families))

    @property
    def total(self) -> Decimal | None:
        """The trend of all units in both; None where other families were looked for."""
        return trend(Tally.of(self._papers), _sum(self._then.values())) if self.compared.same_families else None

    def of_unit(self, name: str, now: Tally) -> Decimal | None:
        then = self._then.get(name) if self.compared.same_families else None
        return trend(now, then.tally if then else None)

    def of_family(self, family: str) -> Decimal | None:
        """None where the last notice did not look for it."""
        counts = [u.of_family.get(family) for u in self._then.values()]
        known = [count for count in counts if count is not None]
        if len(known) < len(counts):
            return None
        return trend(Tally.of(self._papers, family), Tally(0, sum(u.zi for u in self._then.values()), sum(known), 0))


def _sum(units: Collection[CountedUnit]) -> Tally:
    return Tally(sum(u.papers for u in units), sum(u.zi for u in units), sum(u.errors for u in units), sum(u.warnings for u in units))
