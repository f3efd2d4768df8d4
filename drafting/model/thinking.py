"""Leaving out what a reasoning model thinks aloud: <think>…</think> in the answer itself."""

import re

_TAG = re.compile(r"<(/?)(?:think|thinking|reasoning)>", re.IGNORECASE)
_LONGEST_TAG = len("</reasoning>")


class Thinking:
    """A filter over streamed text. What might become a tag is held back until it is clear.

    `orphan` becomes True at a closing tag that nothing opened: some servers swallow the opening one, so all before it was thinking too.
    """

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self.orphan = False

    def feed(self, text: str) -> str:
        """The part of all text so far that has become clear and is not thinking."""
        self._held += text
        said = ""
        while match := _TAG.search(self._held):
            said += "" if self._inside else self._held[: match.start()]
            self._held = self._held[match.end() :]
            if match[1] and not self._inside:
                self.orphan, said = True, ""
            self._inside = not match[1]
        keep = self._maybe_tag()
        ready, self._held = self._held[:keep], self._held[keep:]
        return said if self._inside else said + ready

    def rest(self) -> str:
        """What was held back at the end; an unclosed thought is dropped."""
        held, self._held = self._held, ""
        return "" if self._inside else held

    def _maybe_tag(self) -> int:
        """From where on the held text might be the beginning of a tag."""
        at = self._held.rfind("<", max(0, len(self._held) - _LONGEST_TAG))
        return len(self._held) if at < 0 or ">" in self._held[at:] else at
