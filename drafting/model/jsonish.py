"""Reading JSON as models write it: between other words, with Chinese quotes, with a full-width comma, cut off at the end."""

import json
from typing import Any

_OPENERS, _CLOSERS = {"{": "}", "[": "]"}, "}]"
_WIDE = {"：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]"}
_QUOTES = '"“”＂'


def first_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in `text` that holds anything, mended where it can be; None when there is none."""
    at = text.find("{")
    while at >= 0:
        for candidate in (text[at:], mended(text[at:])):
            value = _decoded(candidate)
            if value:
                return value
        at = text.find("{", at + 1)
    return None


def _decoded(text: str) -> dict[str, Any] | None:
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def mended(text: str) -> str:
    """`text`, which begins with a brace, as well-formed as it can be made."""
    return _Mender().run(text)


class _Mender:
    """One pass: outside strings full-width marks become JSON's; inside, a quote that nothing structural follows is content.

    When the text ends too soon it is cut back to the last whole value, so that no half heading comes out.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._stack: list[str] = []
        self._safe: tuple[int, list[str]] = (0, [])

    def run(self, text: str) -> str:
        i = 0
        while i < len(text):
            char = _WIDE.get(text[i], text[i])
            i = self._string(text, i) if char in _QUOTES else self._mark(char, i)
            if not self._stack:
                return "".join(self._out)
        length, stack = self._safe
        return "".join(self._out[:length]) + "".join(reversed(stack))

    def _mark(self, char: str, i: int) -> int:
        if char in _CLOSERS:
            while self._out and (self._out[-1].isspace() or self._out[-1] == ","):
                self._out.pop()
            if self._stack:
                self._out.append(self._stack.pop())
            self._safe = (len(self._out), list(self._stack))
        else:
            if char == ",":
                self._safe = (len(self._out), list(self._stack))
            elif char in _OPENERS:
                self._stack.append(_OPENERS[char])
            self._out.append(char)
        return i + 1

    def _string(self, text: str, start: int) -> int:
        ends = '"' if text[start] == '"' else _QUOTES
        i, content = start + 1, ""
        while i < len(text):
            if text[i] == "\\" and i + 1 < len(text):
                content += text[i : i + 2]
                i += 1
            elif text[i] in ends and _ends_here(text, i):
                self._out.append(f'"{content}"')
                return i + 1
            else:
                content += "”" if text[i] == '"' else text[i]
            i += 1
        return i


def _ends_here(text: str, i: int) -> bool:
    after = text[i + 1 :].lstrip()[:1]
    return not after or _WIDE.get(after, after) in ":,}]"
