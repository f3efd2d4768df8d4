"""What stays without vectors, because these are made or stored where its level may not go."""

from dataclasses import dataclass, field

from corpus.documents import Document
from corpus.marks import LEVELS, level_of, mark_in, rank
from drafting.secrecy.items import of_document
from drafting.secrecy.log import note
from drafting.secrecy.table import SecrecyTable, table
from drafting.secrecy.zones import zone_of
from drafting.settings import Embedding, Zone


@dataclass(frozen=True)
class Withheld:
    """Judges by one reading of the table. A document that stays is noted once."""

    rules: SecrecyTable
    zone: Zone
    url: str
    _noted: set[str] = field(default_factory=set, compare=False)

    def mark_in(self, text: str) -> str:
        """The mark for which `text` must stay; '' when it may go."""
        mark = mark_in(text)
        return mark if mark and self._stays(rank(level_of(mark))) else ""

    def holds(self, document: Document) -> bool:
        """Whether `document` (without its text) must stay."""
        item = of_document(document, self.rules)
        if not self._stays(item.rank):
            return False
        if item.id not in self._noted:
            self._noted.add(item.id)
            note(item.id, item.level, self.zone, self.url, "withheld")
        return True

    def _stays(self, rank_of_it: int) -> bool:
        return rank_of_it > rank(self.rules.highest(self.zone))


def withheld_from(embedding: Embedding) -> Withheld | None:
    """What must not go to where `embedding` makes or stores vectors; None when everything may."""
    rules, zone = table(), zone_of(embedding)
    if rules.highest(zone) == LEVELS[0]:
        return None
    return Withheld(rules, zone, "".join(embedding.addresses[:1]))
