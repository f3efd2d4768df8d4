"""What a section may rest on: pinned passages, the named documents from above, and what the library finds for it."""

from collections.abc import Sequence

from base.errors import InputError
from corpus.documents import Document, Hit, Passage
from corpus.filters import Wanted
from corpus.formula import formula_share
from corpus.library import Library
from drafting.brief import Brief
from drafting.draft import SectionPlan
from drafting.outline import overlap
from drafting.section_asks import Ask, asks_for, asks_for_outline
from drafting.selection import Candidate, select
from drafting.worth import worth

FOUND = 6  # passages a section gets from the search
NAMED, FURTHER = 2, 2  # passages of each document the brief names: before what is found, and for single points after it
_BESIDE_POINTS = 2  # a section of many points gets one passage for each, and these for its topic
_LOOKED_AT, _DEEP = 20, 80  # passages of each ask


class Retrieval:
    """Finds the passages for each section of one brief. For one thread: an open library is."""

    def __init__(self, library: Library, brief: Brief) -> None:
        self._library, self._brief = library, brief
        self._refused = frozenset(ref for ref in brief.refuse if library.passage(ref))  # passages
        documents = {ref: library.ids_of(ref) for ref in brief.refuse if ref not in self._refused}
        self._excluded = frozenset(id for ids in documents.values() for id in ids)
        self._pinned = [self._pin(ref) for ref in brief.pin]
        found = {name: library.find(name) for name in brief.upper_spirit}
        self._named = [d for d in found.values() if d is not None and d.id not in self._excluded]
        self.missing: tuple[str, ...] = tuple(name for name, d in found.items() if d is None)
        self.warnings: tuple[str, ...] = tuple(
            [f"任务书 refuse 一项的“{ref}”在文库中找不到，没有起作用，请核对编号。" for ref, ids in documents.items() if not ids]
            + [f"任务书 pin 一项的“{h.passage.id}”同时写在 refuse 里，没有采用。" for h in self._pinned if self._is_refused(h.passage)]
        )
        self.fingerprint = library.fingerprint()
        self._kept: dict[SectionPlan, tuple[Hit, ...]] = {}

    def for_outline(self) -> tuple[Hit, ...]:
        """Passages on the brief as a whole."""
        named = self._of_named([self._brief.title + self._brief.intent])
        return self._joined(self._allowed(named[0]), asks_for_outline(self._brief), FOUND)

    def for_section(self, plan: SectionPlan) -> tuple[Hit, ...]:
        """Passages for one section, best first: pinned, from the named documents, found. Searched once a plan."""
        if plan not in self._kept:
            self._kept[plan] = self._find(plan)
        return self._kept[plan]

    def _find(self, plan: SectionPlan) -> tuple[Hit, ...]:
        first, further = self._of_named(_topics(plan, self._brief)) if "upper_spirit" in plan.serves or plan.points else ([], [])
        most = max(FOUND, len(plan.points) + _BESIDE_POINTS)
        return self._joined(self._allowed([*self._pinned, *first]), asks_for(plan, self._brief), most, self._allowed(further))

    def _pin(self, ref: str) -> Hit:
        passage = self._library.passage(ref)
        if passage is None and (document := self._library.document(ref) or self._library.find(ref)):
            passage = next(iter(self._library.passages(document.id)), None)
        document = self._library.document(passage.doc_id) if passage else None
        if passage is None or document is None:
            raise InputError(f"任务书 pin 一项的“{ref}”在文库中找不到，请用 biganzi corpus search 查到段落编号后再填。")
        return Hit(passage, document, 1.0)

    def _of_named(self, topics: Sequence[str]) -> tuple[list[Hit], list[Hit]]:
        """Of each named document the passages nearest to `topics` together, and further ones nearest to single topics."""
        first, further = list[Hit](), list[Hit]()
        for document in self._named:
            nearest = self._nearest(document, "".join(topics))[:NAMED]
            others = [hit for topic in topics for hit in self._nearest(document, topic)[:1]]
            known = {hit.passage.id for hit in nearest}
            first += nearest
            further += list({hit.passage.id: hit for hit in others if hit.passage.id not in known}.values())[:FURTHER]
        return first, further

    def _nearest(self, document: Document, topic: str) -> list[Hit]:
        """The passages of a named document, those of substance that speak of `topic` first."""
        hits = [Hit(p, document, overlap(topic, p.text) * (1 - formula_share(p.text) / 2)) for p in self._library.passages(document.id)]
        return sorted(hits, key=lambda hit: -hit.score)

    def _joined(self, given: Sequence[Hit], asks: Sequence[Ask], most: int, further: Sequence[Hit] = ()) -> tuple[Hit, ...]:
        """`given`, what answers `asks`, and `further` ones, each once."""
        known = {hit.passage.id for hit in given}
        found = select([c for c in self._candidates(asks) if c.hit.passage.id not in known], most, given)
        known |= {hit.passage.id for hit in found}
        return (*given, *found, *(hit for hit in further if hit.passage.id not in known))

    def _candidates(self, asks: Sequence[Ask]) -> list[Candidate]:
        """Every passage that answers an ask, with its value to each: its score beside the ask's best, times its worth."""
        found: dict[str, Hit] = {}
        values: dict[str, list[float]] = {}
        for i, ask in enumerate(asks):
            hits = self._search(ask)
            for hit in hits[:_LOOKED_AT]:
                found.setdefault(hit.passage.id, hit)
                of = values.setdefault(hit.passage.id, [0.0] * len(asks))
                of[i] = ask.weight * worth(hit, self._brief.date) * hit.score / (hits[0].score or 1.0)
        return [Candidate(hit, tuple(values[id])) for id, hit in found.items()]

    def _search(self, ask: Ask) -> list[Hit]:
        wanted: Wanted = {**ask.filters, "not_after": self._brief.date, "exclude": self._excluded}
        hits = self._library.search(ask.text, k=(_DEEP if ask.deep else _LOOKED_AT) + len(self._refused), **wanted)
        least = ask.least * hits[0].score if hits else 0.0
        return [hit for hit in hits if hit.score >= least and ask.accepts(hit.document) and not self._is_refused(hit.passage)]

    def _allowed(self, hits: Sequence[Hit]) -> list[Hit]:
        """Each passage once, where it came first; refused ones out."""
        first = {hit.passage.id: hit for hit in reversed(hits) if not self._is_refused(hit.passage)}
        return [hit for hit in hits if first.get(hit.passage.id) is hit]

    def _is_refused(self, passage: Passage) -> bool:
        return passage.id in self._refused or passage.doc_id in self._excluded


def _topics(plan: SectionPlan, brief: Brief) -> list[str]:
    """What the section is about: its points, or itself and the brief."""
    return list(plan.points) or [f"{plan.heading}{plan.purpose}", f"{brief.title}{brief.intent}"]
