"""The level of a brief, of passages, of a file: what they state, what they bear, where they lie. The highest holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.marks import OPEN, level_of, mark_in, rank, strictest
from drafting.secrecy.table import SecrecyTable, table

if TYPE_CHECKING:  # reading the settings must not import the ledger and its figures
    from corpus.documents import Document, Hit
    from drafting.brief import Brief


@dataclass(frozen=True)
class Item:
    """Something that is to be sent, as far as its secrecy goes; never its words."""

    name: str  # as a person knows it
    mark: str  # as it is worded; '' for none
    id: str = ""  # of the document, for the log

    @property
    def level(self) -> str:
        """The level of SCALE that the mark means."""
        return level_of(self.mark)

    @property
    def rank(self) -> int:
        """How much the level protects."""
        return rank(self.level)


def items(brief: "Brief", hits: "Iterable[Hit]") -> Iterator[Item]:
    """The brief and the documents of `hits`."""
    yield of_brief(brief)
    rules = table()
    yield from (of_hit(hit, rules) for hit in hits)


def of_brief(brief: "Brief") -> Item:
    """What the brief states, or what stands in it and its ledger."""
    rows = [line for fact in brief.facts for line in (fact.said, fact.source, fact.note)]
    return Item("任务书", _marked(brief.secrecy, mark_in("\n".join([brief.own_text, *rows]))), "brief")


def of_hit(hit: "Hit", rules: SecrecyTable) -> Item:
    """The document a passage is from, and the passage itself."""
    said = "\n".join([hit.document.title, *hit.passage.headings, hit.passage.text])
    known = of_document(hit.document, rules)
    return Item(known.name, _marked(known.mark, mark_in(said)), known.id)


def of_document(document: "Document", rules: SecrecyTable) -> Item:
    """What is known of a document, or laid down for the folder it came from."""
    level, folder = rules.folder_of(document.id, document.source)
    name, mark = f"文库材料《{document.title}》", _marked(document.secrecy, level)
    return Item(f"{name}（在文件夹“{folder}”里）" if level and mark == level else name, mark, document.id)


def mark_of(brief: "Brief", hits: "Iterable[Hit]") -> str:
    """The strictest mark of a brief and of passages, '' when all of it is open."""
    return strictest(item.mark for item in items(brief, hits) if item.level != OPEN)


def level_of_path(path: Path) -> str:
    """The level laid down for the folder that the file at `path` lies in; '' when there is none."""
    return table().folder_of(str(path.resolve()))[0]


def in_folder(brief: "Brief", path: Path) -> "Brief":
    """`brief`, which stands in the file `path`, with the level of that folder where it states a lower one."""
    level = level_of_path(path)
    return brief.model_copy(update={"secrecy": level}) if level and rank(level) > rank(level_of(brief.secrecy)) else brief


def _marked(*marks: str) -> str:
    return strictest(mark for mark in marks if level_of(mark) != OPEN)
