"""文种 as a person calls them."""

from corpus.titles import kind_of
from prompts.genres import kinds_called


def kinds_meant(name: str) -> tuple[str, ...]:
    """The 文种 that a person means by a 文种, the name of a genre (讲话稿) or another word for one (发言材料); () for ''."""
    if not name:
        return ()
    return tuple(dict.fromkeys(kind for kind in (*kinds_called(name), kind_of(name)) if kind))
