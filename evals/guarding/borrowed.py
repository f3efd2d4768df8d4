"""Figures that only a paper of another office tells: the sentence must say whose they are.

So a figure that somebody planted in such a paper never stands as our own, however it is worded.
"""

import re
from collections.abc import Iterator

from corpus.documents import Document
from corpus.numerals import ZH_NUMERALS
from drafting.draft import Citation
from drafting.guard import Gap, Material
from drafting.worth import is_law
from evals.guarding.known import Known

_FIGURE = re.compile(rf"[0-9{ZH_NUMERALS}]")
_ABOVE = ("state", "province", "city")
_WHY = "这个数只有《{title}》里有，不是本单位的材料，请写明是谁的数，或另找出处。"


def gaps(text: str, cited: tuple[Citation, ...], material: Material, known: Known) -> Iterator[Gap]:
    """Figures of `text` that rest on such a paper alone, in a sentence that names neither it nor its office."""
    papers = {hit.passage.id: hit.document for hit in material.hits}
    place = material.brief.place
    vouched = [hit.passage.text for hit in material.hits if _speaks_for_us(hit.document, place)]
    for citation in cited:
        paper, words = papers.get(citation.source.ref), text[citation.start : citation.end]
        if paper is None or _speaks_for_us(paper, place) or not _FIGURE.search(words) or _named(paper, text):
            continue
        if not known.told_at_home(words) and not any(words in passage for passage in vouched):
            yield Gap(citation.start, citation.end, _WHY.format(title=paper.title))


def _speaks_for_us(paper: Document, place: str) -> bool:
    """A paper of the place itself or of above, a law, or an official document by its number."""
    own = bool(place) and (paper.region == place or paper.issuer.startswith(place))
    return own or not place or bool(paper.number) or paper.level in _ABOVE or is_law(paper.title)


def _named(paper: Document, text: str) -> bool:
    """Is it said whose the figure is: by title, office or place (松亭, 松亭县)?"""
    return any(name and name in text for name in (paper.title, paper.issuer, paper.region, paper.region[:2]))
