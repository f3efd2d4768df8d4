"""What the index and the embedder count: Chinese characters and their bigrams, Latin words and numbers whole; and Chinese words."""

import re
from collections.abc import Iterator
from operator import add

from corpus.zh import halfwidth

_RUN = re.compile(r"[0-9a-z]+(?:\.[0-9]+)?|[〇㐀-鿿豈-﫿\U00020000-\U0003ffff]+")


def tokens(text: str) -> Iterator[str]:
    """Words of Latin letters or digits; each Chinese character; each pair of neighbouring Chinese characters."""
    for match in _RUN.finditer(halfwidth(text).lower()):
        run = match.group()
        if run[0] <= "z":
            yield run
        else:
            yield from run
            yield from map(add, run, run[1:])


def words(text: str) -> Iterator[str]:
    """The words a dictionary cuts `text` into, marks left out."""
    import rjieba  # loads its dictionary at the first cut: not where nothing is searched or indexed

    return (word for word in rjieba.cut(halfwidth(text).lower()) if _RUN.match(word))
