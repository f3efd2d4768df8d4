"""House style, measured on the library: how an office's own documents of one 文种 are built and worded."""

from corpus.style.profile import FEWEST_DOCUMENTS, profile_of
from corpus.style.values import StyleProfile

__all__ = ["FEWEST_DOCUMENTS", "StyleProfile", "profile_of"]
