"""What a section may rest on: pinned passages, the named documents from above, and what the library finds for it."""

from base.errors import InputError
from corpus.documents import Hit, Passage
from corpus.library import Library
from drafting.brief import Brief
from drafting.draft import SectionPlan
from drafting.outline import overlap

FOUND, NAMED = 6, 3  # passages a section gets from the search, and from each document the brief names


class Retrieval:
    """Finds the passages for each section of one brief. For one thread: an open library is."""

    def __init__(self, library: Library, brief: Brief) -> None:
        self._library, self._brief = library, brief
        self._refused = frozenset(ref for ref in brief.refuse if library.passage(ref))  # passages
        self._excluded = frozenset(id for ref in brief.refuse if ref not in self._refused for id in library.ids_of(ref))  # documents
        self._pinned = [self._pin(ref) for ref in brief.pin]
        found = {name: library.find(name) for name in brief.upper_spirit}
        self._named = [d for d in found.values() if d is not None and d.id not in self._excluded]
        self.missing: tuple[str, ...] = tuple(name for name, d in found.items() if d is None)
        self.fingerprint = library.fingerprint()
        self._kept: dict[SectionPlan, tuple[Hit, ...]] = {}

    def for_outline(self) -> tuple[Hit, ...]:
        """Passages on the brief as a whole."""
        brief = self._brief
        queries = [q for q in (brief.title, brief.intent, brief.local) if q]
        return self._merge([*self._of_named(brief.title + brief.intent), *self._search(queries)])

    def for_section(self, plan: SectionPlan) -> tuple[Hit, ...]:
        """Passages for one section, best first: pinned, from the named documents, found. Searched once a plan."""
        if plan not in self._kept:
            self._kept[plan] = self._find(plan)
        return self._kept[plan]

    def _find(self, plan: SectionPlan) -> tuple[Hit, ...]:
        topic = f"{plan.heading}{plan.purpose}{''.join(plan.points)}"
        named = self._of_named(topic) if "upper_spirit" in plan.serves or plan.points else []
        queries = [*plan.queries, *(f"{self._brief.occasion} {p}" for p in plan.points)] or [f"{self._brief.title} {plan.heading}"]
        return self._merge([*self._pinned, *named, *self._search(queries)])

    def _pin(self, ref: str) -> Hit:
        passage = self._library.passage(ref)
        if passage is None and (document := self._library.document(ref) or self._library.find(ref)):
            passage = next(iter(self._library.passages(document.id)), None)
        document = self._library.document(passage.doc_id) if passage else None
        if passage is None or document is None:
            raise InputError(f"任务书 pin 一项的“{ref}”在文库中找不到，请用 biganzi corpus search 查到段落编号后再填。")
        return Hit(passage, document, 1.0)

    def _of_named(self, topic: str) -> list[Hit]:
        hits = []
        for document in self._named:
            ranked = sorted(self._library.passages(document.id), key=lambda p: -overlap(topic, p.text))
            hits += [Hit(p, document, overlap(topic, p.text)) for p in ranked[:NAMED]]
        return hits

    def _search(self, queries: list[str]) -> list[Hit]:
        k = FOUND + len(self._refused)
        found = [self._library.search(q, k=k, exclude=self._excluded) for q in dict.fromkeys(queries)]
        interleaved = [hits[i] for i in range(k) for hits in found if i < len(hits)]
        return list(self._merge(interleaved)[:FOUND])

    def _merge(self, hits: list[Hit]) -> tuple[Hit, ...]:
        """Each passage once, where it came first; refused ones out."""
        unique: dict[str, Hit] = {}
        for hit in hits:
            if not self._is_refused(hit.passage):
                unique.setdefault(hit.passage.id, hit)
        return tuple(unique.values())

    def _is_refused(self, passage: Passage) -> bool:
        return passage.id in self._refused or passage.doc_id in self._excluded
