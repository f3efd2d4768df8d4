"""What a person should look at: the fields of which the library is not sure, and those it found nothing for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from corpus.documents import Document
from corpus.metadata import DOUBT, DOUBTFUL
from corpus.metadata.weighing import shown

_FOLLOWS = {"kind": "title", "level": "issuer", "region": "issuer"}  # mended with the field it was read from
_NEEDED = {"title": "正文里没有可以当标题的行", "issuer": "正文里没有落款、版头或标题里的机关", "date": "正文里没有落款日期或标题下的日期"}


class Doubt(NamedTuple):
    """One field of one document that a person should look at."""

    document: Document
    field: str
    value: str
    sure: float  # 0 for what is missing
    why: str


def doubts(documents: Iterable[Document], *, missing: bool = False) -> list[Doubt]:
    """The doubtful fields of `documents`, the worst first; with `missing` also title, issuer and date that nothing was found for."""
    found = [doubt for document in documents for doubt in (*_of(document), *(_gaps(document) if missing else ()))]
    return sorted(found, key=lambda doubt: doubt.sure)


def is_doubtful(document: Document) -> bool:
    """Whether any field of `document` should be looked at."""
    return any(share < DOUBTFUL for share in document.sure.values())


def _of(document: Document) -> Iterator[Doubt]:
    low = {field: share for field, share in document.sure.items() if share < DOUBTFUL}
    for field, share in low.items():
        if _FOLLOWS.get(field) not in low:
            yield Doubt(document, field, shown(getattr(document, field)), share, _why(document.meta, field))


def _why(meta: Mapping[str, str], field: str) -> str:
    return meta.get(DOUBT + field) or "原文没有写明"


def _gaps(document: Document) -> Iterator[Doubt]:
    for field, why in _NEEDED.items():
        if not getattr(document, field) and field not in document.sure:
            yield Doubt(document, field, "", 0.0, why)
