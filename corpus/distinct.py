"""What a search found, each text told of once: 同文 under several ids would take the places of others."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from corpus.documents import Hit
from corpus.library import Library

_WIDER = (1, 2, 4)  # times as many hits are asked for, while copies take the places of others


class Entry(NamedTuple):
    """A hit, and how many other documents of the same text hold it too."""

    hit: Hit
    copies: int


def different(library: Library, search: Callable[[int], list[Hit]], k: int, is_by_document: bool) -> list[Entry]:
    """The best `k` hits of `search`, which is told how many to bring, those that are the same passage of the same text put together."""
    text_of = cache(lambda id: _key(library, id))
    groups: dict[tuple[str, str], list[Hit]] = {}
    for times in _WIDER:
        found = search(times * k)
        groups = {}
        for hit in found:
            passage = "" if is_by_document else _bare(hit.passage.text)
            groups.setdefault((text_of(hit.document.id), passage), []).append(hit)
        if len(groups) >= k or len(found) < times * k:
            break
    return [Entry(hits[0], len({hit.document.id for hit in hits}) - 1) for hits in groups.values()][:k]


def _key(library: Library, id: str) -> str:
    """Equal for documents of the same text, white space aside."""
    document = library.document(id)
    return hashlib.sha256(_bare(document.text).encode()).hexdigest() if document else id


def _bare(text: str) -> str:
    return "".join(text.split())
