"""Who is served, and what of the library it may see: the zone it is in, held against the table of [secrecy]."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base import office
from corpus.documents import Document, Hit
from corpus.marks import OPEN, rank
from drafting.secrecy import table
from drafting.secrecy.items import of_hit
from drafting.secrecy.log import note
from drafting.secrecy.withheld import Withheld
from drafting.settings import Zone
from evals.archive import Archive
from evals.case import TitleLookup
from wiring import LibraryLookup, library_lookup


@dataclass(frozen=True)
class OpenHoldings:
    """The library without what the audience may not see."""

    lookup: LibraryLookup
    withheld: frozenset[str]  # document ids

    def without(self, excluded: frozenset[str]) -> TitleLookup:
        """Its documents by name, but for those `excluded`."""
        return self.lookup.without(excluded | self.withheld)

    def archive(self, excluded: frozenset[str]) -> Archive:
        """Its documents by what they say, but for those `excluded`."""
        return self.lookup.archive(excluded | self.withheld)

    def words_of(self, ref: str) -> str:
        """The title and text of the document that an evidence names by its id or by one of its passages; '' when it names none."""
        document = self.lookup.document(ref) or self.lookup.document(ref.rpartition("#")[0])
        return f"{document.title}\n{document.text}" if document else ""


class Audience:
    """A program that asks about the workspace `home`. May be used by several threads."""

    def __init__(self, home: Path, zone: Zone) -> None:
        """`zone` is where what is answered may end up; a program on this machine may pass it on to a model elsewhere."""
        self.home, self.zone = home, zone
        self.look_around()
        self._withheld = Withheld(table(), zone, "")

    @contextmanager
    def holdings(self) -> Iterator[OpenHoldings | None]:
        """The library as checks may see it; None where there is none."""
        self.look_around()
        with library_lookup(self.home) as lookup:
            yield OpenHoldings(lookup, self.withheld(lookup.archive().papers)) if lookup else None

    def look_around(self) -> None:
        """Notice what the office changed in its rules and settings since the last request."""
        office.use(self.home)

    def withheld(self, documents: Iterable[Document]) -> frozenset[str]:
        """The ids of those that it may not see."""
        judge = self._judge()
        return frozenset(document.id for document in documents if judge.holds(document))

    def shown(self, hits: Iterable[Hit]) -> list[Hit]:
        """Those that it may see, by their own words too. What is marked and goes beyond this machine is noted."""
        rules, left = self._judge().rules, list[Hit]()
        for hit in hits:
            item = of_hit(hit, rules)
            if item.rank > rank(rules.highest(self.zone)):
                continue
            if item.level != OPEN and self.zone != "local":
                note(item.id, item.level, self.zone, "", "sent")
            left.append(hit)
        return left

    def told(self, findings: Sequence[dict[str, Any]], library: OpenHoldings | None) -> list[dict[str, Any]]:
        """Those of `findings`, as JSON, that rest on no document of the library with a mark in its words that it may not see."""
        judge = self._judge()
        shown = [(e["ref"], e["quote"]) for f in findings for e in f["evidence"] if e["kind"] == "passage"]
        hidden = {ref for ref, quote in shown if judge.mark_in(f"{quote}\n{library.words_of(ref) if library else ''}")}
        return [f for f in findings if not any(e["kind"] == "passage" and e["ref"] in hidden for e in f["evidence"])]

    def _judge(self) -> Withheld:
        """By the table as it is now; what stays is noted once while the table is the same."""
        if (rules := table()) != self._withheld.rules:
            self._withheld = Withheld(rules, self.zone, "")
        return self._withheld
