"""Putting values back while an answer streams: what may become a placeholder is held back until it is clear."""

import regex

from drafting.masking.mask import LONGEST, PLACEHOLDER, Mask

_BEGUN = regex.compile(PLACEHOLDER)


class Restoring:
    """A filter over streamed text."""

    def __init__(self, mask: Mask) -> None:
        """For answers to a question that `mask` was put on."""
        self._mask, self._held = mask, ""

    def feed(self, text: str) -> str:
        """The part of all text so far that has become clear."""
        self._held += text
        at = self._unclear()
        ready, self._held = self._held[:at], self._held[at:]
        return self._mask.restore(ready)

    def rest(self) -> str:
        """What was held back at the end."""
        held, self._held = self._held, ""
        return self._mask.restore(held)

    @property
    def waiting(self) -> bool:
        """Is something held back?"""
        return bool(self._held)

    def _unclear(self) -> int:
        """From where on the held text might be the beginning of a placeholder, or one that goes on."""
        first = max(0, len(self._held) - LONGEST)
        likely = (at for at in range(first, len(self._held)) if _BEGUN.fullmatch(self._held, at, partial=True))
        return next(likely, len(self._held))
