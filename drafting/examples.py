"""A short passage of the office's own best past document of the genre: to learn the manner from, not the matter."""

from collections.abc import Iterator

from corpus.documents import Document, Hit
from corpus.formula import formula_share
from corpus.library import Library
from corpus.marks import OPEN
from corpus.zh import count_zi
from drafting.brief import Brief
from drafting.guard import MARK
from drafting.orders import orders_in
from drafting.secrecy.items import of_hit
from drafting.secrecy.table import table
from prompts.genres import Genre

_DOCUMENTS = 5  # the newest ones that are looked at
_SHORTEST, _LONGEST = 80, 320  # 字 of a passage that shows a manner
_MOST_FORMULA = 0.25


def example(library: Library, brief: Brief, genre: Genre) -> str:
    """The passage with the least formula in the place's newest open documents of the genre; '' when there is none that is fit."""
    fit = [hit for document in _own(library, brief, genre) for hit in _passages(library, document)]
    best = min(fit, key=lambda hit: formula_share(hit.passage.text), default=None)
    return best.passage.text if best else ""


def _own(library: Library, brief: Brief, genre: Genre) -> list[Document]:
    if not brief.place:
        return []
    ours = (d for d in library.documents() if d.kind in genre.kinds and (d.region == brief.place or d.issuer.startswith(brief.place)))
    fit = [d for d in ours if not d.standing and not {d.id, d.title, d.number} & set(brief.refuse)]
    return sorted(fit, key=lambda d: (d.date is not None, d.date), reverse=True)[:_DOCUMENTS]


def _passages(library: Library, document: Document) -> Iterator[Hit]:
    for passage in library.passages(document.id):
        hit, text = Hit(passage, document, 1.0), passage.text
        plain = not MARK.search(text) and not orders_in(text) and formula_share(text) <= _MOST_FORMULA
        if plain and _SHORTEST <= count_zi(text) <= _LONGEST and of_hit(hit, table()).level == OPEN:
            yield hit
