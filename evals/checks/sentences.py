"""The sentences of a text, and the one that stands at an offset."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import Span, sentences


@dataclass(frozen=True)
class Sentences:
    """The sentences of `text`, found once."""

    text: str

    @cached_property
    def spans(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.spans]

    def at(self, at: int) -> Span:
        """The sentence at offset `at`, the first one for what stands before it; the whole text when it has none."""
        return self.spans[max(0, bisect_right(self._starts, at) - 1)] if self.spans else Span(0, len(self.text))
