"""The figures of a text, read once: tokens, categories and the table of figures all ask for them."""

from functools import lru_cache

from corpus.figures import Read, read


@lru_cache(maxsize=4)
def reads(text: str, today: int) -> tuple[Read, ...]:
    """The figures of `text` with what the words around say; `today` is the year that 今年 means, 0 when unknown."""
    return tuple(read(text, today))
