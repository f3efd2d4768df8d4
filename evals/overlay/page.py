"""A text as the rules of an office see it: what in it is quoted, and what is not the writer's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import Span, book_titles, quotations
from drafting.draft import REFERENCE
from drafting.guard import MARK

_REFERENCES = re.compile(rf"^{REFERENCE}.*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """`text`, and masks over it in code points."""

    text: str

    @cached_property
    def _foreign(self) -> bytearray:
        """Material shown to the drafter and what still is to be written: nobody's words yet."""
        return self._mask(Span(*m.span()) for pattern in (_REFERENCES, MARK) for m in pattern.finditer(self.text))

    @cached_property
    def _quoted(self) -> bytearray:
        return self._mask((*quotations(self.text), *book_titles(self.text)))

    def _mask(self, spans: Iterable[Span]) -> bytearray:
        mask = bytearray(len(self.text))
        for span in spans:
            mask[span.start : span.end] = b"\1" * (span.end - span.start)
        return mask

    def is_ours(self, start: int, end: int, *, quoted: bool) -> bool:
        """Is `[start, end)` to be judged? What lies wholly in a quotation or 《》 only when `quoted` text is."""
        masks = (self._foreign,) if quoted else (self._foreign, self._quoted)
        return not any(all(mask[start:end]) for mask in masks)


def lies_within(text: str, start: int, end: int, words: Iterable[str]) -> bool:
    """Does an occurrence of one of `words` in `text` cover the whole of `[start, end)`?"""
    return any(text.find(w, max(0, end - len(w)), start + len(w)) >= 0 for w in words)
