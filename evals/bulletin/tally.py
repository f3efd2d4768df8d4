"""Counting: errors and warnings of so many documents of so many 字, and the rates by which they can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from evals.bulletin.papers import Paper

_TENTH = Decimal("0.1")
PER = 10_000  # 字


@dataclass(frozen=True)
class Tally:
    """Counts over `papers` documents with `zi` 字 together."""

    papers: int
    zi: int
    errors: int
    warnings: int

    @classmethod
    def of(cls, papers: Iterable[Paper], family: str = "") -> "Tally":
        """What `papers` have wrong; of one `family` when it is named."""
        papers = list(papers)
        found = [f.severity for p in papers for f in p.findings if family in ("", f.family)]
        return cls(len(papers), sum(p.zi for p in papers), found.count("error"), found.count("warning"))

    @property
    def total(self) -> int:
        return self.errors + self.warnings

    @property
    def per_paper(self) -> Decimal:
        return _rate(self.total, self.papers)

    @property
    def per_10k(self) -> Decimal:
        """A tenth exact, as it is printed: what looks equal is equal."""
        return _rate(self.total * PER, self.zi)


def ranks(tallies: Mapping[str, Tally]) -> dict[str, int]:
    """The place of each unit, that with the fewest faults for its 字 first. Those alike share a place: 1, 2, 2, 4."""
    rates = [tally.per_10k for tally in tallies.values()]
    return {name: 1 + sum(rate < tally.per_10k for rate in rates) for name, tally in tallies.items()}


def _rate(count: int, of: int) -> Decimal:
    return (Decimal(count) / of).quantize(_TENTH, ROUND_HALF_UP) if of else Decimal("0.0")
